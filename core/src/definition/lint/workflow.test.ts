import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintDefinition } from '../lint.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const text = readFileSync(new URL('../../../../service-definitions/workflows/doverie.json', import.meta.url), 'utf8');
const action = (found: Anything, code: string) => found.actions.find((one: Anything) => one.code === code);

const statesCount = JSON.parse(text).states.length;

function workflow(change: (content: Anything) => void, source = text): unknown {
  const content = JSON.parse(source);
  change(content);
  return content;
}

const functions = { var: 'case.actor.functions' };
const isGrant = { '==': [{ var: 'case.decision.kind' }, 'grant'] };
const rows = [{ when: isGrant, state: 'deciding' }, { state: 'registered' }];

const superMay = { or: [{ '!': [{ var: 'case.actor.isExecutor' }] }, { in: ['superExecutor', functions] }] };

function guarded(code: string, guard: unknown): unknown {
  return workflow((one) => Object.assign(action(one, code), { guard }));
}

const recall = `/actions/${JSON.parse(text).actions.findIndex((one: Anything) => one.code === 'recallAssignment')}`;

function recalling(change: (recall: Anything) => void): unknown {
  return workflow((one) => change(action(one, 'recallAssignment')));
}

const issue = `/actions/${JSON.parse(text).actions.findIndex((one: Anything) => one.code === 'issue')}`;

function issuing(change: (issue: Anything) => void): unknown {
  return workflow((one) => change(action(one, 'issue')));
}

function onPortal(code: string, message: string): unknown {
  return workflow((one) => Object.assign(action(one, code), { onPortal: message }));
}

function onSigned(code: string): unknown {
  return workflow((one) => Object.assign(action(one, code), { onSigned: true }));
}

const extend = `/actions/${JSON.parse(text).actions.findIndex((one: Anything) => one.code === 'extend')}`;
const kazan = readFileSync(new URL('../../../../service-definitions/workflows/kazan.json', import.meta.url), 'utf8');
/** Without the way by which a procedure leaves the end, and the end that it leads to. */
function irrevocable(one: Anything): Anything {
  one.states = one.states.filter(({ code }: Anything) => code !== 'revoked');
  one.actions = one.actions.filter(({ code }: Anything) => code !== 'revoke');
  return one;
}

