import type { Transaction } from '../db.ts';
import { prepared, type Statement, together, type Value } from '../db-batch.ts';
import type { NewAdminEvent } from './admin-event.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Seal } from './seal.ts';

export interface NewEvent {
  readonly applicationId: string;
  readonly organisationId: string;
  /** Of the concept that writes it, such as 'created' or 'action:register'. */
  readonly type: string;
  /** null: the system itself. */
  readonly actorId: string | null;
  readonly at: Date;
  /** JSON. Kept as canonical text, which is what the chain covers. */
  readonly payload: unknown;
}

const append = `select append_event($1::uuid, $2, $3::uuid, $4::timestamptz, $5) as id`;
const appendAlways = prepared<{ id: number }>('append_event', append);
const appendIfThere = prepared<{ id: number }>(
  'append_event_if_there',
  `${append} where exists (select from application where id = $1::uuid)`,
);

function valuesOf(event: NewEvent): Value[] {
  return [event.applicationId, event.type, event.actorId, event.at, canonicalJson(event.payload)];
}

/** The event of an application in a batch that may turn out not to have made it; then it adds nothing. */
export function addEventIfThere(event: NewEvent): Statement<{ id: number }> {
  return appendIfThere(...valuesOf(event));
}

/** As `appendEvent`, for a batch. */
export function addEvent(event: NewEvent): Statement<{ id: number }> {
  return appendAlways(...valuesOf(event));
}

/**
 * Adds to the journal inside the caller's transaction, under the row lock of the application, and gives the event's id.
 * Hashes are made in SQL. Fails when the application is not of the bodies that the transaction acts for.
 */
export async function appendEvent(trx: Transaction, event: NewEvent): Promise<number> {
  const [[row]] = await together(trx, [addEvent(event)]);
  if (row === undefined) throw new Error('an event has no id');
  return row.id;
}

/** As the owner, inside the transaction of the change that it tells of. */
export async function appendAdminEvent(trx: Transaction, event: NewAdminEvent): Promise<void> {
  const { organisationId, type, actorId, at, subject, payload } = event;
  await trx.raw('select append_admin_event(?, ?, ?::uuid, ?, ?, ?, ?)', [
    ...[organisationId, type, actorId, at],
    ...[subject.kind, subject.id, canonicalJson(payload)],
  ]);
}

/** One look at personal data, or another thing that goes on record without changing anything. */
export interface View {
  readonly at: Date;
  readonly organisationId: string | null;
  readonly userId: string | null;
  /** What was done, such as 'view' or 'download'. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly requestId: string | null;
}

const viewsInserted = prepared(
  'insert_views',
  `insert into access_log (at, organisation_id, user_id, action, subject_kind, subject_id, request_id)
   select at, "organisationId", "userId", action, "subjectKind", "subjectId", "requestId"
   from json_to_recordset($1) as view(at timestamptz, "organisationId" uuid, "userId" uuid, action text,
     "subjectKind" text, "subjectId" text, "requestId" text)`,
);

/** One text for all of them: as a placeholder for each value a thousand views would be seven thousand. */
export function insertViews(views: readonly View[]): Statement {
  return viewsInserted(JSON.stringify(views));
}

/**
 * The oldest views that are older than this; how many of whose. They come in the order of time, give or take a second, so only the
 * first ones are looked at: what stands out of order goes tomorrow. As the owner.
 */
export async function forgetViews(
  trx: Transaction,
  before: Date,
  most: number,
): Promise<{ readonly organisationId: string | null; readonly count: number }[]> {
  const { rows } = await trx.raw(
    `with first as (select id, at from access_log order by id limit ?), gone as (
       delete from access_log where id in (select id from first where at < ?) returning organisation_id)
     select organisation_id as "organisationId", count(*)::int as count from gone group by 1`,
    [most, before],
  );
  return rows;
}

/** One sealing at a time, in all processes. */
export async function lockSeals(trx: Transaction): Promise<void> {
  await trx.raw('lock table journal_seal in exclusive mode');
}

export async function insertSeal(trx: Transaction, seal: Seal): Promise<void> {
  await trx('journal_seal').insert({
    number: seal.number,
    day: seal.day,
    heads: seal.heads.length,
    up_to_event: seal.upToEvent,
    content: seal.text,
    digest: Buffer.from(seal.digest, 'hex'),
    hmac: Buffer.from(seal.hmac, 'hex'),
    created_at: seal.createdAt,
  });
}
