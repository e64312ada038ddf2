import type { StateDuty, WorkflowAction } from '@reglament/format';
import { deps } from '../rule/deps.ts';
import { truth } from '../rule/evaluate.ts';
import type { Rule, RuleContext } from '../rule/rule-context.ts';
import type { JsonObject } from '../rule/value.ts';
import { type DutyKept, type DutyState, dutyState } from './duty-state.ts';
import { owedWords } from './duty-words.ts';

/** So much of what decides about an application as the duty asks for. */
interface DutyContext {
  readonly service: { readonly duty?: StateDuty | undefined };
  readonly application: { readonly duty?: DutyKept | null | undefined };
  readonly rules: Omit<RuleContext, 'data'>;
}

/** The duty of a case; undefined where the service takes none. Its conditions see answers and facts, but for the duty itself. */
export function dutyOf({ service, application, rules }: DutyContext, data: JsonObject): DutyState | undefined {
  if (service.duty === undefined) return undefined;
  return dutyState(service.duty, application.duty ?? null, { ...rules, data });
}

/**
 * Why this action waits for the duty. A service that takes it before registering does not grant without it either: a payment
 * may turn out to be none later on. A refusal waits for nothing.
 */
export function findDutyProblem(context: DutyContext, action: WorkflowAction, data: JsonObject): string | undefined {
  const before = context.service.duty?.before;
  if (before === undefined || !waits(action, before)) return undefined;
  const state = dutyOf(context, data);
  return state && owedWords(state, context.rules.labels);
}

/** What is owed, when a guard would be met but for the duty: then that is the reason to tell. */
export function findOwedInGuard(context: DutyContext, guard: Rule, data: JsonObject): string | undefined {
  const state = dutyOf(context, data);
  if (state === undefined || !deps(guard, context.rules.rules ?? {}).includes('case.duty.settled')) return undefined;
  const facts = { ...(data.case as JsonObject), duty: { settled: true } };
  const { value } = truth(guard, { ...context.rules, data: { ...data, case: facts } });
  return value === true ? owedWords(state, context.rules.labels) : undefined;
}

function waits({ effects }: WorkflowAction, before: 'register' | 'grant'): boolean {
  return effects.some(
    (one) =>
      (one.effect === 'decide' && one.kind === 'grant') ||
      (before === 'register' && one.effect === 'register' && !one.incomplete),
  );
}