/** One slip each in «Доверие»: what the linter must say of it and where. */
const slips: readonly (readonly [code: string, pointer: string, content: unknown])[] = [
  [
    'unknownFact',
    '/actions/2/guard',
    workflow((one) => Object.assign(one.actions[2], { guard: { var: 'case.weather' } })),
  ],
  [
    'startOutsideWork',
    '/actions/1/effects/1',
    workflow((one) => action(one, 'register').effects.push({ effect: 'startRequests' })),
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
    `/states/${statesCount}`,
    workflow((one) => one.states.push({ code: 'island', title: 'Остров', phase: 'closed', final: true })),
  ],
  ['deadEnd', '/states/7', workflow((one) => delete one.states[7].final)],
  ['noWayToEnd', '/states/2', workflow((one) => Object.assign(action(irrevocable(one), 'close'), { to: 'deciding' }))],
  ['finalLeft', '/states/5', workflow((one) => Object.assign(one.states[5], { final: true }))],
  ['finalPhase', '/states/7/phase', workflow((one) => Object.assign(one.states[7], { phase: 'inProgress' }))],
  ['noFinal', '/states', workflow((one) => delete irrevocable(one).states[7].final)],
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
  // what is taken back
  ['unknownAction', `${recall}/recalls/0`, recalling((one) => Object.assign(one, { recalls: ['nowhere'] }))],
  ['issueMoves', issue, issuing((one) => Object.assign(one, { stay: undefined, to: 'closed', from: ['granted'] }))],
  ['issueByItself', `${issue}/effects/0`, issuing((one) => Object.assign(one, { onPortal: 'cancel' }))],
  ['nothingToIssue', `${issue}/effects/0`, issuing((one) => Object.assign(one, { from: ['registered'] }))],
  ['inputWithoutField', `${issue}/input`, issuing((one) => delete one.input)],
  [
    'beyondRecall',
    `${recall}/recalls/0`,
    recalling((one) => Object.assign(one, { recalls: ['issue'], from: ['granted'] })),
  ],
  ['recallElsewhere', `${recall}/recalls/0`, recalling((one) => Object.assign(one, { from: ['approvingGrant'] }))],
  ['recallLeaves', `${recall}/recalls/0`, recalling((one) => Object.assign(one, { effects: [] }))],
  ['recallLeaves', `${recall}/recalls/1`, recalling((one) => Object.assign(one, { recalls: ['assign', 'grant'] }))],
  [
    'beyondRecall',
    `${recall}/recalls/0`,
    recalling((one) => Object.assign(one, { recalls: ['publish'], from: ['granted'] })),
  ],
  ['inputWithoutField', '/actions/3/input', workflow((one) => delete action(one, 'assign').input)],
  [
    'inputWithoutField',
    '/actions/5/input',
    workflow((one) => {
      const { schema, sections } = action(one, 'refuse').input;
      delete schema.properties.grounds;
      sections[0].fields = sections[0].fields.filter((field: string) => field !== 'grounds');
    }),
  ],
  ['creationWithWay', '/actions/0', workflow((one) => Object.assign(action(one, 'create'), { stay: true }))],
  ['nowhereFrom', '/actions/9/from', workflow((one) => Object.assign(action(one, 'close'), { from: [] }))],
  [
    'automaticWithFunctions',
    '/actions/2/functions',
    workflow((one) => Object.assign(action(one, 'assignToCreator'), { functions: ['executor'] })),
  ],
  // a function that nobody holds
  [
    'unknownFunction',
    '/actions/2/guard/and/2/or/0',
    workflow((one) => Object.assign(action(one, 'assignToCreator').guard.and[2].or[0], { in: ['janitor', functions] })),
  ],
  // conditions that no case can meet
  ['impossibleGuard', '/actions/4/guard', guarded('grant', { '!': [{ var: 'case.actor.isExecutor' }] })],
  ['impossibleGuard', '/actions/1/guard', guarded('register', isGrant)],
  ['impossibleGuard', '/actions/1/guard', guarded('register', { '==': [{ var: 'case.state' }, 'deciding'] })],
  ['impossibleGuard', '/actions/3/guard', guarded('assign', { var: 'case.executorAssigned' })],
  ['impossibleGuard', '/actions/7/guard', guarded('rework', { '!': [{ in: ['approver', functions] }] })],
  [
    'impossibleGuard',
    '/actions/1/guard',
    guarded('register', { and: [{ '==': [{ var: 'area' }, 1] }, { '>': [{ var: 'area' }, 2] }] }),
  ],
  ['impossibleRow', '/actions/1/to/0/when', workflow((one) => Object.assign(action(one, 'register'), { to: rows }))],
  ['unreachableState', '/states/3', guarded('grant', { and: [isGrant, { '!': [isGrant] }] })],
  [
    'noDecisionYet',
    '/actions/3/effects/1',
    workflow((one) => action(one, 'assign').effects.push({ effect: 'publish' })),
  ],
  [
    'noDecisionYet',
    '/actions/7/effects/0',
    workflow((one) => {
      Object.assign(action(one, 'rework'), { stay: true });
      delete action(one, 'rework').to;
      one.actions.splice(7, 0, { ...action(one, 'rework'), code: 'again', from: ['deciding'] });
      for (const code of ['grant', 'refuse']) action(one, code).effects = [];
    }),
  ],
  // who prepares and who approves
  ['samePersonApproves', '/actions/8', guarded('publish', { or: [{ var: 'case.actor.isExecutor' }, true] })],
  ['samePersonApproves', '/actions/8', workflow((one) => delete action(one, 'grant').relation)],
  [
    'samePersonApproves',
    '/actions/8',
    workflow((one) => Object.assign(action(one, 'publish'), { guard: undefined, notSameUserAs: 'rework' })),
  ],
  // an end that the applicant does not hear of
  ['finalWithoutMessage', '/states/7', workflow((one) => action(one, 'close').from.push('deciding'))],
  ['guardWithoutMessage', '/actions/8/guard', workflow((one) => delete action(one, 'publish').guardMessage)],
  [
    'deadlineAsks',
    `${extend}/onDeadline`,
    workflow((one) => Object.assign(action(one, 'extend'), { onDeadline: true, effects: [] })),
  ],
  [
    'deadlineEffect',
    `${extend}/effects/0`,
    workflow((one) => Object.assign(action(one, 'extend'), { onDeadline: true, effects: [{ effect: 'publish' }] })),
  ],
  ['signedAsks', `${extend}/onSigned`, onSigned('extend')],
  ['signedNotAwaited', '/actions/7/onSigned', onSigned('rework')],
  [
    'signedTwice',
    '/actions/8/onSigned',
    workflow((one) => ['sign', 'release'].map((code) => Object.assign(action(one, code), { onSigned: true })), kazan),
  ],
  ['portalAsks', `${extend}/onPortal`, onPortal('extend', 'cancel')],
  ['portalEffect', `${extend}/effects/0`, onPortal('extend', 'cancel')],
  ['portalPhase', '/actions/12/from', onPortal('withdraw', 'correction')],
  ['portalTwice', '/actions/12/onPortal', onPortal('refuseAcceptance', 'cancel')],
  ['clockPhase', '/states/0/clock', workflow((one) => Object.assign(one.states[0], { clock: 'pauses' }))],
  [
    'inputWithoutField',
    `${extend}/input`,
    workflow((one) => delete action(one, 'extend').input.schema.properties.days),
  ],
  ['extensionWithoutReason', extend, workflow((one) => delete action(one, 'extend').input.schema.properties.reason)],
  [
    'pauseForEver',
    `${extend}/effects`,
    workflow((one) => Object.assign(action(one, 'extend'), { effects: [{ effect: 'pause' }] })),
  ],
  [
    'unknownFunction',
    '/deadline/passed/tell/functions/1',
    workflow((one) => Object.assign(one.deadline.passed.tell, { functions: ['dispatcher', 'janitor'] })),
  ],
  [
    'signatureElsewhere',
    '/actions/7/from',
    workflow((one) => Object.assign(one.states[4], { phase: 'inProgress' }), kazan),
  ],
  ['nothingRendered', '/actions/7/effects', workflow((one) => action(one, 'saveResult').effects.pop(), kazan)],
];

