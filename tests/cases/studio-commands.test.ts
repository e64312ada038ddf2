import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withBasis, withDuty, withMember, withPayee } from '../../admin-ui/src/studio/duty/duty-commands.ts';
import { firstDuty } from '../../admin-ui/src/studio/duty/duty-lists.ts';
import { changeItem, moveItem, removeItem } from '../../admin-ui/src/studio/list-commands.ts';
import { setPortal, setStatus } from '../../admin-ui/src/studio/portal/portal-commands.ts';
import {
  addAction,
  addState,
  changeAction,
  changeState,
  codeFor,
  moveAction,
  moveState,
  openAction,
  recodeAction,
  recodeState,
  removeAction,
  removeState,
} from '../../admin-ui/src/studio/process/workflow-commands.ts';
import { addRow, changeRow, removeRow } from '../../admin-ui/src/studio/requests/mapping-commands.ts';
import {
  addTemplate,
  blankNode,
  blankTemplate,
  moved,
  type NodeKind,
  nodeWords,
  withColumns,
} from '../../admin-ui/src/studio/template/template-commands.ts';
import { changedStage, stageOf } from '../../admin-ui/src/studio/term/stage-commands.ts';
import { changedTerm, usualTerm } from '../../admin-ui/src/studio/term/term-commands.ts';
import {
  addVariant,
  changeVariant,
  moveVariant,
  removeVariant,
  setCircumstances,
  setValues,
} from '../../admin-ui/src/studio/variants/variant-commands.ts';
import { codeOfTitle } from '../../core/src/rules.ts';
import type {
  RefusalGround,
  ServiceDefinition,
  ServiceDocument,
  TemplateNode,
  WorkflowDefinition,
} from '../../service-definitions/format/index.ts';
import { type Command, type DraftWalk, walkDraft } from '../support/draft-walk.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../service-definitions/${path}`, import.meta.url), 'utf8'));
const up = (at: number) => (at % 2 === 0 ? 1 : -1);
const chosen = <Item>(list: readonly Item[], at: number): Item | undefined => list[at % list.length];

interface Coded {
  readonly code: string;
}

/** What a tab of a list does: documents and grounds are such. */
function listCommands<Item extends Coded>(
  listOf: (service: ServiceDefinition) => readonly Item[],
  blank: (code: string, title: string) => Item,
  withList: (service: ServiceDefinition, list: Item[]) => ServiceDefinition,
): Command<ServiceDefinition>[] {
  const own = (service: ServiceDefinition, at: number) => chosen(listOf(service), at)?.code ?? '';
  return [
    (service, at) => {
      const list = listOf(service);
      const code = codeOfTitle(`Запись ${at % 3}`, new Set(list.map((one) => one.code)), 'item');
      return withList(service, [...list, blank(code, `Запись ${at}`)]);
    },
    (service, at) => withList(service, removeItem(listOf(service), own(service, at))),
    (service, at) => withList(service, moveItem(listOf(service), own(service, at), up(at))),
    (service, at) =>
      withList(service, changeItem(listOf(service), own(service, at), blank(own(service, at), `Новое имя ${at}`))),
  ];
}

const ofVariants: Command<ServiceDefinition>[] = [
  (service, at) => setCircumstances(service, ['building', 'aboutWork', 'large'].slice(0, at % 4)),
  (service) => addVariant(service),
  (service, at) =>
    addVariant(
      service,
      new Map(service.variants?.by.slice(0, 1).map((item): [string, boolean] => [item, at % 2 === 0])),
    ),
  (service, at) => changeVariant(service, variantAt(service, at), { title: `Вариант ${at}`, check: true }),
  (service, at) => changeVariant(service, variantAt(service, at), { check: undefined, term: usualTerm }),
  (service, at) => moveVariant(service, variantAt(service, at), up(at)),
  (service, at) => removeVariant(service, variantAt(service, at)),
  (service, at) => {
    const { variants } = service;
    const row = variants?.rows.find(({ code }) => code === variantAt(service, at));
    const item = variants?.by[0];
    if (row === undefined || item === undefined) return service;
    return changeVariant(service, row.code, { when: setValues(row, item, at % 3 === 0 ? [] : [at % 2 === 0]).when });
  },
];

