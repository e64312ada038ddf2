import type { LedgerEntry } from '../../calendar/ledger.ts';
import type { Transaction } from '../../db.ts';

export interface ClockPlace {
  readonly applicationId: string;
  readonly organisationId: string;
  /** null: the system itself. */
  readonly actorId: string | null;
}

/** The next entry of the ledger; under the row's lock, so that entries are in order. */
export async function insertClockEntry(trx: Transaction, place: ClockPlace, entry: LedgerEntry): Promise<void> {
  await trx.raw(
    `insert into clock_entry (organisation_id, application_id, seq, kind, at, days, reason, actor_id)
     select :organisationId, :applicationId, coalesce(max(seq), 0) + 1, :kind, :at, :days, :reason, :actorId
     from clock_entry where application_id = :applicationId`,
    { ...place, ...entry, days: entry.kind === 'extended' ? entry.days : null },
  );
}
