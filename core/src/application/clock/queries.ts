import type { LedgerEntry } from '../../calendar/ledger.ts';
import type { Transaction } from '../../db.ts';

/** The ledger of an application's term, from its start on; empty before it is registered. */
export async function readClockEntries(trx: Transaction, applicationId: string): Promise<LedgerEntry[]> {
  return trx('clock_entry')
    .where({ application_id: applicationId })
    .orderBy('seq')
    .select('kind', 'at', 'days', 'reason');
}
