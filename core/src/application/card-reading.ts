import type { RowsOf } from '../db-batch.ts';
import { askDecision } from '../decision/queries.ts';
import { askFiles } from '../file/queries.ts';
import { askReceivedDocuments } from '../received-document/queries.ts';
import { askClockEntries } from './clock/queries.ts';
import { askCard } from './queries.ts';

/** Everything that a card shows of the application of this id. */
export function askWholeCard(id: string) {
  return [askCard(id), askDecision(id), askReceivedDocuments(id), askFiles(id), askClockEntries(id)] as const;
}

export type WholeCard = RowsOf<ReturnType<typeof askWholeCard>>;
