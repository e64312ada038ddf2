import type { ServiceTrial } from '@reglament/format';
import { at } from '../definition/finding.ts';
import { Refusal } from '../errors.ts';
import { unmet } from './meet-expectation.ts';
import { type Taken, takeStep } from './take-step.ts';
import { type Bench, begin, type TrialCase } from './trial-case.ts';

export interface TrialFailure {
  /** JSON pointer into the definition of the service. */
  readonly pointer: string;
  /** Russian: the step, what was expected and what was seen. */
  readonly message: string;
}

export interface TrialResult {
  readonly title: string;
  readonly failures: readonly TrialFailure[];
}

/** Every test of a service on its workflow: pure, by the same rules as applications. */
export function runTrials(bench: Bench): TrialResult[] {
  return (bench.service.tests ?? []).map((trial, index) => {
    const pointer = at('tests', index);
    const failures = guarded(pointer, () => walk({ bench, trial }, pointer));
    return { title: trial.title, failures };
  });
}

/** Walks the steps; after the first that went otherwise the rest would speak of another case. */
function walk(stage: { readonly bench: Bench; readonly trial: ServiceTrial }, pointer: string): TrialFailure[] {
  let present: TrialCase;
  try {
    present = begin(stage);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ pointer, message: `Заявку создать не удалось: ${error.message}` }];
  }
  for (const [index, step] of stage.trial.steps.entries()) {
    const place = `${pointer}${at('steps', index)}`;
    const name = `Шаг ${index + 1}${step.action === undefined ? '' : ` («${step.action}»)`}, ${step.as}`;
    const taken = takeStep(stage, present, step);
    const unexpected = unexpectedRefusal(taken, step.expect, place);
    const failures =
      unexpected.length > 0
        ? unexpected
        : unmet(step.expect ?? {}, { stage, taken, person: step.as }).map((one) => ({
            ...one,
            pointer: `${place}/expect${one.pointer}`,
          }));
    if (failures.length > 0) return failures.map((one) => ({ ...one, message: `${name}: ${one.message}` }));
    present = taken.present;
  }
  return [];
}

/** A refusal that nobody expected in any of the two ways. */
function unexpectedRefusal({ refused }: Taken, expect: object | undefined, pointer: string): TrialFailure[] {
  if (refused === undefined || (expect !== undefined && ('refused' in expect || 'problems' in expect))) return [];
  const fields = refused.fields.length > 0 ? ` (${refused.fields.join(', ')})` : '';
  return [{ pointer: `${pointer}/action`, message: `действие не выполнено: ${refused.message}${fields}` }];
}

/** A rule that cannot be evaluated is a failure of the test, not of whoever runs it. */
function guarded(pointer: string, work: () => TrialFailure[]): TrialFailure[] {
  try {
    return work();
  } catch (error) {
    return [{ pointer, message: `Проверка прервалась: ${error instanceof Error ? error.message : String(error)}` }];
  }
}
