import type { Plugin, RequestKind, RequestTypeDraft } from '@reglament/sdk';
import type { Table } from './mutants.ts';

const drafting =
  (change: (draft: RequestTypeDraft) => RequestTypeDraft) =>
  (plugin: Plugin): Plugin => ({
    ...plugin,
    draftRequestType: (files, choice) => change(plugin.draftRequestType?.(files, choice) as RequestTypeDraft),
  });

const made =
  (change: (kind: RequestKind) => Partial<RequestKind>) =>
  (plugin: Plugin): Plugin => ({
    ...plugin,
    requestKindFrom: (type) => {
      const kind = plugin.requestKindFrom?.(type) as RequestKind;
      return { ...kind, ...change(kind) };
    },
  });

const remark = { level: 'warning', pointer: '/title', message: 'Не сходится', todo: 'Исправьте' } as const;

/** A plugin that makes types out of files: for each of these cases one that the kit must not let through. */
export const draftMutants: Table = {
  'draft.roots': drafting((draft) => ({ ...draft, roots: [] })),
  'draft.type': drafting(({ type, ...draft }) => ({ ...draft, ...(type && { type: { ...type, plugin: 'other' } }) })),
  'draft.kind': made(({ answer }) => ({ answer: { ...answer, ui: { lost: { widget: 'text' } } } })),
  'draft.hostile': drafting(({ notes, ...draft }) => ({
    ...draft,
    notes: notes.filter(({ level }) => level !== 'error'),
  })),
};

/** Each is a fault of remarks of its own. */
export const remarkMutants: Table = {
  'ошибка у только что составленного': made(() => ({ remarks: () => [{ ...remark, level: 'error' }] })),
  'места нет': made(() => ({ remarks: () => [{ ...remark, pointer: '/message/nothing' }] })),
  'места не назвали': made(() => ({ remarks: () => [{ ...remark, pointer: 'title' }] })),
  'не по-русски': made(() => ({ remarks: () => [{ ...remark, message: 'mismatch' }] })),
  'не сказано, что делать': made(() => ({ remarks: () => [{ ...remark, todo: '' }] })),
  'всякий раз другие': made(() => ({ remarks: () => [{ ...remark, message: `Замечание ${Math.random()}` }] })),
};
