import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintDefinition } from '../lint.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const text = readFileSync(new URL('../../../../service-definitions/workflows/doverie.json', import.meta.url), 'utf8');
const action = (found: Anything, code: string) => found.actions.find((one: Anything) => one.code === code);

function workflow(change: (content: Anything) => void): unknown {
  const content = JSON.parse(text);
  change(content);
  return content;
}

/** One slip each in «Доверие»: what the linter must say of it and where. */
const slips: readonly (readonly [code: string, pointer: string, content: unknown])[] = [
  [
    'unknownFact',
    '/actions/2/guard',
    workflow((one) => Object.assign(one.actions[2], { guard: { var: 'case.weather' } })),
  ],
  ['unknownState', '/initial', workflow((one) => Object.assign(one, { initial: 'nowhere' }))],
  [
    'unknownState',
    '/actions/8/to/0/state',
    workflow((one) => Object.assign(action(one, 'publish').to[0], { state: 'nowhere' })),
  ],
  [
    'unknownFunction',
    '/actions/1/functions/0',
    workflow((one) => Object.assign(action(one, 'register'), { functions: ['janitor'] })),
  ],
  [
    'unknownFunction',
    '/states/0/editable/0',
    workflow((one) => Object.assign(one.states[0], { editable: ['janitor'] })),
  ],
  [
    'unreachableState',
    '/states/8',
    workflow((one) => one.states.push({ code: 'island', title: 'Остров', phase: 'closed', final: true })),
  ],
  ['deadEnd', '/states/7', workflow((one) => delete one.states[7].final)],
  ['noWayToEnd', '/states/2', workflow((one) => Object.assign(action(one, 'close'), { to: 'deciding' }))],
  ['finalLeft', '/states/5', workflow((one) => Object.assign(one.states[5], { final: true }))],
  ['finalPhase', '/states/7/phase', workflow((one) => Object.assign(one.states[7], { phase: 'inProgress' }))],
  ['noFinal', '/states', workflow((one) => delete one.states[7].final)],
  ['creation', '/actions', workflow((one) => delete action(one, 'create').creates)],
  ['toOrStay', '/actions/1', workflow((one) => Object.assign(action(one, 'register'), { stay: true }))],
  ['nobody', '/actions/1/functions', workflow((one) => Object.assign(action(one, 'register'), { functions: [] }))],
  ['noElse', '/actions/8/to/0', workflow((one) => action(one, 'publish').to.pop())],
  ['unreachableRow', '/actions/8/to/0', workflow((one) => delete action(one, 'publish').to[0].when)],
  [
    'automaticCycle',
    '/actions/2',
    workflow((one) => Object.assign(action(one, 'assignToCreator'), { to: 'registered' })),
  ],
  ['samePersonApproves', '/actions/8', workflow((one) => delete action(one, 'publish').guard)],
  [
    'unknownAction',
    '/actions/8/notSameUserAs',
    workflow((one) => Object.assign(action(one, 'publish'), { notSameUserAs: 'nowhere' })),
  ],
  ['inputWithoutField', '/actions/3/input', workflow((one) => delete action(one, 'assign').input)],
  ['guardWithoutMessage', '/actions/8/guard', workflow((one) => delete action(one, 'publish').guardMessage)],
];

test.each(slips)('%s at %s', (code, pointer, content) => {
  const findings = lintDefinition(content, () => undefined);
  expect(findings.map((finding) => `${finding.code} ${finding.pointer}`)).toContain(`${code} ${pointer}`);
});

test('«Доверие» itself has no finding at all', () => {
  expect(
    lintDefinition(
      workflow(() => undefined),
      () => undefined,
    ),
  ).toEqual([]);
});
