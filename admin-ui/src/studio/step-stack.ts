import type { Change } from '@reglament/core/rules';

export interface Step {
  readonly revision: number;
  readonly label: string;
  readonly changes: readonly Change[];
  readonly reverts: number | null;
}

/** What can be taken back and what can be done again, last first at the end. */
export interface Stacks {
  readonly undo: readonly Step[];
  /** What was taken back, with the step that took it back. */
  readonly redo: readonly Taken[];
}

interface Taken {
  readonly step: Step;
  readonly by: Step;
}

export const noStacks: Stacks = { undo: [], redo: [] };

/** One's own steps in the order they were saved: after a reload the same keys do the same. */
export function stacksOf(steps: readonly Step[]): Stacks {
  return steps.reduce(withStep, noStacks);
}

export function withStep({ undo, redo }: Stacks, step: Step): Stacks {
  if (step.reverts === null) return { undo: [...undo, step], redo: [] };
  const last = undo.at(-1);
  if (last?.revision === step.reverts) {
    return { undo: undo.slice(0, -1), redo: [...redo, { step: last, by: step }] };
  }
  const taken = redo.at(-1);
  if (taken?.by.revision === step.reverts) {
    // From here on this step stands for the one that was taken back.
    return { undo: [...undo, { ...step, label: taken.step.label, reverts: null }], redo: redo.slice(0, -1) };
  }
  return { undo, redo };
}
