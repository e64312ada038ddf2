import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { pathOf } from '../folder.ts';
import { lintDefinition } from '../lint.ts';
import type { FindKind, Known } from './known.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const folder = fileURLToPath(new URL('../../../../service-definitions/', import.meta.url));
const text = readFileSync(`${folder}services/landPlotPlan/service.json`, 'utf8');

function service(change: (content: Anything) => void): unknown {
  const content = JSON.parse(text);
  change(content);
  return content;
}

function procedure(change: (content: Anything) => void): unknown {
  const content = JSON.parse(readFileSync(`${folder}services/misprint/service.json`, 'utf8'));
  change(content);
  return content;
}

/** What is shipped, and a workflow in which nothing happens. */
const shipped: Known = (kind, code) => {
  if (code === 'endless') return { code, functions: {}, states: [], actions: [] } as never;
  const path = folder + pathOf(kind, code);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

const area = { var: 'area' };
const isAddress = { '==': [{ var: 'addressKind' }, 'address'] };
const city = '/form/schema/properties/landAddress/properties/city';
const cityOf = (one: Anything) => one.form.schema.properties.landAddress.properties.city;
const executor = { code: 'executor', title: 'Исполнитель', function: 'executor' };
const signedBy = (...signatures: readonly object[]) =>
  service((one) => Object.assign(one, { workflow: 'kazan' }) && Object.assign(one.decisions.grant, { signatures }));
const portal = (state: string, phase = 'granted') => ({
  statuses: { [state]: { code: '3', comment: 'Готово, {{application.nomer}}' } },
  phases: { [phase]: { code: '4' } },
});

const number = { to: 'number', from: 'application.number' };
const flag = (to: string) => ({ to, convert: { as: 'const', value: true } });

/** One request with these mappings; its type is not published, which is a finding of its own. */
function requesting(mappings: object): unknown {
  return service((one) => Object.assign(one, { requests: [{ code: 'register', type: 'nowhere', ...mappings }] }));
}

/** What an answer brings into the application, from a kind that a plugin has in its code. */
function accepting(from: string, to: string) {
  const requests = [{ code: 'register', type: 'regionalRequest', accept: [{ to, from }] }];
  const content = service((one) => Object.assign(one, { requests }));
  const answer: FormDefinition = {
    schema: {
      type: 'object',
      properties: { text: { type: 'string', title: 'Ответ' }, found: { type: 'boolean', title: 'Найдено' } },
    },
    sections: [],
  };
  const said = (findKind?: FindKind) =>
    lintDefinition(content, shipped, findKind)
      .filter(({ pointer }) => pointer.startsWith('/requests/0/accept'))
      .map(({ code, level, pointer, message }) => ({ code, level, pointer, message }));
  return { known: said(() => ({ answer })), unknown: said() };
}

test('что принимается из ответа, сверено с ответом вида, который написан в модуле', () => {
  expect(accepting('text', 'answers.cadastralNumber').known).toEqual([]);
  const absent = {
    ...{ code: 'unknownSource', level: 'error', pointer: '/requests/0/accept/0/from' },
    message: 'Поля «status» в ответе нет',
  };
  expect(accepting('status', 'answers.cadastralNumber')).toEqual({ known: [absent], unknown: [] });
  const misfit = accepting('found', 'answers.area');
  expect(misfit.known).toEqual([
    expect.objectContaining({ level: 'error', pointer: expect.stringMatching('/accept/0') }),
  ]);
  // Without the plugin nothing is known of its answers; the place in the application is.
  expect(misfit.unknown).toEqual([]);
  expect(accepting('status', 'answers.nowhere').unknown).toEqual([
    expect.objectContaining({ code: 'unknownTarget', pointer: '/requests/0/accept/0/to' }),
  ]);
});

test('условие внутри повтора читает строку: её части известны, других нет, у чужого списка любые', () => {
  const asking = (path: string, code: string) =>
    lintDefinition(
      service((one) => {
        const items = { type: 'object', properties: { area: { type: 'number', title: 'Площадь' } } };
        one.form.schema.properties.plots = { title: 'Участки', type: 'array', items };
        const [template] = Object.keys(one.templates);
        const rule = { '>': [{ var: `item.${code}` }, 5] };
        // biome-ignore lint/suspicious/noThenProperty: the format's word
        const body = [{ type: 'if', rule, then: [] }];
        one.templates[template ?? ''].body.push({ type: 'each', path, body });
      }),
      shipped,
    ).filter(({ pointer }) => pointer.includes('/rule'));
  expect(asking('answers.plots', 'area')).toEqual([]);
  expect(asking('decision.grounds', 'title')).toEqual([]);
  expect(asking('answers.plots', 'price')).toEqual([
    expect.objectContaining({ code: 'unknownField', pointer: expect.stringMatching(/\/body\/0\/rule/) }),
  ]);
});

/** One slip each, where only several rules together, a nested field or the workflow show it. */
const slips: readonly (readonly [code: string, pointer: string, content: unknown])[] = [
  [
    'alwaysFalse',
    '/documents/0/shown',
    service((one) => Object.assign(one.documents[0], { shown: { and: [isAddress, { '!': [isAddress] }] } })),
  ],
  [
    'alwaysTrue',
    '/form/ui/mfc/visible',
    service((one) =>
      Object.assign(one.form.ui.mfc, { visible: { or: [{ empty: [area] }, { '!': [{ empty: [area] }] }] } }),
    ),
  ],
  [
    'requiredButHidden',
    '/form/ui/oktmo/required',
    service((one) => Object.assign(one.form.ui.oktmo, { visible: { '>': [area, 5] }, required: { '<': [area, 3] } })),
  ],
  [
    'requiredButHidden',
    '/form/sections/0/fields/2',
    service((one) => Object.assign(one.form.sections[0], { visible: false })),
  ],
  ['bodyValueType', '/form/ui/area/fromBody', service((one) => Object.assign(one.form.ui.area, { fromBody: 'oktmo' }))],
  [
    'twoDefaults',
    '/form/ui/oktmo/fromBody',
    service((one) => {
      one.form.ui.oktmo.fromBody = 'oktmo';
      one.form.schema.properties.oktmo.default = '73701000';
    }),
  ],
  [
    'twoDefaults',
    '/form/ui/oktmo/bodyIdentifier',
    service((one) => Object.assign(one.form.ui.oktmo, { fromBody: 'oktmo', bodyIdentifier: 'okato' })),
  ],
  [
    'bodyValueType',
    '/form/ui/area/bodyIdentifier',
    service((one) => Object.assign(one.form.ui.area, { bodyIdentifier: 'okato' })),
  ],
  ['wrongDefault', `${city}/default`, service((one) => Object.assign(cityOf(one), { default: 5 }))],
  [
    'personalDataWithoutPurpose',
    '/form/schema/properties/landAddress',
    service((one) => Object.assign(cityOf(one), { format: 'snils' })),
  ],
  [
    'widgetAgainstType',
    '/form/ui/area/widget',
    service((one) => {
      one.form.schema.definitions = { Area: { type: 'number' } };
      one.form.schema.properties.area = { title: 'Площадь', $ref: '#/definitions/Area' };
      one.form.ui.area = { widget: 'date' };
    }),
  ],
  // decisions
  ['decisionWithoutDocument', '/decisions', service((one) => delete one.decisions.reject)],
  ['refusalWithoutGround', '/decisions/reject/grounds', service((one) => delete one.decisions.reject.grounds)],
  [
    'duplicate',
    '/decisions/dismiss/grounds/1',
    service((one) => Object.assign(one.decisions.dismiss.grounds[1], { code: 'otherBody' })),
  ],
  [
    'groundsElsewhere',
    '/decisions/refuse/grounds',
    service((one) => Object.assign(one.decisions.refuse, { grounds: [] })),
  ],
  ['unusedDecision', '/decisions/reject', service((one) => Object.assign(one, { workflow: 'short' }))],
  // who signs
  ['duplicate', '/decisions/grant/signatures/1', signedBy(executor, { ...executor, function: 'head' })],
  ['signerTwice', '/decisions/grant/signatures/1/function', signedBy(executor, { ...executor, code: 'again' })],
  ['unknownFunction', '/decisions/grant/signatures/0/function', signedBy({ ...executor, function: 'mayor' })],
  ['signsBesideNobody', '/decisions/grant/signatures/0/alongside', signedBy({ ...executor, alongside: true })],
  ['signerOutOfReach', '/decisions/grant/signatures/0/function', signedBy({ ...executor, function: 'monitor' })],
  [
    'signaturesNotAwaited',
    '/decisions/refuse/signatures',
    service((one) => Object.assign(one.decisions.refuse, { signatures: [executor] })),
  ],
  // procedures
  ['unknownProcedure', '/procedures/4', service((one) => one.procedures.push('nowhere'))],
  ['notProcedure', '/procedures/4', service((one) => one.procedures.push('landPlotPlan'))],
  ['noRevocation', '/procedures/2', service((one) => Object.assign(one, { workflow: 'endless' }))],
  ['procedureWithoutResult', '/workflow', procedure((one) => Object.assign(one, { workflow: 'endless' }))],
  [
    'nothingToActOn',
    '/procedure/undecided',
    procedure((one) => Object.assign(one.procedure ?? {}, { undecided: true, outcome: 'revoke' })),
  ],
  ['procedureOfProcedure', '/procedures', procedure((one) => Object.assign(one, { procedures: [] }))],
  // mappings of requests
  ['unknownSource', '/requests/0/prefill/0/from', requesting({ prefill: [{ to: 'number', from: 'answers.nowhere' }] })],
  ['converterNeeded', '/requests/0/accept/0', requesting({ accept: [flag('answers.area')] })],
  ['unknownTarget', '/requests/0/accept/0/to', requesting({ accept: [flag('answers.nowhere')] })],
  [
    'neverMatches',
    '/requests/0/prefill/0/when',
    requesting({
      prefill: [{ to: 'number', from: 'application.number', when: { '==': [{ var: 'addressKind' }, 'nowhere'] } }],
    }),
  ],
  ['writtenTwice', '/requests/0/prefill/1/to', requesting({ prefill: [number, number] })],
  // with its workflow
  ['neverStarted', '/requests/0/automatic', requesting({ automatic: true })],
  [
    'extensionUnused',
    '/term/extension',
    service((one) =>
      Object.assign(one, { workflow: 'short', approval: false, term: { ...one.term, extension: { days: 5 } } }),
    ),
  ],
  ['approvalNowhere', '/approval', service((one) => Object.assign(one, { workflow: 'short' }))],
  ['stateWithoutPortalStatus', '/portal/statuses', service((one) => Object.assign(one, { portal: { statuses: {} } }))],
  [
    'unknownState',
    '/term/stages/nowhere',
    service((one) => Object.assign(one.term, { stages: { nowhere: { days: 2 } } })),
  ],
  ['idleStage', '/term/stages/draft', service((one) => Object.assign(one.term, { stages: { draft: { days: 2 } } }))],
  [
    'toVerify',
    '/term/stages/deciding',
    service((one) => Object.assign(one.term, { stages: { deciding: { days: 2, check: true } } })),
  ],
  [
    'wayLongerThanTerm',
    '/term/stages',
    service((one) =>
      Object.assign(one.term, { days: 14, stages: { approvingRefusal: { days: 1 }, approvingGrant: { days: 4 } } }),
    ),
  ],
  ['unknownState', '/portal/statuses/nowhere', service((one) => Object.assign(one, { portal: portal('nowhere') }))],
  [
    'unusedPhase',
    '/portal/phases/withdrown',
    service((one) => Object.assign(one, { portal: portal('granted', 'withdrown') })),
  ],
  [
    'unknownPlaceholder',
    '/portal/statuses/granted/comment',
    service((one) => Object.assign(one, { portal: portal('granted') })),
  ],
];

test.each(slips)('%s at %s', (code, pointer, content) => {
  const findings = lintDefinition(content, shipped);
  expect(findings.map((finding) => `${finding.code} ${finding.pointer}`)).toContain(`${code} ${pointer}`);
});

test('a way that takes longer than the term, counting only the states in which the body works', () => {
  const doverie = shipped('workflow', 'doverie') as Anything;
  const days = (given: Record<string, number>): Known => {
    const states = doverie.states.map((state: Anything) => ({
      ...state,
      ...(given[state.code] && { days: given[state.code] }),
    }));
    return (kind, code) => (kind === 'workflow' ? ({ ...doverie, states } as never) : shipped(kind, code));
  };
  const codes = (known: Known) =>
    lintDefinition(
      service(() => undefined),
      known,
    ).map((finding) => finding.code);
  expect(codes(days({ registered: 1, deciding: 10, approvingGrant: 4, approvingRefusal: 4 }))).toContain(
    'wayLongerThanTerm',
  );
  expect(codes(days({ registered: 1, deciding: 10, approvingGrant: 3, approvingRefusal: 9 }))).not.toContain(
    'wayLongerThanTerm',
  );
  expect(codes(days({ draft: 100, closed: 100 }))).not.toContain('wayLongerThanTerm');
});

test('a portal whose every state has a status has nothing to mend', () => {
  const phases = Object.fromEntries(
    ['received', 'inProgress', 'awaitingApproval', 'granted', 'refused', 'withdrawn', 'closed'].map((phase) => [
      phase,
      { code: phase },
    ]),
  );
  const findings = lintDefinition(
    service((one) => Object.assign(one, { portal: { statuses: { deciding: { code: '2' } }, phases } })),
    shipped,
  );
  expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
});
