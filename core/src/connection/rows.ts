import type { Json, JsonObject } from '@reglament/sdk';
import type { Database, Transaction } from '../db.ts';
import type { Breaker } from './breaker.ts';
import { type LogLine, mostLogLines } from './log-line.ts';
import type { ValueName } from './queries.ts';
import { type Reception, receptionInOrder } from './reception.ts';

/** Channel of pg_notify: a connection may have something to be fetched, or has been changed. */
export const connectionChannel = 'reglament_connection';

/** Channel of pg_notify: a connection has been led to an emulator. */
export const emulatorChannel = 'reglament_emulator';

export interface ConnectionChange {
  readonly title: string;
  readonly settings: JsonObject;
  readonly secrets: Buffer | null;
  readonly enabled: boolean;
  readonly emulated: boolean;
}

export interface NewConnection extends ConnectionChange {
  readonly id: string;
  readonly organisationId: string | null;
  readonly plugin: string;
  readonly code: string;
  readonly createdAt: Date;
}

/** As the owner: the application's role writes no connections. */
export async function insertConnection(trx: Transaction, row: NewConnection): Promise<void> {
  await trx('connection').insert({
    id: row.id,
    organisation_id: row.organisationId,
    plugin: row.plugin,
    code: row.code,
    title: row.title,
    settings: JSON.stringify(row.settings),
    secrets: row.secrets,
    enabled: row.enabled,
    emulated: row.emulated,
    created_at: row.createdAt,
    updated_at: row.createdAt,
  });
  await wakeConnections(trx);
  if (row.emulated) await wakeEmulators(trx);
}

/** A new version: every process opens it anew, asks at once, and the breaker forgets what the old settings had led to. */
export async function updateConnection(
  trx: Transaction,
  { id, version, now }: { readonly id: string; readonly version: number; readonly now: Date },
  change: ConnectionChange,
): Promise<boolean> {
  const changed = await trx('connection')
    .where({ id, version })
    .update({
      title: change.title,
      settings: JSON.stringify(change.settings),
      secrets: change.secrets,
      enabled: change.enabled,
      emulated: change.emulated,
      version: version + 1,
      updated_at: now,
      ...freshColumns(trx),
    });
  await wakeConnections(trx);
  if (change.emulated) await wakeEmulators(trx);
  return changed === 1;
}

/** The emulators have just been opened: what could not be reached before is asked at once. */
export async function freshenEmulated(trx: Transaction): Promise<void> {
  await trx('connection').where({ emulated: true }).update(freshColumns(trx));
  await wakeConnections(trx);
}

function freshColumns(trx: Transaction) {
  return {
    health: null,
    checked_at: null,
    breaker_failures: 0,
    breaker_opened_at: null,
    breaker_retry_at: null,
    breaker_reason: null,
    ...receptionColumns(receptionInOrder),
    poll_due_at: trx.raw(`'-infinity'`),
    poll_pause: 0,
  };
}

export async function saveHealth(
  trx: Transaction,
  id: string,
  { ok, text, at }: { readonly ok: boolean; readonly text: string; readonly at: Date },
): Promise<void> {
  await trx('connection')
    .where({ id })
    .update({ health: JSON.stringify({ ok, text }), checked_at: at });
}

export async function saveBreaker(trx: Transaction, id: string, breaker: Breaker): Promise<void> {
  await trx('connection').where({ id }).update({
    breaker_failures: breaker.failures,
    breaker_opened_at: breaker.openedAt,
    breaker_retry_at: breaker.retryAt,
    breaker_reason: breaker.reason,
  });
}

export async function saveReception(trx: Transaction, id: string, reception: Reception): Promise<void> {
  await trx('connection').where({ id }).update(receptionColumns(reception));
}

function receptionColumns({ failures, failingSince, reason, trouble }: Reception) {
  return {
    reception_failures: failures,
    reception_failing_since: failingSince,
    reception_reason: reason,
    reception_trouble: trouble,
  };
}

/** The one try while the breaker is open: whoever moves the moment on has it. */
export async function takeProbe(
  trx: Transaction,
  id: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const changed = await trx('connection')
    .where({ id })
    .where('breaker_retry_at', '<=', now)
    .update({ breaker_retry_at: until });
  return changed === 1;
}

/** False when there is one of this round already. */
export async function insertValue(
  trx: Transaction,
  { connectionId, owner, key }: ValueName,
  { round, value }: { readonly round: number; readonly value: Json },
): Promise<boolean> {
  const rows = await trx('provider_value')
    .insert({ connection_id: connectionId, owner, key, round, value: JSON.stringify(value) })
    .onConflict(['connection_id', 'owner', 'key', 'round'])
    .ignore()
    .returning('round');
  return rows.length > 0;
}

export interface PollClaim {
  readonly id: string;
  readonly organisationId: string | null;
  readonly pause: number;
}

