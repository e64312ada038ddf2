import type { Database, Transaction } from '../db.ts';
import { prepared, type Statement, together } from '../db-batch.ts';

/** Channel of pg_notify; the message is the topic that has something new. */
export const outboxChannel = 'reglament_outbox';

export interface NewEntry {
  /** Null: the installation's own, which only the owner's transactions see. */
  readonly organisationId: string | null;
  readonly topic: string;
  /** The receiver. Entries of one lane wait for each other when too many are in flight, those of others do not. */
  readonly lane: string;
  /** The row of the topic's own table; one entry each. */
  readonly ownerId: string;
  readonly dueAt: Date;
}

/** An entry in the hands of one worker, for as long as its lease. */
export interface Claim {
  readonly id: string;
  readonly organisationId: string | null;
  readonly topic: string;
  readonly lane: string;
  readonly ownerId: string;
  readonly dueAt: Date;
  /** The fencing number: the last transaction writes only while the entry still has it. */
  readonly attempt: number;
  /** Which try this is, from 1; begins anew when a person has sent the entry again. */
  readonly tries: number;
}

export interface ClaimOptions {
  readonly topic: string;
  readonly node: string;
  readonly now: Date;
  readonly limit: number;
  /** In flight in one lane at most, over all processes. */
  readonly perLane: number;
  readonly leaseSeconds: number;
}

/** The lease ran out and the entry is in other hands or settled: what the holder did is not to be written. */
export class ClaimLost extends Error {
  constructor({ topic, id, attempt }: Claim) {
    super(`outbox entry ${topic} ${id} is no longer at attempt ${attempt}`);
    this.name = 'ClaimLost';
  }
}

/** In the transaction of the change: no commit, no entry; commit, and it is worked on at least once. */
export async function putEntry(trx: Transaction, entry: NewEntry): Promise<void> {
  await trx('outbox').insert({
    organisation_id: entry.organisationId,
    topic: entry.topic,
    lane: entry.lane,
    owner_id: entry.ownerId,
    due_at: entry.dueAt,
  });
}

/** The same for an owner that may have had an entry before: what was done or stopped is due anew, what waits is due now. */
export async function putEntryAgain(trx: Transaction, entry: NewEntry): Promise<void> {
  const { topic, ownerId, dueAt } = entry;
  const waiting = await trx('outbox').where({ topic, owner_id: ownerId }).first('id');
  if (waiting === undefined) await putEntry(trx, entry);
  else await repeatEntry(trx, { topic, ownerId }, dueAt);
}

interface OutboxRow {
  id: string;
  organisation_id: string | null;
  topic: string;
  lane: string;
  owner_id: string;
  due_at: Date;
  attempt: number;
  tries: number;
}

/** Takes what is due, the lanes in turn; one statement, committed when this resolves. */
export async function claimEntries(database: Database, options: ClaimOptions): Promise<Claim[]> {
  const { topic, now, node, limit, perLane, leaseSeconds } = options;
  const { rows } = await database.execute('select * from claim_outbox($1, $2, $3, $4, $5, $6)', [
    topic,
    now,
    node,
    limit,
    perLane,
    leaseSeconds,
  ]);
  return (rows as OutboxRow[]).map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    topic: row.topic,
    lane: row.lane,
    ownerId: row.owner_id,
    dueAt: row.due_at,
    attempt: row.attempt,
    tries: row.tries,
  }));
}

/** Lengthens the lease; false when it is too late. */
export async function renewLease(database: Database, claim: Claim, leaseSeconds: number): Promise<boolean> {
  const { rows } = await database.execute(
    `update outbox set lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and attempt = $2 and done_at is null and failed_at is null returning id`,
    [claim.id, claim.attempt, leaseSeconds],
  );
  return rows.length === 1;
}

/** First in the transaction that writes what came of it: locks the entry. @throws ClaimLost */
export async function holdClaim(trx: Transaction, claim: Claim): Promise<void> {
  const row = await trx('outbox')
    .where({ id: claim.id, attempt: claim.attempt })
    .whereNull('done_at')
    .whereNull('failed_at')
    .forUpdate()
    .first('id');
  if (row === undefined) throw new ClaimLost(claim);
}

interface Ending {
  readonly done_at?: Date;
  readonly failed_at?: Date;
  readonly due_at?: Date;
  readonly last_error?: string | null;
  readonly tries?: number;
}

