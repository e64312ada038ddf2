import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import { insertViews } from './rows.ts';

/** What was removed because its time was over: kind of thing, whose, how much. */
export interface ForgettingRecord {
  readonly kind: 'exchange' | 'original' | 'content' | 'access' | 'subject';
  /** null: of the installation. */
  readonly organisationId: string | null;
  /** How many, and since when. */
  readonly what: string;
  readonly now: Date;
}

/** In the transaction that removes them. */
export async function recordForgetting(trx: Transaction, gone: readonly ForgettingRecord[]): Promise<void> {
  const views = gone.map(({ kind, organisationId, what, now }) => ({
    ...{ at: now, organisationId, userId: null, action: 'forget' },
    ...{ subjectKind: kind, subjectId: what, requestId: null },
  }));
  if (views.length > 0) await together(trx, [insertViews(views)]);
}
