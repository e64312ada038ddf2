import type { Effect, WorkflowAction, WorkflowDefinition } from '@reglament/format';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionCommand, CaseFacts, TransitionPayload, WorkflowContext } from '../../core/src/application/facts.ts';
import { replay } from '../../core/src/application/replay.ts';
import { decide } from '../../core/src/application/workflow.ts';
import { Refusal } from '../../core/src/errors.ts';
import { seedOf } from '../support/seed.ts';

/**
 * Random workflows, sound or not, and random people pressing random buttons. What must hold is said here a second time,
 * without a line of the code under test: an action succeeds only for someone with its function, in its state, with its
 * relation and guard; a final state is never left; the journal alone gives the same facts.
 */
const seed = seedOf(20_260_101);
const people = ['anna', 'boris', 'vera'] as const;
const functionCodes = ['clerk', 'chief', 'worker'] as const;
const stateCodes = ['s0', 's1', 's2', 's3', 's4'] as const;

/** A guard and, beside it, what it means. */
const guards = [
  {
    rule: { '==': [{ var: 'case.executorAssigned' }, true] },
    holds: (_: string, facts: CaseFacts) => facts.executorId !== null,
  },
  {
    rule: { '==': [{ var: 'case.actor.isExecutor' }, true] },
    holds: (who: string, facts: CaseFacts) => facts.executorId === who,
  },
  {
    rule: { '==': [{ var: 'case.decision.kind' }, 'grant'] },
    holds: (_: string, facts: CaseFacts) => facts.decision?.kind === 'grant',
  },
  { rule: { '==': [{ var: 'case.source' }, 'epgu'] }, holds: () => false },
  { rule: { '==': [{ var: 'askedNowhere' }, 1] }, holds: () => false },
] as const;

const effect: fc.Arbitrary<Effect> = fc.constantFrom<Effect>(
  { effect: 'assign', to: 'me' },
  { effect: 'assign', to: 'creator' },
  { effect: 'assign', to: 'chosen' },
  { effect: 'decide', kind: 'grant' },
  { effect: 'decide', kind: 'refuse' },
  { effect: 'returnDecision' },
  { effect: 'publish' },
  { effect: 'notify', message: 'Сообщение' },
  { effect: 'register' },
  { effect: 'pause' },
  { effect: 'resume' },
  { effect: 'extend' },
  { effect: 'recompute' },
  { effect: 'renderDecision' },
  { effect: 'requireSignature' },
  { effect: 'sendBack', message: 'Исправьте' },
  { effect: 'acceptCorrections' },
  { effect: 'issue' },
);

const begun: TransitionPayload = {
  action: 'begin',
  by: 'anna',
  comment: null,
  steps: [{ action: 'begin', automatic: false, from: 's0', to: 's0', effects: [{ effect: 'register' }] }],
};

/** What a service that may be extended twice says; the third time, and a day too many, are refused. */
const term = { days: 10, unit: 'working' as const, extension: { times: 2, days: 5 } };

const someState = fc.constantFrom(...stateCodes);
const target = fc.oneof(
  someState,
  fc
    .tuple(fc.constantFrom(...guards), someState, someState)
    .map(([guard, then, otherwise]) => [{ when: guard.rule, state: then }, { state: otherwise }]),
);

const action = fc
  .record({
    from: fc.uniqueArray(someState, { minLength: 1, maxLength: 4 }),
    to: fc.option(target, { nil: undefined, freq: 8 }),
    functions: fc.uniqueArray(fc.constantFrom(...functionCodes), { minLength: 1 }),
    relation: fc.option(fc.constantFrom('creator' as const, 'executor' as const), { nil: undefined, freq: 2 }),
    guard: fc.option(fc.nat(guards.length - 1), { nil: undefined, freq: 2 }),
    effects: fc.oneof(fc.constant([]), fc.array(effect, { maxLength: 2 })),
    automatic: fc.constantFrom(true as const, undefined, undefined, undefined, undefined, undefined),
    otherThan: fc.option(fc.nat(5), { nil: undefined, freq: 2 }),
    comment: fc.constantFrom('none' as const, 'optional' as const, 'required' as const),
  })
  .map(({ to, guard, ...rest }) => ({ ...rest, guard, ...(to === undefined ? { stay: true as const } : { to }) }));

