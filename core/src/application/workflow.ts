import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { Refusal } from '../errors.ts';
import { fieldDeps } from '../rule/deps.ts';
import { truth } from '../rule/evaluate.ts';
import { titleOf } from '../rule/title.ts';
import { type ClosedReason, findClosedReason } from './availability.ts';
import { clockOfMove, idleClock } from './clock/clock-plan.ts';
import { applyEffect, planEffects } from './effect-plan.ts';
import {
  type ActionCommand,
  type CaseFacts,
  caseData,
  type Decision,
  type Step,
  type WorkflowContext,
} from './facts.ts';
import { goneText } from './gone.ts';

export type WorkflowState = WorkflowDefinition['states'][number];

export interface ActionAvailability {
  readonly action: WorkflowAction;
  readonly open: boolean;
  readonly reason?: ClosedReason;
}

/** More automatic steps than any sound workflow has: beyond it the definition turns in a circle. */
const automaticLimit = 20;

const availableIn = new WeakMap<WorkflowContext, readonly ActionAvailability[]>();

/**
 * Every action that a person can do in this workflow: open, or closed with the reason in plain words. Looked up once for
 * a context: a card shows the actions, and asks by them what else is open.
 */
export function available(context: WorkflowContext): readonly ActionAvailability[] {
  const known = availableIn.get(context);
  if (known !== undefined) return known;
  const actions = context.workflow.actions.filter(isForPeople).map((action): ActionAvailability => {
    const reason = findClosedReason(context, action);
    return reason ? { action, open: false, reason } : { action, open: true };
  });
  availableIn.set(context, actions);
  return actions;
}

/** What the action and the automatic ones after it lead to. Changes nothing. @throws Refusal when it may not be done. */
export function decide(context: WorkflowContext, command: ActionCommand): Decision {
  return run(context, assertOpen(context, command.action), command);
}

/** The action of this code, when the actor may do it now. @throws Refusal */
export function assertOpen(context: WorkflowContext, code: string): WorkflowAction {
  const action = getAction(context.workflow, code);
  const reason = findClosedReason(context, action);
  if (reason) throw closed(reason);
  return action;
}

/** What the workflow does by itself when the last day has passed: the first such action that is open; often none. */
export function decideOnDeadline(context: WorkflowContext): Decision | undefined {
  const action = context.workflow.actions.find((one) => one.onDeadline && !findClosedReason(context, one));
  return action && run(context, action, { action: action.code, input: {} });
}

/**
 * What the workflow does by itself when everybody who has to has signed the paper; undefined: nothing, or a guard keeps it. The
 * signatures stand in for functions and relations.
 */
export function decideOnSigned(context: WorkflowContext): Decision | undefined {
  const action = findOnSigned(context);
  return action && run(context, action, { action: action.code, input: {} });
}

/** The action that the last signature would do now. */
export function findOnSigned(context: WorkflowContext): WorkflowAction | undefined {
  const { state } = context.facts;
  const found = context.workflow.actions.find((one) => one.onSigned && one.from.includes(state));
  if (found === undefined) return undefined;
  const { relation: _relation, notSameUserAs: _other, ...rest } = found;
  const action = { ...rest, functions: [] };
  return findClosedReason(context, action) ? undefined : action;
}

export type PortalMessage = NonNullable<WorkflowAction['onPortal']>;

/**
 * What the workflow does by itself with what the applicant sent through a portal; undefined when it has no action for that
 * in this state. The applicant's word stands in for functions and relations; guards hold as for anybody.
 * @throws Refusal when the action may not be done now
 */
export function decideOnPortal(context: WorkflowContext, message: PortalMessage, said = ''): Decision | undefined {
  const { state } = context.facts;
  const found = context.workflow.actions.find((one) => one.onPortal === message && one.from.includes(state));
  if (found === undefined) return undefined;
  const { relation: _relation, ...rest } = found;
  const action = { ...rest, functions: [] };
  const reason = findClosedReason(context, action);
  if (reason) throw closed(reason);
  const comment = (action.comment ?? 'none') === 'none' || said.trim() === '' ? {} : { comment: said };
  return run(context, action, { action: action.code, input: {}, ...comment });
}

