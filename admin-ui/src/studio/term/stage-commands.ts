import type { StageDays, Term } from '@reglament/format';

/** What the service itself says of a state's days; undefined: as in the workflow, and then nothing is written. */
export function changedStage(term: Term, state: string, stage: StageDays | undefined): Term {
  const { stages: { [state]: _old, ...others } = {}, ...rest } = term;
  const stages = stage === undefined ? others : { ...others, [state]: stage };
  return Object.keys(stages).length === 0 ? rest : { ...rest, stages };
}

/** A number of days alone, with the mark only when it is set. */
export function stageOf(days: number | undefined, check: boolean): StageDays | undefined {
  if (days === undefined) return undefined;
  return check ? { days, check } : { days };
}