test.each(slips)('%s at %s', (code, pointer, content) => {
  const findings = lintDefinition(content, () => undefined);
  expect(findings.map((finding) => `${finding.code} ${finding.pointer}`)).toContain(`${code} ${pointer}`);
});

test.each([
  ['Доверие', text],
  ['Казань', kazan],
])('«%s» itself has no finding at all', (_title, source) => {
  expect(
    lintDefinition(
      workflow(() => undefined, source),
      () => undefined,
    ),
  ).toEqual([]);
});

/** What looks like a slip and is none. */
const sound: readonly (readonly [name: string, code: string, content: unknown])[] = [
  ['the way of an executor with full rights', 'samePersonApproves', guarded('publish', superMay)],
  ['another person by the action itself', 'samePersonApproves', otherThan('grant')],
  ['a question that some case answers so', 'impossibleGuard', guarded('grant', { '>': [{ var: 'area' }, 2] })],
  [
    'a sum that cannot be looked into',
    'impossibleGuard',
    guarded('grant', { '>': [{ '+': [{ var: 'area' }, 1] }, 2] }),
  ],
  [
    'a decision that was returned',
    'impossibleGuard',
    guarded('grant', { '==': [{ var: 'case.decision.kind' }, 'refuse'] }),
  ],
  ['another function than the one asked for', 'impossibleGuard', guarded('assign', { in: ['executor', functions] })],
  ['one of several states', 'impossibleGuard', guarded('rework', { '==': [{ var: 'case.state' }, 'approvingGrant'] })],
  ['an action that is put away', 'impossibleGuard', guarded('rework', false)],
  ['an application that is withdrawn', 'finalWithoutMessage', workflow((one) => withdrawn(one))],
];

test.each(sound)('%s is not taken for %s', (_name, code, content) => {
  expect(lintDefinition(content, () => undefined).map((finding) => finding.code)).not.toContain(code);
});

function otherThan(code: string): unknown {
  return workflow((one) => Object.assign(action(one, 'publish'), { guard: undefined, notSameUserAs: code }));
}

function withdrawn(one: Anything): void {
  one.states.push({ code: 'withdrawn', title: 'Отозвано', phase: 'withdrawn', final: true });
  one.actions.push({ ...action(one, 'close'), code: 'withdraw', from: ['deciding'], to: 'withdrawn' });
}
