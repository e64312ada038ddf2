import type { DefinitionKind } from '@reglament/format';
import type { DefinitionVersion } from '../definition/definition-version.ts';
import { hasErrors } from '../definition/finding.ts';
import { knownOver } from '../definition/in-force.ts';
import type { AnyDefinition } from '../definition/lint/places.ts';
import { lintDefinition } from '../definition/lint.ts';
import { refusedDefinition } from '../definition/refused.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { type DraftRow, findDraft } from '../definition-draft/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';

/**
 * The same engine as if these drafts were in force: what is tried out finds them wherever it looks for the newest version. Ids
 * are parted by commas, as in an address.
 * @throws Refusal notFound, invalidDefinition: forms and rules of a draft are a person's text, and here they run
 */
export async function withDrafts(deps: Deps, ids: string | undefined): Promise<Deps> {
  if (ids === undefined) return deps;
  const drafts: DraftRow[] = [];
  await deps.database.inBodies([], async (trx) => {
    for (const id of new Set(ids.split(','))) {
      const draft = await findDraft(trx, id);
      if (draft === undefined || draft.discardedAt !== null || draft.publishedVersion !== null) {
        throw new Refusal('notFound', 'Черновика, который пробуют вместе с этим, больше нет. Снимите с него отметку.');
      }
      drafts.push(draft);
    }
  });
  const set = drafts.map(({ text }) => JSON.parse(text) as AnyDefinition);
  const known = knownOver(deps.definitions, set);
  for (const draft of set) {
    const findings = lintDefinition(draft, known, deps.connections.findKind);
    if (hasErrors(findings)) {
      throw refusedDefinition(findings, `Чтобы пробовать вместе, исправьте ошибки в «${titleOf(draft.title, 'ru')}».`);
    }
  }
  return { ...deps, definitions: storeOver(deps.definitions, drafts) };
}

/** Drafts stand before the newest versions of their codes. Pure but for the store beneath. */
function storeOver(store: DefinitionStore, drafts: readonly DraftRow[]): DefinitionStore {
  const versions = drafts.map((draft) => versionOf(draft, store));
  const own = (kind: DefinitionKind, code: string) => versions.find((one) => one.kind === kind && one.code === code);
  const findLatest = ((kind: DefinitionKind, code: string) =>
    own(kind, code) ?? store.findLatest(kind, code)) as DefinitionStore['findLatest'];
  return {
    ...store,
    findLatest,
    latest: ((kind: DefinitionKind, code: string) =>
      own(kind, code) ?? store.latest(kind, code)) as DefinitionStore['latest'],
    list: ((kind: DefinitionKind) => [
      ...store.list(kind).filter(({ code }) => own(kind, code) === undefined),
      ...versions.filter((one) => one.kind === kind),
    ]) as DefinitionStore['list'],
  };
}

function versionOf({ id, kind, code, text, updatedAt }: DraftRow, store: DefinitionStore): DefinitionVersion {
  const latest = store.findLatest(kind, code);
  return {
    ...{ id, kind, code, text, content: JSON.parse(text), sha256: '', author: null, comment: null, frozen: {} },
    version: (latest?.version ?? 0) + 1,
    publishedAt: updatedAt,
  };
}
