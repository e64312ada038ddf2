import type { Transaction } from '../db.ts';
import {
  type IncomingFileRow,
  type IncomingRecord,
  type IncomingStatus,
  incomingColumns,
  incomingTables,
} from './incoming-request.model.ts';

export interface IncomingPage {
  readonly organisationId: string;
  readonly status?: IncomingStatus | undefined;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The newest first; ids grow with time, so they are the cursor. */
export async function listIncoming(trx: Transaction, page: IncomingPage): Promise<IncomingRecord[]> {
  const { rows } = await trx.raw(
    `select ${incomingColumns} from ${incomingTables} where i.organisation_id = :organisationId
       and (:status::text is null or i.status = :status) and (:after::uuid is null or i.id < :after::uuid)
     order by i.id desc limit :limit`,
    { ...page, status: page.status ?? null, after: page.after ?? null },
  );
  return rows;
}

/** How many wait in each status, a thousand at most. */
export async function countIncoming(trx: Transaction, organisationId: string): Promise<Record<IncomingStatus, number>> {
  const statuses = ['new', 'inWork', 'answered', 'refused'] as const;
  const counts = statuses.map(
    (status) => `(select count(*)::int from (select from incoming_request where organisation_id = :organisationId
       and status = '${status}' limit 1000) as found) as "${status}"`,
  );
  const { rows } = await trx.raw(`select ${counts.join(', ')}`, { organisationId });
  return rows[0];
}

export async function findIncoming(trx: Transaction, id: string): Promise<IncomingRecord | undefined> {
  const { rows } = await trx.raw(`select ${incomingColumns} from ${incomingTables} where i.id = ?`, [id]);
  return rows[0];
}

/** Under its row's lock until the end of the transaction. */
export async function lockIncoming(trx: Transaction, id: string): Promise<IncomingRecord | undefined> {
  const { rows } = await trx.raw('select id from incoming_request where id = ? for update', [id]);
  return rows.length === 0 ? undefined : findIncoming(trx, id);
}

export async function listIncomingFiles(trx: Transaction, id: string): Promise<IncomingFileRow[]> {
  const { rows } = await trx.raw(
    `select id, side, name, media_type as "mediaType", size, sha256, storage_key as "storageKey", description
     from incoming_file where incoming_request_id = ? and removed_at is null order by created_at, id`,
    [id],
  );
  return rows;
}
