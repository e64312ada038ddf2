import type { Knex } from 'knex';
import type { Transaction } from '../db.ts';
import { liftTimeLimits } from '../db-patience.ts';
import type { Head } from './seal.ts';

export interface JournalEntry {
  readonly id: number;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: { readonly id: string; readonly name: string } | null;
  /** null when it was destroyed by law. */
  readonly payload: unknown;
  readonly destroyedAt: Date | null;
  /** Hex. */
  readonly chainHash: string;
}

export interface JournalPage {
  /** Entries with a greater `seq`. */
  readonly after: number;
  readonly limit: number;
  /** Types that begin so, or those that do not. */
  readonly types?: { readonly prefixes: readonly string[]; readonly within: boolean } | undefined;
  /** null: what the platform did by itself. */
  readonly actorId?: string | null | undefined;
}

export interface JournalActor {
  /** null: the platform itself. */
  readonly id: string | null;
  readonly name: string;
}

/** Whoever has done anything on an application, by name; the platform last. */
export async function actorsOf(trx: Transaction, applicationId: string): Promise<JournalActor[]> {
  const { rows } = await trx.raw(
    `select u.id, coalesce(concat_ws(' ', u.surname, u.name, u.patronymic), '') as name
     from (select distinct actor_id from application_event where application_id = ?) e
       left join user_account u on u.id = e.actor_id order by u.id is null, 2`,
    [applicationId],
  );
  return rows;
}

/** The journal of one application that the transaction may see, the oldest first; a payload may be large, so by pages. */
export async function journalOf(
  trx: Transaction,
  applicationId: string,
  page: JournalPage = { after: 0, limit: 100 },
): Promise<JournalEntry[]> {
  const rows = await trx('application_event as event')
    .leftJoin('application_event_payload as payload', 'payload.event_id', 'event.id')
    .leftJoin('user_account as actor', 'actor.id', 'event.actor_id')
    .where('event.application_id', applicationId)
    .where('event.seq', '>', page.after)
    .where(chosenBy(page))
    .orderBy('event.seq')
    .limit(page.limit)
    .select('event.id', 'event.seq', 'event.type', 'event.at', 'event.actor_id', 'payload.text', 'payload.destroyed_at')
    .select('actor.surname', 'actor.name', 'actor.patronymic', 'event.chain_hash');
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    type: row.type,
    at: row.at,
    actor:
      row.actor_id === null
        ? null
        : { id: row.actor_id, name: [row.surname, row.name, row.patronymic].filter(Boolean).join(' ') },
    payload: row.text === null ? null : JSON.parse(row.text),
    destroyedAt: row.destroyed_at,
    chainHash: row.chain_hash.toString('hex'),
  }));
}

function chosenBy({ types, actorId }: JournalPage): (where: Knex.QueryBuilder) => void {
  return (where) => {
    if (actorId !== undefined) where.where('event.actor_id', actorId);
    if (types === undefined) return;
    const any = 'starts_with(event.type, any_prefix)';
    const found = `exists (select from unnest(?::text[]) any_prefix where ${any})`;
    where.whereRaw(types.within ? found : `not ${found}`, [[...types.prefixes]]);
  };
}

type RowProblem = 'gap' | 'chain' | 'payloadMissing' | 'payload';

export interface BadRow {
  readonly applicationId: string;
  /** Of a gap: the row that should be there. */
  readonly seq: number;
  readonly problem: RowProblem;
}

export interface ChainCheck {
  readonly rows: number;
  readonly badRows: number;
  /** The first of them, by application and seq. */
  readonly first: readonly BadRow[];
}

/**
 * Each row is held against the one before it; nothing leaves the server but the verdict. Payloads are judged before the
 * rows are put in order, so that only hashes are sorted.
 */
