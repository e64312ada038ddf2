import type { ServiceTrial, TrialStep, WorkflowDefinition } from '@reglament/format';
import { type Unmet, unmet } from './meet-expectation.ts';
import { type Taken, takeStep } from './take-step.ts';
import { begin, type Stage, type TrialCase } from './trial-case.ts';

export interface WalkedStep {
  readonly step: TrialStep;
  readonly taken: Taken;
  /** What was expected and did not come out. */
  readonly unmet: readonly Unmet[];
}

export interface Walk {
  readonly steps: readonly WalkedStep[];
  /** Where the made-up application stands now. */
  readonly present: TrialCase;
}

/**
 * A trial as it goes, for whoever walks it: unlike a test it goes on after a refusal, because the next step is made by a person
 * who has seen it. Nothing is written anywhere. @throws Refusal when the application cannot be created
 */
export function walk(stage: Stage): Walk {
  let present = begin(stage);
  const steps = stage.trial.steps.map((step): WalkedStep => {
    const taken = takeStep(stage, present, step);
    present = taken.present;
    return { step, taken, unmet: unmet(step.expect ?? {}, { stage, taken, person: step.as }) };
  });
  return { steps, present };
}

/** A trial that has not begun: whoever may create the application looks at it. */
export function begunTrial(
  trial: Omit<ServiceTrial, 'steps'> & { readonly steps?: readonly TrialStep[] },
  { actions }: Pick<WorkflowDefinition, 'actions'>,
): ServiceTrial & { readonly creator: string } {
  const { steps = [] } = trial;
  const creator = trial.creator ?? steps[0]?.as ?? actions.find((one) => one.creates)?.functions[0] ?? 'system';
  return { ...trial, title: trial.title || 'Проба', creator, steps: steps.length > 0 ? [...steps] : [{ as: creator }] };
}