/** One connection whose turn it is to be asked, for this process alone as long as the lease lasts. */
export async function claimPoll(
  database: Database,
  { now, node, leaseSeconds }: { readonly now: Date; readonly node: string; readonly leaseSeconds: number },
): Promise<PollClaim | undefined> {
  const { rows } = await database.execute(
    `update connection set poll_node = $2, poll_lease_until = clock_timestamp() + make_interval(secs => $3),
       poll_due_at = 'infinity'
     where id = (select id from connection where enabled and (poll_lease_until is null and poll_due_at <= $1
         or poll_lease_until <= clock_timestamp())
       order by poll_due_at limit 1 for update skip locked)
     returning id, organisation_id as "organisationId", poll_pause as pause`,
    [now, node, leaseSeconds],
  );
  return (rows as PollClaim[])[0];
}

/** Lengthens the lease; false when it is too late. */
export async function renewPoll(
  database: Database,
  id: string,
  { node, leaseSeconds }: { readonly node: string; readonly leaseSeconds: number },
): Promise<boolean> {
  const { rows } = await database.execute(
    `update connection set poll_lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and poll_node = $2 and poll_lease_until > clock_timestamp() returning id`,
    [id, node, leaseSeconds],
  );
  return rows.length === 1;
}

/** `dueAt` null: there is nothing to ask of it until its settings change. Somebody may have wished it sooner meanwhile. */
export async function finishPoll(
  database: Database,
  { id, node }: { readonly id: string; readonly node: string },
  { dueAt, pause }: { readonly dueAt: Date | null; readonly pause: number },
): Promise<void> {
  await database.execute(
    `update connection set poll_node = null, poll_lease_until = null, poll_pause = $4,
       poll_due_at = least(poll_due_at, coalesce($3::timestamptz, 'infinity'))
     where id = $1 and poll_node = $2`,
    [id, node, dueAt, pause],
  );
}

/** Something is expected of it soon: it is asked then at the latest. */
export async function pollSoon(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx('connection').where({ id }).where('poll_due_at', '>', at).update({ poll_due_at: at, poll_pause: 0 });
  await wakeConnections(trx);
}

/** The connections of a body, when something has been laid into their queue. */
export async function pollBodySoon(trx: Transaction, organisationId: string, at: Date): Promise<void> {
  await trx('connection')
    .where({ organisation_id: organisationId, enabled: true })
    .update({ poll_due_at: at, poll_pause: 0 });
  await wakeConnections(trx);
}

async function wakeConnections(trx: Transaction): Promise<void> {
  await trx.raw('select pg_notify(?, ?)', [connectionChannel, '']);
}

async function wakeEmulators(trx: Transaction): Promise<void> {
  await trx.raw('select pg_notify(?, ?)', [emulatorChannel, '']);
}

export interface NewExchange {
  readonly connectionId: string;
  readonly organisationId: string | null;
  /** The request, reply or notice it was about. */
  readonly ownerId: string | null;
  readonly at: Date;
  readonly direction: 'out' | 'in';
  readonly method: string;
  readonly address: string;
  readonly status: string;
  readonly duration: number;
  readonly sent: Uint8Array | null;
  readonly received: Uint8Array | null;
  /** The other side was an emulator. */
  readonly emulated: boolean;
}

export async function insertExchange(trx: Transaction, row: NewExchange): Promise<void> {
  await trx('exchange_message').insert({
    connection_id: row.connectionId,
    organisation_id: row.organisationId,
    owner_id: row.ownerId,
    at: row.at,
    direction: row.direction,
    method: row.method,
    address: row.address,
    status: row.status,
    duration: row.duration,
    sent: row.sent,
    received: row.received,
    emulated: row.emulated,
  });
}

/** What plugins have said in this process, by connection; what is more than is kept of a connection goes. As the owner. */
export async function insertLogLines(
  trx: Transaction,
  node: string,
  said: ReadonlyMap<string, readonly LogLine[]>,
): Promise<void> {
  const lines = [...said].flatMap(([connection, own]) => own.map((line) => ({ connection, ...line })));
  await trx.raw(
    `insert into plugin_log (connection_id, at, node, event, facts)
     select line.connection, line.at, ?, line.event, line.facts
     from json_to_recordset(?) as line(connection uuid, at timestamptz, event text, facts json)
       join connection on connection.id = line.connection`,
    [node, storableText(lines)],
  );
  // What another process is taking away just now is left to it.
  await trx.raw(
    `delete from plugin_log where number in (
       select old.number from json_array_elements_text(?) as one(id) join plugin_log old on old.connection_id = one.id::uuid
       where old.number <= (select number from plugin_log where connection_id = old.connection_id
                            order by number desc offset ? limit 1)
       for update of old skip locked)`,
    [JSON.stringify([...said.keys()]), mostLogLines],
  );
}

/** PostgreSQL keeps no NUL and no half of a pair, and what a plugin quotes of the other side may hold both. */
function storableText(lines: readonly object[]): string {
  return JSON.stringify(lines, (_key, value) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  );
}