const CHECK = `
  with event as (
    select e.*, case
      when p.event_id is null then 'payloadMissing'
      when p.organisation_id <> e.organisation_id
        or (p.destroyed_at is null and e.payload_hash is distinct from sha256(convert_to(p.text, 'UTF8'))) then 'payload'
    end as payload_problem
    from application_event e left join application_event_payload p on p.event_id = e.id
  ), ordered as (
    select *, lag(chain_hash) over history as previous, coalesce(lag(seq) over history, 0) + 1 as expected
    from event window history as (partition by application_id order by seq)
  ), judged as (
    select application_id, seq, expected, case
      when seq <> expected then 'gap'
      when chain_hash <> event_chain_hash(previous, payload_hash, application_id, organisation_id, seq, actor_id, at, type)
        then 'chain'
      else payload_problem
    end as problem from ordered
  ), counted as (
    select count(*) as rows, count(problem) as bad from judged
  )
  select rows, bad, (
    select coalesce(json_agg(first), '[]') from (
      select application_id as "applicationId", least(seq, expected) as seq, problem from judged where problem is not null
      order by application_id, judged.seq limit ?
    ) as first
  ) as first from counted`;

/** Reading a journal of years takes longer than a person's request may. */
export async function readAtLeisure(trx: Transaction): Promise<void> {
  await liftTimeLimits(trx);
  await trx.raw("set local work_mem = '256MB'");
}

/** Names `most` bad rows at most. */
export async function checkChains(trx: Transaction, most: number): Promise<ChainCheck> {
  const { rows } = await trx.raw(CHECK, [most]);
  const [{ rows: count, bad, first }] = rows;
  return { rows: count, badRows: bad, first };
}

/** An application whose journal is gone altogether; each has had at least the event of its creation. */
export async function findApplicationWithoutJournal(trx: Transaction): Promise<string | undefined> {
  const { rows } = await trx.raw(`
    select id from application a
    where not exists (select from application_event e where e.application_id = a.id) order by id limit 1`);
  return rows[0]?.id;
}

export interface BrokenHead {
  readonly applicationId: string;
  /** The sealed row, or the first row that is missing. */
  readonly seq: number;
  readonly problem: 'cutTail' | 'sealMismatch';
}

/** The first sealed head that the journal no longer has: cut off, or replaced by a chain made anew. */
export async function findBrokenHead(trx: Transaction, heads: readonly Head[]): Promise<BrokenHead | undefined> {
  const { rows } = await trx.raw(
    `select sealed.application_id, event.chain_hash is null as gone, sealed.seq,
       (select coalesce(max(e.seq), 0) + 1 from application_event e
         where e.application_id = sealed.application_id and e.seq < sealed.seq) as missing
     from unnest(?::uuid[], ?::int[], ?::text[]) as sealed (application_id, seq, chain_hash)
     left join application_event event on event.application_id = sealed.application_id and event.seq = sealed.seq
     where event.chain_hash is distinct from decode(sealed.chain_hash, 'hex')
     order by sealed.application_id limit 1`,
    [heads.map((head) => head.applicationId), heads.map((head) => head.seq), heads.map((head) => head.chainHash)],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    applicationId: row.application_id,
    seq: row.gone ? row.missing : row.seq,
    problem: row.gone ? 'cutTail' : 'sealMismatch',
  };
}

/**
 * The id up to which every event is settled. Waits for the transactions that are writing now and holds new ones up for
 * as long, because ids are given out before they are committed; the lock ends with this transaction, so keep it short.
 */
export async function settledEvent(trx: Transaction): Promise<number> {
  await trx.raw('lock table application_event in share mode');
  const { rows } = await trx.raw('select coalesce(max(id), 0) as id from application_event');
  return rows[0].id;
}

/** The last rows of the applications that have an event with an id in (after, upTo]. */
export async function headsBetween(trx: Transaction, after: number, upTo: number): Promise<Head[]> {
  const { rows } = await trx.raw(
    `select distinct on (application_id) application_id, seq, encode(chain_hash, 'hex') as chain_hash
     from application_event where id > ? and id <= ? order by application_id, seq desc`,
    [after, upTo],
  );
  return rows.map((row: { application_id: string; seq: number; chain_hash: string }) => ({
    applicationId: row.application_id,
    seq: row.seq,
    chainHash: row.chain_hash,
  }));
}

export interface StoredSeal {
  readonly number: number;
  readonly text: string;
  /** Hex. */
  readonly hmac: string;
}

export async function storedSealNumbers(trx: Transaction): Promise<number[]> {
  return trx('journal_seal').orderBy('number').pluck('number');
}

export async function findStoredSeal(trx: Transaction, number: number): Promise<StoredSeal | undefined> {
  return trx('journal_seal')
    .where({ number })
    .first('number', 'content as text', trx.raw("encode(hmac, 'hex') as hmac"));
}
