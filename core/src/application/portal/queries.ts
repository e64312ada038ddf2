import type { Transaction } from '../../db.ts';
import type { PortalRef } from './portal-command.ts';

/** Id of the application that came over this connection under this name. */
export async function findFromPortal(trx: Transaction, portal: PortalRef): Promise<string | undefined> {
  const row = await trx('application')
    .where({ portal_connection_id: portal.connectionId, external_id: portal.externalId })
    .first('id');
  return row?.id;
}

/** The systems that may speak of an application, the one that filed it first; empty: nobody has recorded it. */
export async function findSenders(trx: Transaction, id: string): Promise<readonly string[]> {
  const { rows } = await trx.raw(`select external_reference -> 'senders' as senders from application where id = ?`, [
    id,
  ]);
  return rows[0]?.senders ?? [];
}
