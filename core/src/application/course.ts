import type { ApplicationRecord } from './application.model.ts';
import type { Decision } from './facts.ts';
import type { Held, Work } from './hold.ts';
import type { ApplicationChanges } from './rows.ts';

/** A decision being carried out: the row as the effects so far have made it. */
export interface Course {
  readonly work: Work;
  readonly held: Held;
  readonly decision: Decision;
  readonly record: ApplicationRecord;
}

export interface Outcome {
  readonly changes: ApplicationChanges;
  /** What the journal keeps beside the transition. */
  readonly facts?: Readonly<Record<string, unknown>>;
}
