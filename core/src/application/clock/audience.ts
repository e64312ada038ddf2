import type { DeadlineAudience, Phase, WorkflowDefinition } from '@reglament/format';

interface Standing {
  readonly phase: Phase;
  readonly executorId: string | null;
}

export interface Told {
  readonly executorId: string | null;
  readonly functions: readonly string[];
}

/** Whom a notice of the term goes to; a function that does not see cases of this phase would get a link to nothing. */
export function audienceOf(
  workflow: WorkflowDefinition,
  tell: DeadlineAudience | undefined,
  { phase, executorId }: Standing,
): Told {
  const named = [...(tell?.functions ?? []), ...(executorId === null ? (tell?.unassigned ?? []) : [])];
  const functions = [...new Set(named)].filter((code) => {
    const sees = workflow.functions[code]?.sees;
    return sees?.relation === 'any' && (sees.phases === undefined || sees.phases.includes(phase));
  });
  return { executorId: tell?.executor ? executorId : null, functions };
}