async function settle(trx: Transaction, claim: Claim, ending: Ending): Promise<void> {
  const changed = await trx('outbox')
    .where({ id: claim.id, attempt: claim.attempt })
    .whereNull('done_at')
    .whereNull('failed_at')
    .update({ ...ending, lease_until: null });
  if (changed !== 1) throw new ClaimLost(claim);
}

/** @throws ClaimLost, as the two below */
export function finishClaim(trx: Transaction, claim: Claim, now: Date): Promise<void> {
  return settle(trx, claim, { done_at: now, last_error: null });
}

export interface Postponing {
  readonly dueAt: Date;
  /** Russian and for a person. */
  readonly error: string;
  /** Nothing was tried: it costs no patience. */
  readonly untried?: boolean;
}

/** To be tried again then. */
export function postponeClaim(
  trx: Transaction,
  claim: Claim,
  { dueAt, error, untried = false }: Postponing,
): Promise<void> {
  return settle(trx, claim, { due_at: dueAt, last_error: error, ...(untried ? { tries: claim.tries - 1 } : {}) });
}

/** No more tries: it waits for a person. */
export function failClaim(trx: Transaction, claim: Claim, { now, error }: { now: Date; error: string }): Promise<void> {
  return settle(trx, claim, { failed_at: now, last_error: error });
}

/** Gives the entry back untried, when the process stops. */
export async function releaseClaim(trx: Transaction, claim: Claim): Promise<void> {
  await trx('outbox')
    .where({ id: claim.id, attempt: claim.attempt })
    .whereNull('done_at')
    .whereNull('failed_at')
    .update({ lease_until: null, tries: claim.tries - 1 });
}

export interface EntryName {
  readonly topic: string;
  readonly ownerId: string;
}

/** Once more by hand, from the first try, whatever came of it before; false when it is on its way as it is, or unknown. */
export async function repeatEntry(trx: Transaction, { topic, ownerId }: EntryName, now: Date): Promise<boolean> {
  const changed = await trx('outbox')
    .where({ topic, owner_id: ownerId })
    .where((settled) => settled.whereNotNull('done_at').orWhereNotNull('failed_at'))
    .update({ done_at: null, failed_at: null, due_at: now, tries: 0 });
  if (changed === 1) await trx.raw('select pg_notify(?, ?)', [outboxChannel, topic]);
  return changed === 1;
}

const dropped = prepared(
  'drop_entry',
  `update outbox set done_at = $3, lease_until = null, attempt = attempt + 1
   where topic = $1 and owner_id = $2::uuid and done_at is null and failed_at is null`,
);

/** Not to be worked on any more, whoever has it in hand: the number moves on, so the holder's last transaction fails. */
export function droppedEntry({ topic, ownerId }: EntryName, now: Date): Statement {
  return dropped(topic, ownerId, now);
}

export async function dropEntry(trx: Transaction, name: EntryName, now: Date): Promise<void> {
  await together(trx, [droppedEntry(name, now)]);
}

/** A person does not want it to be tried any more; whoever has it in hand writes nothing. False when it is not on its way. */
export async function stopEntry(
  trx: Transaction,
  { topic, ownerId }: EntryName,
  { now, error }: { readonly now: Date; readonly error: string },
): Promise<boolean> {
  const changed = await trx('outbox')
    .where({ topic, owner_id: ownerId })
    .whereNull('done_at')
    .whereNull('failed_at')
    .update({ failed_at: now, last_error: error, lease_until: null, attempt: trx.raw('attempt + 1') });
  return changed === 1;
}

/** Its next try is now; false when it is not on its way. */
export async function hurryEntry(trx: Transaction, { topic, ownerId }: EntryName, now: Date): Promise<boolean> {
  const changed = await trx('outbox')
    .where({ topic, owner_id: ownerId })
    .whereNull('done_at')
    .whereNull('failed_at')
    .update({ due_at: now });
  if (changed === 1) await trx.raw('select pg_notify(?, ?)', [outboxChannel, topic]);
  return changed === 1;
}

/** The receiver is back: what was put off is due now. */
export async function hurryLane(trx: Transaction, lane: string, now: Date): Promise<void> {
  const { rows } = await trx.raw(
    `with hurried as (
       update outbox set due_at = :now where lane = :lane and due_at > :now and done_at is null and failed_at is null
       returning topic)
     select distinct topic from hurried`,
    { lane, now },
  );
  for (const { topic } of rows) await trx.raw('select pg_notify(?, ?)', [outboxChannel, topic]);
}