function variantAt({ variants }: ServiceDefinition, at: number): string {
  return chosen(variants?.rows ?? [], at)?.code ?? '';
}

const kinds = Object.keys(nodeWords) as NodeKind[];

const ofPapers: Command<ServiceDefinition>[] = [
  (service, at) => addTemplate(service, blankTemplate, `Бумага ${at % 4}`).service,
  (service, at) => inBody(service, at, (body) => [...body, blankNode(kinds[at % kinds.length] ?? 'paragraph')]),
  (service, at) => inBody(service, at, (body) => moved(body, at % body.length, up(at))),
  (service, at) => inBody(service, at, (body) => body.toSpliced(at % body.length, body.length > 1 ? 1 : 0)),
  (service, at) =>
    inBody(service, at, (body) => body.map((node) => (node.type === 'table' ? withColumns(node, 1 + (at % 4)) : node))),
];

type Body = ServiceDefinition['templates'][string]['body'];

function inBody(service: ServiceDefinition, at: number, change: (body: Body) => readonly TemplateNode[]) {
  const code = chosen(Object.keys(service.templates), at);
  const template = code === undefined ? undefined : service.templates[code];
  if (code === undefined || template === undefined) return service;
  const body = change(template.body) as Body;
  return { ...service, templates: { ...service.templates, [code]: { ...template, body } } };
}

const ofRequests: Command<ServiceDefinition>[] = [
  (service, at) =>
    inMapping(service, at, (rows) => addRow(rows, { to: `place${at % 3}`, from: 'answers.cadastralNumber' })),
  (service, at) => inMapping(service, at, (rows) => changeRow(rows, at % 5, { from: undefined, convert: 'text' })),
  (service, at) => inMapping(service, at, (rows) => removeRow(rows, at % 5)),
];

type Rows = NonNullable<NonNullable<ServiceDefinition['requests']>[number]['prefill']>;

function inMapping(service: ServiceDefinition, at: number, change: (rows: Rows) => Rows): ServiceDefinition {
  const { requests = [] } = service;
  const code = chosen(requests, at)?.code;
  if (code === undefined) return service;
  return {
    ...service,
    requests: requests.map((one) => (one.code === code ? { ...one, prefill: change(one.prefill ?? []) } : one)),
  };
}

const ofTermAndPortal: Command<ServiceDefinition>[] = [
  (service, at) => ({ ...service, term: changedTerm(service.term ?? usualTerm, { days: 1 + at }) }),
  (service, at) => ({
    ...service,
    term: changedTerm(service.term ?? usualTerm, { cutOffHour: at % 2 === 0 ? 16 : undefined }),
  }),
  (service) => ({ ...service, term: changedTerm(service.term ?? usualTerm, { extension: { days: 30 } }) }),
  (service, at) => ({
    ...service,
    term: changedStage(service.term ?? usualTerm, 'deciding', stageOf(at % 3 === 0 ? undefined : at, at % 2 === 0)),
  }),
  (service, at) => setPortal(service, at % 3 !== 0),
  (service, at) => setStatus(service, { by: 'statuses', key: 'deciding' }, { code: at % 3 === 0 ? '' : `${at}` }),
  (service, at) => setStatus(service, { by: 'phases', key: 'granted' }, { code: at % 2 === 0 ? '' : '3' }),
];

const ofService: readonly Command<ServiceDefinition>[] = [
  ...listCommands<ServiceDocument>(
    ({ documents }) => documents,
    (code, title) => ({ code, title }),
    (service, documents) => ({ ...service, documents }),
  ),
  ...listCommands<RefusalGround>(
    ({ grounds = [] }) => grounds,
    (code, title) => ({ code, title, clause: 'пункт 1', check: true }),
    (service, grounds) => ({ ...service, grounds }),
  ),
  ...ofVariants,
  ...ofPapers,
  ...ofRequests,
  ...ofTermAndPortal,
];

