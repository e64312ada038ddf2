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

export interface DeadlineMark {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly kind: 'near' | 'passed';
  readonly dueDate: string;
  readonly at: Date;
}

/** False when this last day was marked before. */
export async function insertDeadlineMark(trx: Transaction, mark: DeadlineMark): Promise<boolean> {
  const rows = await trx('deadline_mark')
    .insert({
      application_id: mark.applicationId,
      organisation_id: mark.organisationId,
      kind: mark.kind,
      due_date: mark.dueDate,
      at: mark.at,
    })
    .onConflict()
    .ignore()
    .returning('kind');
  return rows.length > 0;
}

/** Open cases have been reckoned by these versions of calendars. */
export async function markCounted(trx: Transaction, versionIds: readonly string[]): Promise<void> {
  const rows = versionIds.map((id) => ({ version_id: id }));
  await trx('calendar_recount').insert(rows).onConflict().ignore();
}
