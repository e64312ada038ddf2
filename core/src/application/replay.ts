import type { WorkflowDefinition } from '@reglament/format';
import { idleClock } from './clock/clock-plan.ts';
import { applyEffect } from './effect-plan.ts';
import type { CaseFacts, TransitionPayload } from './facts.ts';
import { getState } from './workflow.ts';

/**
 * The facts that a journal tells, from the initial state on: what restoring and checking compare with the stored row.
 * @throws Error when the payloads do not follow one another, so that a broken journal is not read as a whole one.
 */
export function replay(workflow: WorkflowDefinition, payloads: readonly TransitionPayload[]): CaseFacts {
  const start: CaseFacts = {
    state: workflow.initial,
    executorId: null,
    decision: null,
    doneBy: {},
    clock: idleClock,
    passed: null,
  };
  return payloads.reduce((before, payload) => {
    const after = payload.steps.reduce((facts, step) => {
      if (step.from !== facts.state) throw new Error(`journal goes from ${step.from}, but the state is ${facts.state}`);
      const state = getState(workflow, step.to).code;
      return { ...step.effects.reduce(applyEffect, facts), state };
    }, before);
    const passed = { action: payload.action, by: payload.by, begunBy: null };
    return { ...after, passed, doneBy: { ...after.doneBy, [payload.action]: payload.by } };
  }, start);
}
