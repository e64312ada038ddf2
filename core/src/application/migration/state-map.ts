import type { WorkflowState } from '@reglament/format';

/** Old code of a state → its code in the new version; null: cases of this state are not to move. */
export type StateMap = Readonly<Record<string, string | null>>;

type Phase = WorkflowState['phase'];

/** Before a decision a case may stand here or there; in the other phases a decision, a signature or a paused clock hangs on it. */
const alike: ReadonlySet<Phase> = new Set<Phase>(['received', 'inProgress']);

/** Whether a case of this phase may stand in the state without anybody's action. An end is reached by an action only. */
export function mayFollow(phase: string, { phase: next, final }: Pick<WorkflowState, 'phase' | 'final'>): boolean {
  if (final === true) return false;
  return phase === next || (alike.has(phase as Phase) && alike.has(next));
}

export function mappedState(state: string, states: StateMap): string | null {
  return Object.hasOwn(states, state) ? (states[state] ?? null) : state;
}