/** What the arrival of an application from a portal leads to: a draft, until the workflow takes it further by itself. */
export function decideArrival(context: Omit<WorkflowContext, 'facts'>): Decision {
  const creation = context.workflow.actions.find((one) => one.creates);
  if (creation === undefined) throw new Error(`workflow ${context.workflow.code} has no action that creates`);
  return startWith(context, creation);
}

/** What creating an application leads to: the initial state, and whatever follows by itself. */
export function decideCreation(context: Omit<WorkflowContext, 'facts'>): Decision {
  const creation = context.workflow.actions.find((one) => one.creates);
  if (!creation || !mayCreate(context.workflow, context.actor.functions)) {
    throw new Refusal('forbidden', 'У вас нет права создавать заявки на эту услугу. Обратитесь к администратору');
  }
  return startWith(context, creation);
}

function startWith(context: Omit<WorkflowContext, 'facts'>, creation: WorkflowAction): Decision {
  const { initial } = context.workflow;
  const facts = { state: initial, executorId: null, decision: null, doneBy: {}, clock: idleClock, passed: null };
  return run({ ...context, facts }, { ...creation, to: initial }, { action: creation.code, input: {} });
}

/**
 * What revoking the decision leads to: the one way out of a final state, open to a procedure and to nobody else.
 * @throws Refusal when the workflow has no such way from here
 */
export function decideRevocation(context: WorkflowContext, revokedBy: string): Decision {
  const action = context.workflow.actions.find((one) => isRevocation(one) && one.from.includes(context.facts.state));
  if (!action) {
    const text = 'В нынешнем состоянии заявки решение по ней не отменяется: обновите страницу';
    throw new Refusal('stateConflict', text);
  }
  return run(context, action, { action: action.code, input: {}, revokedBy });
}

function run(context: WorkflowContext, action: WorkflowAction, command: ActionCommand): Decision {
  const comment = checkedComment(action, command.comment);
  const first = take(context, action, { ...command, ...(comment === null ? {} : { comment }) });
  const by = context.actor.id;
  const passed = { action: action.code, by, begunBy: null };
  const done = { ...first.facts, passed, doneBy: { ...context.facts.doneBy, [action.code]: by } };
  const { steps, facts } = followAutomatic(context, { steps: [first.step], facts: done });
  const state = getState(context.workflow, facts.state);
  const attached = command.attached === undefined ? {} : { attached: command.attached };
  const { applicantChoice } = command;
  const chosen = applicantChoice === undefined ? {} : { applicantChoice };
  return {
    state: state.code,
    phase: state.phase,
    final: state.final === true,
    facts,
    effects: steps.flatMap((step) => step.effects),
    payload: { action: action.code, by, comment, steps, ...attached, ...chosen, ...keptInput(first.step, command) },
  };
}

/** A decision keeps its own input; what any other form asked would be known nowhere. */
function keptInput({ effects }: Step, { input }: ActionCommand): Pick<Decision['payload'], 'input'> {
  const isKept = effects.some((effect) => 'input' in effect);
  return isKept || Object.keys(input).length === 0 ? {} : { input };
}

interface Walk {
  readonly steps: readonly Step[];
  readonly facts: CaseFacts;
}

/** Automatic actions in the order of the list, as long as one is open for whoever acted. */
function followAutomatic(context: WorkflowContext, walk: Walk): Walk {
  const here = { ...context, facts: walk.facts };
  const next = context.workflow.actions.find((one) => one.automatic && !findClosedReason(here, one));
  if (!next) return walk;
  if (walk.steps.length > automaticLimit) throw turnsInCircle(next.code);
  const { step, facts } = take(here, next, { action: next.code, input: {} });
  return followAutomatic(context, { steps: [...walk.steps, step], facts });
}

/** Whether answers may be edited in the present state by someone with the actor's functions. */
export function mayEdit({ workflow, application, facts, actor }: WorkflowContext): boolean {
  if (goneText(application) !== undefined) return false;
  const editable = getState(workflow, facts.state).editable ?? [];
  return editable.some((code) => actor.functions.has(code));
}

/** Whether these functions let a person create an application that follows this workflow. */
export function mayCreate(workflow: WorkflowDefinition, functions: ReadonlySet<string>): boolean {
  return workflow.actions.some((one) => one.creates && one.functions.some((code) => functions.has(code)));
}

/** Functions of those who can be an executor: whoever some action asks to be the application's executor. */
export function executorFunctions(workflow: WorkflowDefinition): ReadonlySet<string> {
  return new Set(workflow.actions.filter((one) => one.relation === 'executor').flatMap((one) => one.functions));
}

