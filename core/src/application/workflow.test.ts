import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import doverieFile from '../../../service-definitions/workflows/doverie.json' with { type: 'json' };
import shortFile from '../../../service-definitions/workflows/short.json' with { type: 'json' };
import { Refusal } from '../errors.ts';
import { idleClock } from './clock/clock-plan.ts';
import type { CaseFacts, WorkflowContext } from './facts.ts';
import { replay } from './replay.ts';
import { available, decide, decideCreation, executorFunctions, mayCreate, mayEdit } from './workflow.ts';

const doverie = doverieFile as WorkflowDefinition;
const short = shortFile as WorkflowDefinition;

const relations = ['stranger', 'creator', 'executor', 'both'] as const;
type Relation = (typeof relations)[number];

interface Situation {
  readonly workflow?: WorkflowDefinition;
  readonly state?: string;
  readonly functions: readonly string[];
  readonly relation?: Relation;
  readonly approval?: boolean;
  readonly facts?: Partial<CaseFacts>;
  readonly resultSigned?: boolean;
  readonly source?: WorkflowContext['application']['source'];
}

const term = { days: 14, unit: 'working' as const, extension: { days: 10, times: 2 } };

function contextOf(situation: Situation): WorkflowContext {
  const { workflow = doverie, state = workflow.initial, relation = 'stranger', approval = true } = situation;
  const decided = state.startsWith('approving') || state === 'granted' || state === 'refused';
  const kind = state === 'approvingRefusal' || state === 'refused' ? 'refuse' : 'grant';
  return {
    workflow,
    service: { code: 'landPlotPlan', approval, term },
    application: {
      source: situation.source ?? 'employee',
      creatorId: relation === 'creator' || relation === 'both' ? 'me' : 'creator',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: situation.resultSigned ?? false,
      requestsAnswered: true,
      answers: {},
    },
    facts: {
      state,
      executorId: relation === 'executor' || relation === 'both' ? 'me' : 'executor',
      decision: decided ? { kind, status: 'prepared' } : null,
      doneBy: {},
      passed: null,
      clock: { ...idleClock, status: state === 'draft' ? 'notStarted' : 'running' },
      ...situation.facts,
    },
    actor: { id: 'me', functions: new Set(situation.functions) },
    rules: { today: '2026-01-12' },
  };
}

const openActions = (situation: Situation) =>
  available(contextOf(situation))
    .filter((one) => one.open)
    .map((one) => one.action.code);

const takesIn = { functions: ['registrar', 'superExecutor'] };
const withdraws = { functions: ['registrar', 'executor', 'superExecutor'] };
const closes = { functions: ['executor', 'approver', 'superExecutor'] };

/** ИС ДОВЕРИЕ as its manual tells it, with what the field expects beside it (refusal to accept, return, withdrawal): who may do what in which state. `own`: only the executor of this very application. */
const manual: Readonly<
  Record<string, Readonly<Record<string, { functions: readonly string[]; only?: 'own' | 'notOwn' }>>>
> = {
  draft: { register: takesIn, refuseAcceptance: takesIn },
  registered: { assign: { functions: ['dispatcher'] }, refuseAcceptance: takesIn, withdraw: withdraws },
  deciding: {
    grant: { functions: ['executor', 'superExecutor'], only: 'own' },
    refuse: { functions: ['executor', 'superExecutor'], only: 'own' },
    returnWithoutReview: { functions: ['executor', 'superExecutor'], only: 'own' },
    withdraw: withdraws,
    extend: { functions: ['executor', 'superExecutor'], only: 'own' },
    reassign: { functions: ['dispatcher'] },
    handOver: { functions: ['executor', 'superExecutor'], only: 'own' },
  },
  approvingGrant: { rework: { functions: ['approver'] }, publish: { functions: ['approver'], only: 'notOwn' } },
  approvingRefusal: { rework: { functions: ['approver'] }, publish: { functions: ['approver'], only: 'notOwn' } },
  granted: { close: closes },
  refused: { close: closes },
  closed: {},
  notAccepted: { close: closes },
  returned: { close: closes },
  withdrawn: { close: closes },
  revoked: {},
};

