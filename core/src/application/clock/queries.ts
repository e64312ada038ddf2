import type { LedgerEntry } from '../../calendar/ledger.ts';
import type { Transaction } from '../../db.ts';
import { prepared, together } from '../../db-batch.ts';

/** The ledger of an application's term, by its id, from its start on; empty before it is registered. */
export const askClockEntries = prepared<LedgerEntry>(
  'clock_entries',
  'select kind, at, days, reason from clock_entry where application_id = $1 order by seq',
);

export async function readClockEntries(trx: Transaction, applicationId: string): Promise<LedgerEntry[]> {
  const [rows] = await together(trx, [askClockEntries(applicationId)]);
  return rows;
}
