import type { Effect, Title, WorkflowAction } from '@reglament/format';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import { moveClock, planExtension } from './clock/clock-plan.ts';
import type { ActionCommand, CaseFacts, DecisionStatus, PlannedEffect, WorkflowContext } from './facts.ts';

interface Plan {
  readonly context: WorkflowContext;
  readonly action: WorkflowAction;
  readonly command: ActionCommand;
}

type Planners = {
  readonly [Name in Effect['effect']]: (plan: Plan, effect: Extract<Effect, { effect: Name }>) => PlannedEffect;
};

const planners: Planners = {
  register: (_plan, { incomplete }) => (incomplete ? { effect: 'register', incomplete } : { effect: 'register' }),
  assign: (plan, { to }) => ({ effect: 'assign', executorId: assignee(plan, to) }),
  decide: ({ command }, { kind }) => ({
    effect: 'decide',
    kind,
    input: command.input,
    ...(command.repeat === undefined ? {} : { repeat: command.repeat }),
  }),
  returnDecision: ({ command }) => ({
    effect: 'returnDecision',
    comment: command.comment ?? null,
    input: command.input,
  }),
  publish: (_plan, { rendered }) => (rendered ? { effect: 'publish', rendered } : { effect: 'publish' }),
  notify: (_plan, { message }) => ({ effect: 'notify', message }),
  pause: (plan, { reason }) => ({ effect: 'pause', reason: reasonOf(plan, reason) }),
  resume: (plan, { reason }) => ({ effect: 'resume', reason: reasonOf(plan, reason) }),
  extend: ({ context, command }) => planExtension(context, command),
  recompute: () => ({ effect: 'recompute' }),
  renderDecision: () => ({ effect: 'renderDecision' }),
  requireSignature: () => ({ effect: 'requireSignature' }),
  sendBack: ({ command }, { message }) => ({ effect: 'sendBack', message, comment: command.comment ?? null }),
  acceptCorrections: () => ({ effect: 'acceptCorrections' }),
  startRequests: () => ({ effect: 'startRequests' }),
  revoke: ({ command }) => ({ effect: 'revoke', by: revokerOf(command) }),
  issue: ({ command }) => ({ effect: 'issue', input: command.input }),
};

function revokerOf({ revokedBy }: ActionCommand): string {
  if (revokedBy === undefined) throw new Error('a decision is revoked by a procedure');
  return revokedBy;
}

/** The effects of an action as data, with people and texts filled in. @throws Refusal when nobody was chosen. */
export function planEffects(context: WorkflowContext, action: WorkflowAction, command: ActionCommand): PlannedEffect[] {
  const planned: PlannedEffect[] = [];
  let { facts } = context;
  for (const effect of action.effects) {
    // From what the effects before it lead to: two extensions in one action share what the service allows.
    const next = planOne({ context: { ...context, facts }, action, command }, effect);
    facts = applyEffect(facts, next);
    planned.push(next);
  }
  return planned;
}

function planOne<Name extends Effect['effect']>(plan: Plan, effect: Extract<Effect, { effect: Name }>): PlannedEffect {
  const planner: (plan: Plan, effect: Extract<Effect, { effect: Name }>) => PlannedEffect =
    planners[effect.effect as Name];
  return planner(plan, effect);
}

/** Why the clock stops or goes on: the person's own words, else the definition's. */
function reasonOf({ action, command }: Plan, said: Title | undefined): string {
  return command.comment ?? titleOf(said ?? action.title, 'ru');
}

function assignee({ context, command }: Plan, to: Extract<Effect, { effect: 'assign' }>['to']): string | null {
  if (to === 'nobody') return null;
  if (to === 'me') return context.actor.id;
  const chosen = to === 'creator' ? context.application.creatorId : command.chosenExecutorId;
  if (chosen) return chosen;
  if (to === 'creator') throw new Refusal('stateConflict', 'Заявку создал не сотрудник: назначьте исполнителя вручную');
  const message = 'Выберите исполнителя';
  const problems = [{ field: 'employee', pointer: '/input/employee', code: 'required', message }];
  throw new Refusal('invalidAnswers', message, { problems });
}

type Appliers = {
  readonly [Name in PlannedEffect['effect']]: (
    facts: CaseFacts,
    effect: Extract<PlannedEffect, { effect: Name }>,
  ) => CaseFacts;
};

const appliers: Appliers = {
  register: (facts) => ({ ...facts, clock: { ...facts.clock, status: 'running' } }),
  assign: (facts, { executorId }) => ({ ...facts, executorId }),
  decide: (facts, { kind }) => {
    if (isPublished(facts)) throw alreadyPublished();
    return { ...facts, decision: { kind, status: 'prepared' } };
  },
  returnDecision: (facts) => withDecision(facts, 'returned'),
  publish: (facts) => withDecision(facts, 'published'),
  notify: (facts) => facts,
  pause: (facts, effect) => ({ ...facts, clock: moveClock(facts.clock, effect) }),
  resume: (facts, effect) => ({ ...facts, clock: moveClock(facts.clock, effect) }),
  extend: (facts, effect) => ({ ...facts, clock: moveClock(facts.clock, effect) }),
  recompute: (facts) => facts,
  renderDecision: (facts) => withDecision(facts, 'prepared'),
  requireSignature: (facts) => facts,
  sendBack: (facts) => facts,
  acceptCorrections: (facts) => facts,
  startRequests: (facts) => facts,
  revoke: (facts) => {
    if (facts.decision?.status !== 'published') {
      throw new Refusal('stateConflict', 'Отменяют только опубликованное решение, и только один раз');
    }
    return { ...facts, decision: { kind: facts.decision.kind, status: 'revoked' } };
  },
  issue: (facts) => {
    const problem = findIssueProblem(facts);
    if (problem !== undefined) throw new Refusal('stateConflict', problem);
    return { ...facts, issued: true };
  },
};

/** The facts after an effect; the only place that says so, for deciding and for replaying the journal alike. */
export function applyEffect<Name extends PlannedEffect['effect']>(
  facts: CaseFacts,
  effect: Extract<PlannedEffect, { effect: Name }>,
): CaseFacts {
  const applier: (facts: CaseFacts, effect: Extract<PlannedEffect, { effect: Name }>) => CaseFacts =
    appliers[effect.effect as Name];
  return applier(facts, effect);
}

/** Why there is nothing to give out, in words; undefined when the result waits. */
export function findIssueProblem({ decision, issued }: CaseFacts): string | undefined {
  if (issued) return 'Результат уже выдан: сведения о выдаче – на вкладке «Решение»';
  if (decision?.status === 'revoked') return 'Решение отменено: выдавать нечего';
  return decision?.status === 'published' ? undefined : 'Выдают опубликованный результат: решения по заявке ещё нет';
}

/** A prepared decision is returned or published; a published one is changed by nothing here. */
function withDecision(facts: CaseFacts, status: DecisionStatus): CaseFacts {
  if (isPublished(facts)) throw alreadyPublished();
  if (facts.decision?.status !== 'prepared') {
    throw new Refusal('stateConflict', 'Решение ещё не подготовлено: сначала исполнитель должен принять решение');
  }
  return { ...facts, decision: { kind: facts.decision.kind, status } };
}

/** Also when it was revoked since: what was once published is never written over. */
function isPublished({ decision }: CaseFacts): boolean {
  return decision?.status === 'published' || decision?.status === 'revoked';
}

function alreadyPublished(): Refusal {
  return new Refusal('stateConflict', 'Решение уже опубликовано и больше не изменяется');
}