const askingAnswers = new WeakMap<WorkflowDefinition, boolean>();

/** Whether any guard or target looks at answers; most look at facts of the case only, and lists then read no answers. */
export function asksAnswers(workflow: WorkflowDefinition): boolean {
  const known = askingAnswers.get(workflow);
  if (known !== undefined) return known;
  const rules = workflow.actions.flatMap((one) => [
    one.guard,
    ...(Array.isArray(one.to) ? one.to.map((row) => row.when) : []),
  ]);
  // A named rule is the service's and may look at anything.
  const asks = rules.some((rule) => fieldDeps(rule).length > 0 || JSON.stringify(rule ?? null).includes('"rule":'));
  askingAnswers.set(workflow, asks);
  return asks;
}

export function getState(workflow: WorkflowDefinition, code: string): WorkflowState {
  const state = findState(workflow, code);
  if (!state) throw new Error(`workflow ${workflow.code} has no state ${code}`);
  return state;
}

export function findState(workflow: WorkflowDefinition, code: string): WorkflowState | undefined {
  return workflow.states.find((candidate) => candidate.code === code);
}

/** The field of the action's form in which an employee is picked. */
export function employeeField(action: WorkflowAction): string | undefined {
  return Object.entries(action.input?.ui ?? {}).find(([, ui]) => ui.widget === 'employee')?.[0];
}

/** The action of this code that a person may ask for. @throws Refusal unknownAction */
function getAction(workflow: WorkflowDefinition, code: string): WorkflowAction {
  const action = workflow.actions.find((candidate) => candidate.code === code && isForPeople(candidate));
  if (!action) throw new Refusal('notFound', 'Такого действия нет. Обновите страницу и выберите действие');
  return action;
}

function isForPeople(action: WorkflowAction): boolean {
  return !action.automatic && !action.creates && !action.onDeadline && !isRevocation(action);
}

function isRevocation(action: WorkflowAction): boolean {
  return action.effects.some(({ effect }) => effect === 'revoke');
}

function take(
  context: WorkflowContext,
  action: WorkflowAction,
  command: ActionCommand,
): { step: Step; facts: CaseFacts } {
  const planned = planEffects(context, action, command);
  const acted = planned.reduce(applyEffect, context.facts);
  const from = context.facts.state;
  const to = target({ ...context, facts: acted }, action);
  const byState = clockOfMove(context.workflow, from, { to, clock: acted.clock, comment: command.comment });
  const step = {
    action: action.code,
    automatic: action.automatic === true,
    from,
    to,
    effects: [...planned, ...byState],
  };
  return { step, facts: { ...byState.reduce(applyEffect, acted), state: to } };
}

/** A table of targets looks at the facts after the action's own effects: a decision just made counts. */
function target(context: WorkflowContext, action: WorkflowAction): string {
  if (action.to === undefined) return context.facts.state;
  if (typeof action.to === 'string') return action.to;
  const rules = { ...context.rules, data: caseData(context) };
  const row = action.to.find((one) => one.when === undefined || truth(one.when, rules).value === true);
  if (row) return row.state;
  throw new Refusal(
    'stateConflict',
    `Действие «${titleOf(action.title, 'ru')}» сейчас никуда не ведёт: дополните заявку`,
  );
}

function checkedComment(action: WorkflowAction, comment: string | undefined): string | null {
  const text = comment?.trim() ?? '';
  const mode = action.comment ?? 'none';
  if (mode === 'required' && text === '') throw commentProblem('required', 'Напишите комментарий');
  if (mode === 'none' && text !== '') throw commentProblem('notAsked', 'У этого действия нет комментария: удалите его');
  return text === '' ? null : text;
}

function commentProblem(code: string, message: string): Refusal {
  const problems = [{ field: 'comment', pointer: '/comment', code, message }];
  return new Refusal('invalidAnswers', message, { problems });
}

function closed(reason: ClosedReason): Refusal {
  return new Refusal(reason.code === 'functionNeeded' ? 'forbidden' : 'actionClosed', reason.text);
}

function turnsInCircle(action: string): Refusal {
  const detail = `Автоматические действия процесса повторяются без конца (${action}). Сообщите администратору услуги`;
  return new Refusal('stateConflict', detail);
}