const functionCodes = Object.keys(doverie.functions);
const situations = doverie.states.flatMap(({ code: state }) =>
  [...functionCodes, 'none'].flatMap((held) => relations.map((relation) => ({ state, held, relation }))),
);

test.each(situations)(
  'doverie: in $state, $held who is $relation may do what the manual says',
  ({ state, held, relation }) => {
    const own = relation === 'executor' || relation === 'both';
    const expected = Object.entries(manual[state] ?? {})
      .filter(([, { functions, only }]) => functions.includes(held) && (only === undefined || (only === 'own') === own))
      .map(([action]) => action);
    expect(openActions({ state, functions: [held], relation })).toEqual(expected);
  },
);

test('the table of the manual names every state and every action of people', () => {
  expect(Object.keys(manual)).toEqual(doverie.states.map((state) => state.code));
  const named = new Set(Object.values(manual).flatMap((actions) => Object.keys(actions)));
  const byProcedure = (one: WorkflowAction) => one.effects.some(({ effect }) => effect === 'revoke');
  const people = doverie.actions
    // What is recalled stands in a table of its own, and so does what only follows a published decision.
    .filter((one) => !one.automatic && !one.creates && !byProcedure(one) && !one.recalls && one.code !== 'issue')
    .map((one) => one.code);
  expect([...named].sort()).toEqual(people.sort());
});

describe('what follows by itself', () => {
  const decideAs = (situation: Situation, action: string, more: object = {}) =>
    decide(contextOf(situation), { action, input: {}, ...more });

  test.each<[string, Situation, string, string | null]>([
    ['a registrar who only registers', { functions: ['registrar'], relation: 'creator' }, 'registered', null],
    [
      'a registrar and executor who created it',
      { functions: ['registrar', 'executor'], relation: 'creator' },
      'deciding',
      'me',
    ],
    ['a registrar and executor, created by another', { functions: ['registrar', 'executor'] }, 'registered', null],
    ['a super-executor who created it', { functions: ['superExecutor'], relation: 'creator' }, 'deciding', 'me'],
    [
      'a super-executor, from the portal',
      { functions: ['superExecutor'], relation: 'creator', source: 'epgu' },
      'registered',
      null,
    ],
  ])('registering by %s leads to %3$s', (...[, situation, state, executorId]) => {
    const decision = decideAs({ ...situation, facts: { executorId: null } }, 'register');
    expect({ state: decision.state, executorId: decision.facts.executorId }).toEqual({ state, executorId });
  });

  test.each<[string, Situation, string, string]>([
    ['an executor', { functions: ['executor'] }, 'grant', 'approvingGrant'],
    ['an executor', { functions: ['executor'] }, 'refuse', 'approvingRefusal'],
    ['an executor of a service without approval', { functions: ['executor'], approval: false }, 'grant', 'granted'],
    ['an executor of a service without approval', { functions: ['executor'], approval: false }, 'refuse', 'refused'],
    ['a super-executor', { functions: ['superExecutor'] }, 'grant', 'granted'],
    ['a super-executor', { functions: ['superExecutor'] }, 'refuse', 'refused'],
  ])('a decision by %s (%3$s) leads to %4$s', (...[, situation, action, state]) => {
    const decision = decideAs({ ...situation, state: 'deciding', relation: 'executor' }, action);
    expect(decision.state).toBe(state);
    expect(decision.facts.decision?.status).toBe(state.startsWith('approving') ? 'prepared' : 'published');
  });

  test('an approver publishes what was decided, and sends back with a comment', () => {
    expect(decideAs({ state: 'approvingRefusal', functions: ['approver'] }, 'publish').state).toBe('refused');
    const rework = decideAs({ state: 'approvingGrant', functions: ['approver'] }, 'rework', {
      comment: ' Исправьте дату ',
    });
    expect(rework.state).toBe('deciding');
    expect(rework.effects).toEqual([{ effect: 'returnDecision', comment: 'Исправьте дату', input: {} }]);
  });

  test('the short workflow closes itself after the decision', () => {
    const registered = decideAs({ workflow: short, functions: ['executor'], relation: 'creator' }, 'register');
    expect(registered.state).toBe('registered');
    expect(registered.facts.executorId).toBe('me');
    const granted = decideAs(
      { workflow: short, state: 'registered', functions: ['executor'], relation: 'executor' },
      'grant',
    );
    expect(granted.payload.steps.map((step) => step.to)).toEqual(['granted', 'closed']);
    expect(granted.final).toBe(true);
  });

  test('actions that follow one another without end are refused', () => {
    const turning = {
      ...doverie,
      actions: [
        ...doverie.actions,
        {
          ...doverie.actions[2],
          code: 'turn',
          from: ['registered'],
          to: 'registered',
          guard: true,
          functions: [],
          effects: [],
          automatic: true,
        },
      ],
    } as WorkflowDefinition;
    expect(() => decideAs({ workflow: turning, functions: ['registrar'] }, 'register')).toThrow(/без конца/);
  });
});