const ofWorkflow: readonly Command<WorkflowDefinition>[] = [
  (workflow, at) => addState(workflow, `Состояние ${at % 3}`).workflow,
  (workflow, at) => changeState(workflow, stateAt(workflow, at), { days: 1 + at, check: true }),
  (workflow, at) => changeState(workflow, stateAt(workflow, at), { days: undefined, check: undefined, final: true }),
  (workflow, at) => moveState(workflow, stateAt(workflow, at), up(at)),
  (workflow, at) => (workflow.states.length > 1 ? removeState(workflow, stateAt(workflow, at)) : workflow),
  (workflow, at) => {
    const code = stateAt(workflow, at);
    return recodeState(workflow, code, codeFor(workflow.states, code, `Имя ${at % 4}`));
  },
  (workflow, at) => addAction(workflow, `Действие ${at % 3}`).workflow,
  (workflow, at) =>
    changeAction(workflow, actionAt(workflow, at), {
      to: stateAt(workflow, at + 1),
      stay: undefined,
      guard: undefined,
    }),
  (workflow, at) =>
    changeAction(workflow, actionAt(workflow, at), { stay: true, to: undefined, comment: 'optional', done: 'Сделано' }),
  (workflow, at) => moveAction(workflow, actionAt(workflow, at), up(at)),
  (workflow, at) => removeAction(workflow, actionAt(workflow, at)),
  (workflow, at) => {
    const code = actionAt(workflow, at);
    return recodeAction(workflow, code, codeFor(workflow.actions, code, `Дело ${at % 4}`));
  },
  (workflow, at) =>
    openAction(workflow, actionAt(workflow, at), { state: stateAt(workflow, at + 3), open: at % 2 === 0 }),
];

const stateAt = ({ states }: WorkflowDefinition, at: number) => chosen(states, at)?.code ?? '';
const actionAt = ({ actions }: WorkflowDefinition, at: number) => chosen(actions, at)?.code ?? '';

function unique(list: readonly Coded[] = []): void {
  expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
}

const steps = (count: number) =>
  fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: 50 })), { minLength: 1, maxLength: 25 });

test('вкладки услуги: любая последовательность загружается, отмена и возврат – байт в байт, коды разные', async () => {
  const walk: DraftWalk<ServiceDefinition> = {
    ...{ kind: 'service', start: read('services/landPlotPlan/service.json'), commands: ofService },
    holds: ({ documents, grounds, variants, requests }) => {
      for (const list of [documents, grounds, variants?.rows, requests]) unique(list);
    },
  };
  await fc.assert(
    fc.asyncProperty(steps(ofService.length), (run) => walkDraft(walk, run)),
    { numRuns: 40 },
  );
});

test('процесс: любая последовательность загружается, отмена и возврат – байт в байт, коды разные', async () => {
  const walk: DraftWalk<WorkflowDefinition> = {
    ...{ kind: 'workflow', start: read('workflows/doverie.json'), commands: ofWorkflow },
    holds: ({ states, actions }) => {
      unique(states);
      unique(actions);
    },
  };
  await fc.assert(
    fc.asyncProperty(steps(ofWorkflow.length), (run) => walkDraft(walk, run)),
    { numRuns: 40 },
  );
});

test('госпошлина: пустое не записывается, снятая не оставляет следа', () => {
  const file = new URL('../../service-definitions/services/landPlotPlan/service.json', import.meta.url);
  const service: ServiceDefinition = JSON.parse(readFileSync(file, 'utf8'));
  const taxed = withDuty(service, firstDuty());
  expect(taxed.duty).toMatchObject({ before: 'register', amounts: [{ amount: 0 }], basis: { check: true } });
  expect(withBasis(taxed, 'check', undefined).duty?.basis).not.toHaveProperty('check');
  expect(withMember(taxed, 'exemptions', []).duty).not.toHaveProperty('exemptions');
  expect(withMember(taxed, 'before', undefined).duty).not.toHaveProperty('before');
  const paid = withPayee(withPayee(taxed, 'bik', '012345678'), 'kpp', undefined);
  expect(paid.duty?.payee).toEqual({ bik: '012345678' });
  expect(withPayee(paid, 'bik', undefined).duty).not.toHaveProperty('payee');
  expect(withDuty(paid, undefined)).toEqual(service);
  expect(withPayee(service, 'bik', '012345678')).toEqual(service);
});
