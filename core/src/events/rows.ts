import type { Transaction } from '../db.ts';
import { type ApplicationChange, channels } from './change.ts';

/** Tells all processes of the change when, and only if, the caller's transaction commits. */
export async function notifyChange(trx: Transaction, change: ApplicationChange): Promise<void> {
  const { organisationId, applicationId, version, state } = change;
  const payload = JSON.stringify({ organisationId, applicationId, version, state });
  await trx.raw('select pg_notify(?, ?)', [channels.application, payload]);
}