interface Drawn {
  readonly workflow: WorkflowDefinition;
  readonly guardOf: ReadonlyMap<string, number>;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(
    fc.array(action, { minLength: 6, maxLength: 10 }),
    fc.oneof(fc.constant(['s4' as const]), fc.uniqueArray(fc.constantFrom('s3' as const, 's4' as const))),
  )
  .map(([parts, finals]) => {
    const guardOf = new Map<string, number>();
    const actions = parts.map(({ guard, otherThan, ...rest }, at) => {
      const code = `a${at}`;
      if (guard !== undefined) guardOf.set(code, guard);
      const rule = guard === undefined ? {} : { guard: guards[guard]?.rule };
      const other = otherThan === undefined ? {} : { notSameUserAs: `a${otherThan}` };
      const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      return { code, title: code, ...plain, ...rule, ...other } as unknown as WorkflowAction;
    });
    const states = stateCodes.map((code) => ({
      code,
      title: code,
      phase: 'inProgress' as const,
      ...(code === 's2' ? { clock: 'pauses' as const } : {}),
      ...(finals.some((one) => one === code) ? { final: true as const } : {}),
    }));
    const functions = Object.fromEntries(
      functionCodes.map((code) => [code, { title: code, sees: { relation: 'any' as const } }]),
    );
    const workflow = {
      format: 1,
      kind: 'workflow',
      code: 'random',
      title: 'Случайный',
      functions,
      initial: 's0',
      states,
      actions,
    };
    return { workflow: workflow as WorkflowDefinition, guardOf };
  });

const press = fc.record({
  who: fc.constantFrom(...people),
  held: fc.oneof(fc.constant([...functionCodes]), fc.uniqueArray(fc.constantFrom(...functionCodes))),
  /** Three times in four one of the state's own actions, so that walks go far; else any, also one that is not there. */
  near: fc.constantFrom(true, true, true, false),
  action: fc.nat(10),
  comment: fc.constantFrom(undefined, 'Комментарий'),
  chosen: fc.constantFrom(undefined, ...people),
  /** Of an extension. */
  days: fc.constantFrom(1, 2, 3, 6),
  signed: fc.boolean(),
});

test('whatever the workflow and whoever presses, the rules of the engine hold', () => {
  let succeeded = 0;
  let extended = 0;
  const property = fc.property(
    drawn,
    fc.array(press, { minLength: 40, maxLength: 40 }),
    ({ workflow, guardOf }, presses) => {
      // Begun with a running clock, which few random walks would get to.
      const journal: TransitionPayload[] = [begun];
      let facts: CaseFacts = replay(workflow, journal);
      for (const one of presses) {
        const context = contextOf({ workflow, facts, who: one.who, held: one.held, signed: one.signed });
        const command: ActionCommand = {
          action: pressed(workflow, facts.state, one),
          input: { days: one.days, reason: 'Нужна экспертиза' },
          ...(one.comment === undefined ? {} : { comment: one.comment }),
          ...(one.chosen === undefined ? {} : { chosenExecutorId: one.chosen }),
        };
        const decision = attempt(context, command);
        if (!decision) continue;
        succeeded += 1;
        expectAllowed({ workflow, guardOf }, { context, command });
        // Through the text of the journal, as it is stored.
        journal.push(JSON.parse(JSON.stringify(decision.payload)) as TransitionPayload);
        facts = decision.facts;
        expect(stateCodes).toContain(facts.state);
        expectSoundClock(workflow, facts);
        extended += facts.clock.extensions;
        expect(replay(workflow, journal)).toEqual(facts);
      }
    },
  );
  fc.assert(property, { seed, numRuns: 500 });
  // Guards against a generator so odd that nothing ever happens.
  expect(succeeded).toBeGreaterThan(1_000);
  expect(extended).toBeGreaterThan(40);
});

/** Never extended beyond what the service allows; a clock never runs in a state that pauses it. */
function expectSoundClock({ states }: WorkflowDefinition, { state, clock }: CaseFacts): void {
  expect(clock.extensions).toBeLessThanOrEqual(term.extension.times);
  expect(clock.extendedDays).toBeLessThanOrEqual(term.extension.days);
  const pauses = states.find(({ code }) => code === state)?.clock === 'pauses';
  expect(pauses && clock.status === 'running', 'the clock runs in a state that pauses it').toBe(false);
}

function pressed({ actions }: WorkflowDefinition, state: string, one: { near: boolean; action: number }): string {
  const here = actions.filter((candidate) => candidate.from.includes(state) && !candidate.automatic);
  return (one.near ? here[one.action % here.length]?.code : undefined) ?? `a${one.action}`;
}

function attempt(context: WorkflowContext, command: ActionCommand) {
  const before = structuredClone(context.facts);
  try {
    return decide(context, command);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(context.facts).toEqual(before);
    return undefined;
  }
}

function expectAllowed(
  drawnCase: Drawn,
  { context, command }: { context: WorkflowContext; command: ActionCommand },
): void {
  const { facts, actor, workflow } = context;
  const taken = workflow.actions.find((one) => one.code === command.action);
  if (!taken) throw new Error(`an action that does not exist was taken: ${command.action}`);
  const guard = drawnCase.guardOf.get(taken.code);
  const issues = taken.effects.some(({ effect }) => effect === 'issue');
  const demands = {
    person: taken.automatic !== true,
    notFinal: workflow.states.find((one) => one.code === facts.state)?.final !== true || issues,
    issue: !issues || (facts.decision?.status === 'published' && facts.issued !== true),
    state: taken.from.includes(facts.state),
    function: taken.functions.some((code) => actor.functions.has(code)),
    creator: taken.relation !== 'creator' || actor.id === context.application.creatorId,
    executor: taken.relation !== 'executor' || actor.id === facts.executorId,
    guard: guard === undefined || guards[guard]?.holds(actor.id, facts) === true,
    other: taken.notSameUserAs === undefined || facts.doneBy[taken.notSameUserAs] !== actor.id,
    comment: taken.comment !== 'required' || command.comment !== undefined,
    signature: context.application.resultSigned || !taken.effects.some((one) => one.effect === 'requireSignature'),
  };
  expect(demands).toEqual(Object.fromEntries(Object.keys(demands).map((name) => [name, true])));
}

interface Situation {
  readonly workflow: WorkflowDefinition;
  readonly facts: CaseFacts;
  readonly who: string;
  readonly held: readonly string[];
  readonly signed: boolean;
}

function contextOf({ workflow, facts, who, held, signed }: Situation): WorkflowContext {
  return {
    workflow,
    service: { code: 'random', approval: true, term },
    application: {
      source: 'employee',
      creatorId: 'anna',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: signed,
      requestsAnswered: true,
      answers: {},
    },
    facts,
    actor: { id: who, functions: new Set(held) },
    rules: { today: '2026-01-12' },
  };
}
