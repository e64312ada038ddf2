import type { LedgerEntry } from '../../calendar/ledger.ts';
import type { Transaction } from '../../db.ts';
import { prepared, together } from '../../db-batch.ts';
import type { SessionOrganisation } from '../../session/session.ts';

/** The ledger of an application's term, by its id, from its start on; empty before it is registered. */
const askClockEntries = prepared<LedgerEntry>(
  'clock_entries',
  'select kind, at, days, reason from clock_entry where application_id = $1 order by seq',
);

/** As a card reads an entry, from JSON. */
export type LedgerEntryInJson = InJson<LedgerEntry>;
type InJson<Entry extends LedgerEntry> = Entry extends LedgerEntry
  ? Omit<Entry, 'at'> & { readonly at: string }
  : never;

export function ledgerOf(entries: readonly LedgerEntryInJson[]): LedgerEntry[] {
  return entries.map((entry) => ({ ...entry, at: new Date(entry.at) }));
}

export async function readClockEntries(trx: Transaction, applicationId: string): Promise<LedgerEntry[]> {
  const [rows] = await together(trx, [askClockEntries(applicationId)]);
  return rows;
}

export async function listBodies(trx: Transaction): Promise<SessionOrganisation[]> {
  return trx('organisation')
    .orderBy('id')
    .select('id', 'code', 'title', 'mnemonic', 'workplace')
    .select({ shortTitle: 'short_title', timeZone: 'time_zone' });
}

interface CasePage {
  readonly after: string | undefined;
  readonly limit: number;
}

/** A case whose clock goes: these are few beside those that were ever registered. */
const running = `a.closed_at is null and a.paused_at is null
  and a.phase in ('received', 'inProgress', 'waitingApplicant', 'awaitingApproval', 'awaitingSignature')`;

/** Ids of cases whose last day is near or has passed and of which nobody has been told, in order. */
export async function listDueCases(
  trx: Transaction,
  { today, after, limit }: CasePage & { readonly today: string },
): Promise<string[]> {
  const { rows } = await trx.raw(
    `select a.id from application a
     where ${running} and a.due_date is not null and (a.due_date < :today::date or a.warn_on <= :today::date)
       and not exists (select from deadline_mark m where m.application_id = a.id and m.due_date = a.due_date
         and m.kind = case when a.due_date < :today::date then 'passed' else 'near' end)
       and (:after::uuid is null or a.id > :after::uuid)
     order by a.id limit :limit`,
    { today, after: after ?? null, limit },
  );
  return rows.map((row: { id: string }) => row.id);
}

/** Ids of cases whose term may touch these days: one without a last day may touch any. */
export async function listOpenCases(
  trx: Transaction,
  { from, to, after, limit }: CasePage & { readonly from: string; readonly to: string },
): Promise<string[]> {
  const { rows } = await trx.raw(
    `select a.id from application a
     where ${running} and a.registered_at < :to::date and (a.due_date is null or a.due_date >= :from::date)
       and (:after::uuid is null or a.id > :after::uuid)
     order by a.id limit :limit`,
    { from, to, after: after ?? null, limit },
  );
  return rows.map((row: { id: string }) => row.id);
}

const uncounted = `definition_version v where v.kind = 'calendar'
  and not exists (select from calendar_recount r where r.version_id = v.id)`;

/** Calendars by which no open case has been reckoned yet. */
export async function listUncounted(trx: Transaction): Promise<{ id: string; content: string }[]> {
  const { rows } = await trx.raw(`select v.id, v.text as content from ${uncounted} order by v.id`);
  return rows;
}

export async function isAnyUncounted(trx: Transaction): Promise<boolean> {
  const { rows } = await trx.raw(`select v.id from ${uncounted} limit 1`);
  return rows.length > 0;
}
