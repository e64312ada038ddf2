import type { FileView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { prepared, type Statement } from '../db-batch.ts';
import { type RequestRecord, requestColumns, requestTables } from './request.model.ts';

/** Requests of an application, the oldest first. */
export async function listRequests(trx: Transaction, applicationId: string): Promise<RequestRecord[]> {
  const { rows } = await trx.raw(
    `select ${requestColumns} from ${requestTables} where r.application_id = ? order by r.created_at, r.id`,
    [applicationId],
  );
  return rows;
}

export async function findRequest(trx: Transaction, id: string): Promise<RequestRecord | undefined> {
  const { rows } = await trx.raw(`select ${requestColumns} from ${requestTables} where r.id = ?`, [id]);
  return rows[0];
}

/** Under its row's lock until the end of the transaction. */
export async function lockRequest(trx: Transaction, id: string): Promise<RequestRecord | undefined> {
  const { rows } = await trx.raw('select id from request where id = ? for update', [id]);
  return rows.length === 0 ? undefined : findRequest(trx, id);
}

const lockedOver = prepared<{ id: string }>(
  'lock_request_over',
  'select id from request where id = $1::uuid and connection_id = $2::uuid for update',
);
const foundOver = prepared<RequestRecord>(
  'request_over',
  `select ${requestColumns} from ${requestTables} where r.id = $1::uuid and r.connection_id = $2::uuid`,
);

/** For a batch: a request that was asked over this connection, under its row's lock, as it stands once that is taken. */
export function lockRequestOver(
  id: string,
  connectionId: string,
): readonly [Statement<{ id: string }>, Statement<RequestRecord>] {
  return [lockedOver(id, connectionId), foundOver(id, connectionId)];
}

/** The version of the type that a request of this connection was made by. */
export async function findTypeVersion(
  trx: Transaction,
  { requestId, connectionId }: { readonly requestId: string; readonly connectionId: string },
): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select type_version_id as "typeVersionId" from request where id::text = :requestId and connection_id = :connectionId`,
    { requestId, connectionId },
  );
  return rows[0]?.typeVersionId;
}

/** Ids of requests that wait for an answer over a connection, those asked longest ago first. */
export async function listWaitingIds(trx: Transaction, connectionId: string, most: number): Promise<string[]> {
  const { rows } = await trx.raw(
    `select id from request where connection_id = ? and status = 'waiting' order by sent_at limit ?`,
    [connectionId, most],
  );
  return rows.map((row: { id: string }) => row.id);
}

/** A file of a question or of an answer, with the key of its content. */
export interface RequestFile extends Pick<FileView, 'id' | 'name' | 'mediaType' | 'size' | 'description'> {
  readonly purpose: 'request' | 'answer';
  readonly sha256: string;
  readonly storageKey: string;
}

export async function listRequestFiles(trx: Transaction, requestId: string): Promise<RequestFile[]> {
  const { rows } = await trx.raw(
    `select id, name, media_type as "mediaType", size, description, purpose, sha256, storage_key as "storageKey"
     from file where request_id = ? and removed_at is null order by created_at, id`,
    [requestId],
  );
  return rows;
}

export interface ExchangeRow {
  readonly id: string;
  readonly at: Date;
  readonly direction: 'out' | 'in';
  readonly method: string;
  readonly address: string;
  readonly status: string;
  readonly duration: number;
  readonly sent: boolean;
  readonly received: boolean;
  readonly emulated: boolean;
}

/** «История обращений к сервису»: what was said about a request, the oldest first. */
export async function listExchanges(
  trx: Transaction,
  ownerId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<ExchangeRow[]> {
  const { rows } = await trx.raw(
    `select id, at, direction, method, address, status, duration, sent is not null as sent, received is not null as received,
       coalesce(emulated, false) as emulated
     from exchange_message where owner_id = :ownerId and (:after::uuid is null or id > :after::uuid) order by id limit :limit`,
    { ownerId, after: after ?? null, limit },
  );
  return rows;
}

/** The bytes of one side of an exchange about this request. */
export async function findExchangeBytes(
  trx: Transaction,
  { ownerId, id, part }: { readonly ownerId: string; readonly id: string; readonly part: 'sent' | 'received' },
): Promise<Buffer | undefined> {
  const { rows } = await trx.raw(
    `select case when :part = 'sent' then sent else received end as bytes from exchange_message
     where id = :id and owner_id = :ownerId`,
    { ownerId, id, part },
  );
  return rows[0]?.bytes ?? undefined;
}

/**
 * Of the signature that goes out, the last one; it hangs on the file that holds what was prepared. `faulty`: it was looked at and
 * does not hold. One that nobody could check counts.
 */
export async function findSigning(
  trx: Transaction,
  { preparedFileId }: Pick<RequestRecord, 'preparedFileId'>,
): Promise<'none' | 'faulty' | 'there'> {
  if (preparedFileId === null) return 'none';
  const { rows } = await trx.raw(
    `select coalesce(verdict->>'status' in ('broken', 'expired', 'revoked'), false) as faulty from file_signature
     where file_id = ? and removed_at is null order by created_at desc, id desc limit 1`,
    [preparedFileId],
  );
  if (rows[0] === undefined) return 'none';
  return rows[0].faulty ? 'faulty' : 'there';
}

export interface FileSignature {
  readonly id: string;
  readonly storageKey: string;
  /** DER; of a bare value. */
  readonly certificate: Buffer | null;
}

/** A file's signatures, the oldest first. */
export async function listFileSignatures(trx: Transaction, fileId: string): Promise<FileSignature[]> {
  const { rows } = await trx.raw(
    `select id, storage_key as "storageKey", certificate from file_signature
     where file_id = ? and removed_at is null order by created_at, id`,
    [fileId],
  );
  return rows;
}

/** By the number that people call it by. */
export async function findIdByNumber(trx: Transaction, number: number): Promise<string | undefined> {
  const row = await trx('request').where({ number }).first('id');
  return row?.id;
}

export interface RequestPlace {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly connectionId: string | null;
}

export async function findRequestPlace(trx: Transaction, id: string): Promise<RequestPlace | undefined> {
  const row = await trx('request').where({ id }).first('application_id', 'organisation_id', 'connection_id');
  return (
    row && { applicationId: row.application_id, organisationId: row.organisation_id, connectionId: row.connection_id }
  );
}
