import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { countedDays } from '../../calendar/due-trace.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import type { ActionCommand, ClockFacts, PlannedEffect, WorkflowContext } from '../facts.ts';

export const idleClock: ClockFacts = { status: 'notStarted', extensions: 0, extendedDays: 0 };

type ClockEffect = Extract<PlannedEffect, { effect: 'pause' | 'resume' | 'extend' }>;

/** The clock after an effect. @throws Refusal stateConflict, so that a definition cannot pause what stands */
export function moveClock(clock: ClockFacts, effect: ClockEffect): ClockFacts {
  if (clock.status === 'notStarted') throw conflict('Срок ещё не начался: сначала зарегистрируйте заявку');
  switch (effect.effect) {
    case 'pause':
      if (clock.status === 'paused') throw conflict('Срок уже приостановлен');
      return { ...clock, status: 'paused' };
    case 'resume':
      if (clock.status === 'running') throw conflict('Срок не приостановлен: возобновлять нечего');
      return { ...clock, status: 'running' };
    case 'extend':
      return {
        ...clock,
        extensions: clock.extensions + 1,
        extendedDays: clock.extendedDays + effect.days,
      };
  }
}

function conflict(text: string): Refusal {
  return new Refusal('stateConflict', text);
}

/** Why the clock does not let this action be done now; undefined when it does, or the action leaves the clock alone. */
export function findClockProblem(context: WorkflowContext, action: WorkflowAction): string | undefined {
  for (const { effect } of action.effects) {
    const text =
      effect === 'pause' || effect === 'resume' || effect === 'extend' ? problems[effect](context) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

const problems = {
  pause: ({ facts }) =>
    startedAnd(facts.clock, (clock) => (clock.status === 'paused' ? 'Срок уже приостановлен' : undefined)),
  resume: ({ facts }) =>
    startedAnd(facts.clock, (clock) => (clock.status === 'running' ? 'Срок не приостановлен' : undefined)),
  extend: ({ facts, service }) => startedAnd(facts.clock, (clock) => extensionProblem(clock, service)),
} as const satisfies Record<'pause' | 'resume' | 'extend', (context: WorkflowContext) => string | undefined>;

function startedAnd(clock: ClockFacts, problem: (clock: ClockFacts) => string | undefined): string | undefined {
  return clock.status === 'notStarted' ? 'Срок начнётся, когда заявка будет зарегистрирована' : problem(clock);
}

function extensionProblem(clock: ClockFacts, { term }: WorkflowContext['service']): string | undefined {
  if (term?.extension === undefined) return 'Регламент этой услуги не предусматривает продления срока';
  const { times = 1, days } = term.extension;
  if (clock.extensions >= times)
    return times === 1 ? 'Срок уже продлён: второй раз продлить нельзя' : 'Срок уже продлён столько раз, сколько можно';
  if (clock.extendedDays >= days) return `Срок уже продлён на все ${countedDays(days, term.unit)}, больше нельзя`;
  return undefined;
}

/** How many days an extension may still add; undefined when the service has none. */
function extensionLeft(clock: ClockFacts, { term }: WorkflowContext['service']): number | undefined {
  return term?.extension === undefined ? undefined : Math.max(0, term.extension.days - clock.extendedDays);
}

/** Days and reason from the action's form. @throws Refusal that names the field */
export function planExtension(
  { facts, service }: WorkflowContext,
  { input, comment }: ActionCommand,
): Extract<PlannedEffect, { effect: 'extend' }> {
  const { days } = input;
  const reason = typeof input.reason === 'string' ? input.reason.trim() : (comment?.trim() ?? '');
  const left = extensionLeft(facts.clock, service);
  if (left === undefined || service.term === undefined) {
    throw new Refusal('actionClosed', 'Регламент этой услуги не предусматривает продления срока');
  }
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) {
    throw fieldProblem('days', 'Укажите, на сколько дней продлить срок');
  }
  if (days > left)
    throw fieldProblem('days', `Продлить можно не больше чем на ${countedDays(left, service.term.unit)}`);
  if (reason === '') throw fieldProblem('reason', 'Напишите, почему срок продлевается');
  return { effect: 'extend', days, reason };
}

function fieldProblem(field: string, message: string): Refusal {
  const problems = [{ field, pointer: `/input/${field}`, code: 'required', message }];
  return new Refusal('invalidAnswers', message, { problems });
}

export interface Move {
  readonly to: string;
  readonly clock: ClockFacts;
  /** What was said with the action. */
  readonly comment: string | undefined;
}

/** What a state does to the clock by itself: one that pauses stops it on entering, and leaving it lets the clock go on. */
export function clockOfMove(workflow: WorkflowDefinition, from: string, { to, clock, comment }: Move): PlannedEffect[] {
  const stateOf = (code: string) => workflow.states.find((state) => state.code === code);
  const [left, entered] = [stateOf(from), stateOf(to)];
  if (entered?.clock === 'pauses' && clock.status === 'running') {
    return [{ effect: 'pause', reason: comment ?? titleOf(entered.title, 'ru') }];
  }
  if (left?.clock === 'pauses' && entered?.clock !== 'pauses' && clock.status === 'paused') {
    return [{ effect: 'resume', reason: comment ?? `Завершено: ${titleOf(left.title, 'ru')}` }];
  }
  return [];
}