describe('what is refused', () => {
  const refusalOf = (situation: Situation, action: string, more: object = {}) => {
    try {
      decide(contextOf(situation), { action, input: {}, ...more });
    } catch (error) {
      if (error instanceof Refusal) return [error.status, error.code];
      throw error;
    }
    return undefined;
  };

  test.each<[string, Situation, string, object, [number, string]]>([
    ['an action of another state', { functions: ['executor'] }, 'grant', {}, [409, 'actionClosed']],
    ['an action of another function', { functions: ['monitor'] }, 'register', {}, [403, 'forbidden']],
    ['an action that is not there', { functions: ['registrar'] }, 'destroy', {}, [404, 'notFound']],
    [
      'an automatic action by hand',
      { state: 'registered', functions: ['superExecutor'] },
      'assignToCreator',
      {},
      [404, 'notFound'],
    ],
    ['creating once more', { functions: ['registrar'] }, 'create', {}, [404, 'notFound']],
    ['assigning nobody', { state: 'registered', functions: ['dispatcher'] }, 'assign', {}, [422, 'invalidAnswers']],
    [
      'a comment that is not asked for',
      { functions: ['registrar'] },
      'register',
      { comment: 'Срочно' },
      [422, 'invalidAnswers'],
    ],
    [
      'publishing without a decision',
      { state: 'approvingGrant', functions: ['approver'], facts: { decision: null } },
      'publish',
      {},
      [409, 'stateConflict'],
    ],
  ])('%s', (...[, situation, action, more, refusal]) => {
    expect(refusalOf(situation, action, more)).toEqual(refusal);
  });

  test('a required comment of blanks', () => {
    const strict = {
      ...doverie,
      actions: doverie.actions.map((one) => (one.code === 'rework' ? { ...one, comment: 'required' as const } : one)),
    };
    const situation = { workflow: strict, state: 'approvingGrant', functions: ['approver'] };
    expect(refusalOf(situation, 'rework', { comment: '  ' })).toEqual([422, 'invalidAnswers']);
    expect(refusalOf(situation, 'rework', { comment: 'Исправьте' })).toBeUndefined();
  });
});

test('creating, editing and executing belong to the functions that the workflow names', () => {
  expect(functionCodes.filter((code) => mayCreate(doverie, new Set([code])))).toEqual(['registrar', 'superExecutor']);
  expect(functionCodes.filter((code) => mayEdit(contextOf({ functions: [code] })))).toEqual([
    'registrar',
    'superExecutor',
  ]);
  expect(functionCodes.filter((code) => mayEdit(contextOf({ functions: [code], state: 'registered' })))).toEqual([]);
  expect([...executorFunctions(doverie)]).toEqual(['executor', 'superExecutor']);
});

test('a broken journal is not replayed', () => {
  const created = decideCreation(contextOf({ functions: ['registrar'] })).payload;
  const registered = decide(contextOf({ functions: ['registrar'] }), { action: 'register', input: {} }).payload;
  expect(replay(doverie, [created, registered]).state).toBe('registered');
  expect(() => replay(doverie, [created, registered, registered])).toThrow(/journal goes from draft/);
});
