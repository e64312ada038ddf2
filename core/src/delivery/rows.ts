import type { Outcome, SignatureVerdict } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { prepared, type Statement, together, type Value } from '../db-batch.ts';
import type { KeptFile } from '../file/commands.ts';

export interface NewDelivery {
  /** null: over a connection of the installation. */
  readonly organisationId: string | null;
  readonly connectionId: string;
  readonly messageId: string;
  /** What it is about: `answer`, or the kind of an incoming message. */
  readonly kind: string;
  readonly requestId: string | null;
  readonly status: 'accepted' | 'late' | 'quarantine';
  /** Russian; null: nothing was wrong. */
  readonly reason: string | null;
  readonly outcome: Outcome | null;
  readonly verdicts: readonly SignatureVerdict[];
  readonly original: Uint8Array;
  readonly receivedAt: Date;
  /** Of a message that is kept apart: contents that are kept already, for when its request is found. */
  readonly files?: readonly KeptFile[];
  /** An emulator has made it. */
  readonly emulated?: boolean;
  /** The system that has sent it, where several may. */
  readonly sender?: string | null;
}

const inserting = `insert into delivery (organisation_id, connection_id, message_id, kind, request_id, status, reason, outcome,
    verdicts, original, received_at, files, emulated, sender)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
const inserted = prepared('insert_delivery', inserting);
const insertedOnce = prepared<{ id: string }>(
  'insert_delivery_once',
  `${inserting} on conflict (connection_id, message_id) do nothing returning id`,
);

function valuesOf(row: NewDelivery): Value[] {
  return [
    ...[row.organisationId, row.connectionId, row.messageId, row.kind, row.requestId, row.status, row.reason],
    row.outcome === null ? null : JSON.stringify(row.outcome),
    JSON.stringify(row.verdicts),
    Buffer.from(row.original),
    row.receivedAt,
    JSON.stringify(row.files ?? []),
    ...[row.emulated ?? null, row.sender ?? null],
  ];
}

/** For a batch, of a message that has not come before; should it have come just now after all, the whole transaction fails. */
export function addDelivery(row: NewDelivery): Statement {
  return inserted(...valuesOf(row));
}

/** False: the message has come before, and has had its effect. */
export async function insertDelivery(trx: Transaction, row: NewDelivery): Promise<boolean> {
  const [rows] = await together(trx, [insertedOnce(...valuesOf(row))]);
  return rows.length > 0;
}

export interface Judgement extends Pick<NewDelivery, 'status'> {
  readonly reason?: string;
  /** Of a portal's message: the one it has brought, or is about. */
  readonly applicationId?: string;
  /** What it asks for, when a person may have it carried out yet; its files are kept with it. */
  readonly command?: KeptCommand;
}

/** Its files stand apart: they are what keeps the contents from being swept away. */
export interface KeptCommand {
  readonly files: readonly KeptFile[];
}

/** What came of a message that was stored in the same transaction. */
export async function judgeDelivery(
  trx: Transaction,
  { connectionId, messageId }: Pick<NewDelivery, 'connectionId' | 'messageId'>,
  { status, reason, applicationId, command }: Judgement,
): Promise<void> {
  const change = { status, reason: reason ?? null, application_id: applicationId ?? null };
  const kept = command === undefined ? {} : keptColumns(command);
  await trx('delivery')
    .where({ connection_id: connectionId, message_id: messageId })
    .update({ ...change, ...kept });
}

function keptColumns({ files, ...rest }: KeptCommand) {
  return { command: JSON.stringify(rest), files: JSON.stringify(files) };
}

/** A person has dealt with it; false when somebody did before. */
export async function markResolved(
  trx: Transaction,
  id: string,
  { resolution, userId, now }: { readonly resolution: string; readonly userId: string; readonly now: Date },
): Promise<boolean> {
  const changed = await trx('delivery')
    .where({ id, status: 'quarantine' })
    .update({ status: 'resolved', command: null, resolution, resolved_by: userId, resolved_at: now });
  return changed === 1;
}

/** A person has found the request that it belongs to, and it has had its effect; false when somebody dealt with it before. */
export async function markAssigned(
  trx: Transaction,
  id: string,
  by: { readonly requestId: string; readonly resolution: string; readonly userId: string; readonly now: Date },
): Promise<boolean> {
  const changed = await trx('delivery').where({ id, status: 'quarantine' }).update({
    status: 'accepted',
    request_id: by.requestId,
    resolution: by.resolution,
    resolved_by: by.userId,
    resolved_at: by.now,
  });
  return changed === 1;
}

/** A person lets it be carried out; undefined when it asks for nothing, or somebody dealt with it before. */
export async function markReleased(
  trx: Transaction,
  id: string,
  { resolution, userId, now }: { readonly resolution: string; readonly userId: string; readonly now: Date },
): Promise<ReleasedMessage | undefined> {
  const { rows } = await trx.raw(
    `with kept as (
       select id, command || jsonb_build_object('files', files) as command, application_id from delivery
       where id = :id and status = 'quarantine' and command is not null for update)
     update delivery d set status = 'accepted', command = null, resolution = :resolution, resolved_by = :userId,
       resolved_at = :now from kept where d.id = kept.id
     returning kept.command, d.application_id as "applicationId", d.connection_id as "connectionId", d.message_id as "messageId"`,
    { id, resolution, userId, now },
  );
  return rows[0];
}

export interface ReleasedMessage {
  readonly command: KeptCommand;
  readonly applicationId: string;
  readonly connectionId: string;
  readonly messageId: string;
}
