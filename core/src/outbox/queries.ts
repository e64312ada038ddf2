import type { Database, Transaction } from '../db.ts';
import { type DeskSearch, daysCondition, MOST_COUNTED } from '../exchange/desk-search.ts';

export interface TopicDepth {
  readonly topic: string;
  /** Due now and in nobody's hands. */
  readonly waiting: number;
  /** Given up; a person decides. */
  readonly failed: number;
}

/** Counts of the whole installation, by topic. */
export async function outboxDepth(database: Database, now: Date): Promise<TopicDepth[]> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw(
      `select topic, count(*) filter (where failed_at is null and due_at <= ? and coalesce(lease_until <= now(), true))::int
         as waiting, count(failed_at)::int as failed
       from outbox where done_at is null group by topic order by topic`,
      [now],
    );
    return rows;
  });
}

/** The case, and the request of ours or of another body, that an entry belongs to; null: to neither. */
interface EntrySubject {
  readonly application: string | null;
  readonly request: number | null;
}

/** What could not be sent and waits for a person. */
export interface StoppedEntry extends EntrySubject {
  readonly id: string;
  readonly topic: string;
  readonly ownerId: string;
  /** Title of the connection it was to go over; null: of a webhook. */
  readonly connection: string | null;
  readonly failedAt: Date;
  readonly tries: number;
  readonly error: string | null;
}

export interface DeskPage extends DeskEntries {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Which entries of the body are looked for. */
export interface DeskEntries {
  readonly organisationId: string;
  readonly search: DeskSearch;
  readonly topic?: string | undefined;
}

const states = {
  stopped: { condition: 'o.failed_at is not null', at: 'o.failed_at' },
  outgoing: { condition: 'o.done_at is null and o.failed_at is null', at: 'o.created_at' },
} as const;

type DeskState = keyof typeof states;

const subject = `select a.number as application, r.number as request from request r
       left join application a on a.id = r.application_id where r.id = o.owner_id
     union all select null, i.number from incoming_request i where i.id = o.owner_id`;

function wanted(state: DeskState): string {
  const { condition, at } = states[state];
  return `o.organisation_id = :organisationId and ${condition} and (:topic::text is null or o.topic = :topic)
       and (:connection::text is null or o.lane = :connection) and (:words::text is null or o.last_error ilike :words
         or exists (select from (${subject}) as about where concat_ws(' ', about.application, about.request) ilike :words))
       and ${daysCondition(at)}`;
}

function bindings({ organisationId, topic, search }: DeskEntries) {
  return { organisationId, topic: topic ?? null, ...search };
}

/** How many there are, a thousand at most. */
export async function countEntries(trx: Transaction, state: DeskState, entries: DeskEntries): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as count from (select from outbox o where ${wanted(state)} limit ${MOST_COUNTED}) as few`,
    bindings(entries),
  );
  return rows[0].count;
}

/** The newest first. */
export async function listStopped(trx: Transaction, page: DeskPage): Promise<StoppedEntry[]> {
  const { rows } = await trx.raw(
    `select o.id, o.topic, o.owner_id as "ownerId", c.title as connection, o.failed_at as "failedAt", o.tries,
       o.last_error as error, about.application, about.request
     from outbox o left join connection c on c.id::text = o.lane left join lateral (${subject}) as about on true
     where ${wanted('stopped')}
       and (:after::uuid is null or o.id < :after::uuid) order by o.id desc limit :limit`,
    { ...bindings(page), limit: page.limit, after: page.after ?? null },
  );
  return rows;
}

export async function findStopped(
  trx: Transaction,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
): Promise<{ topic: string; ownerId: string } | undefined> {
  const row = await trx('outbox')
    .where({ id, organisation_id: organisationId })
    .whereNotNull('failed_at')
    .first('topic', 'owner_id');
  return row && { topic: row.topic, ownerId: row.owner_id };
}

/** What is on its way, and what waits for its next try. */
export interface OutgoingEntry extends EntrySubject {
  readonly id: string;
  readonly topic: string;
  readonly ownerId: string;
  /** Title of the connection it goes over; null: none, as of an event for a subscriber. */
  readonly connection: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly tries: number;
  /** What the last try met; null before the first. */
  readonly error: string | null;
  /** A worker has it in hand. */
  readonly busy: boolean;
}

/** The oldest first; ids grow with time, so they are the cursor. */
export async function listOutgoing(trx: Transaction, page: DeskPage): Promise<OutgoingEntry[]> {
  const { rows } = await trx.raw(
    `select o.id, o.topic, o.owner_id as "ownerId", c.title as connection, o.created_at as "createdAt",
       o.due_at as "dueAt", o.tries, o.last_error as error, coalesce(o.lease_until > clock_timestamp(), false) as busy,
       about.application, about.request
     from outbox o left join connection c on c.id::text = o.lane left join lateral (${subject}) as about on true
     where ${wanted('outgoing')}
       and (:after::uuid is null or o.id > :after::uuid) order by o.id limit :limit`,
    { ...bindings(page), limit: page.limit, after: page.after ?? null },
  );
  return rows;
}

/** Undefined when it is not on its way any more. */
export async function findOutgoing(
  trx: Transaction,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
): Promise<{ topic: string; ownerId: string } | undefined> {
  const row = await trx('outbox')
    .where({ id, organisation_id: organisationId })
    .whereNull('done_at')
    .whereNull('failed_at')
    .first('topic', 'owner_id');
  return row && { topic: row.topic, ownerId: row.owner_id };
}
