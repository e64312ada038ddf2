import type { Database } from '../../core/src/db.ts';

/** As one who owns the server would: the triggers do not fire. */
export async function tamper(database: Database, ...statements: string[]): Promise<void> {
  await database.asOwner(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    for (const statement of statements) await trx.raw(statement);
  });
}

/** One more row of the journal for each of the applications, as often as `count` says. */
export function appendToAll(database: Database, ids: readonly string[], count: number): Promise<unknown> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw('select organisation_id, creator_id from application where id = ?', [
      ids[0] ?? null,
    ]);
    await trx.raw("select set_config('reglament.bodies', ?, true)", [rows[0].organisation_id]);
    return trx.raw(
      `select count(append_event(id, 'changed', ?, now(), jsonb_build_object('application', id, 'n', n)::text))
       from generate_series(1, ?::int) n, unnest(?::uuid[]) id`,
      [rows[0].creator_id, count, [...ids]],
    );
  });
}

export const where = (id: string, seq: number) => `application_id = '${id}' and seq = ${seq}`;
const idOf = (id: string, seq: number) => `(select id from application_event where ${where(id, seq)})`;

/** Each: what is done to row `seq` of an application, how it is undone, and which row must be named. */
export const tampers = {
  'другой тип': {
    spoil: (id, seq) => [`update application_event set type = type || '!' where ${where(id, seq)}`],
    mend: (id, seq) => [`update application_event set type = rtrim(type, '!') where ${where(id, seq)}`],
    problem: 'chain',
  },
  'другое время': {
    spoil: (id, seq) => [`update application_event set at = at + interval '1 microsecond' where ${where(id, seq)}`],
    mend: (id, seq) => [`update application_event set at = at - interval '1 microsecond' where ${where(id, seq)}`],
    problem: 'chain',
  },
  'другой сотрудник': {
    spoil: (id, seq) => [`update application_event set actor_id = null where ${where(id, seq)}`],
    mend: (id, seq) => [
      `update application_event set actor_id = (select creator_id from application where id = '${id}') where ${where(id, seq)}`,
    ],
    problem: 'chain',
  },
  'другой хеш содержания': {
    spoil: (id, seq) => [`update application_event set payload_hash = payload_hash || 'x' where ${where(id, seq)}`],
    mend: (id, seq) => [
      `update application_event set payload_hash = substring(payload_hash for 32) where ${where(id, seq)}`,
    ],
    problem: 'chain',
  },
  'другое содержание': {
    spoil: (id, seq) => [`update application_event_payload set text = text || ' ' where event_id = ${idOf(id, seq)}`],
    mend: (id, seq) => [`update application_event_payload set text = rtrim(text) where event_id = ${idOf(id, seq)}`],
    problem: 'payload',
  },
  'содержание удалено': {
    spoil: (id, seq) => [
      `create table kept as select * from application_event_payload where event_id = ${idOf(id, seq)}`,
      `delete from application_event_payload where event_id = ${idOf(id, seq)}`,
    ],
    mend: () => ['insert into application_event_payload select * from kept', 'drop table kept'],
    problem: 'payloadMissing',
  },
  'запись удалена': {
    spoil: (id, seq) => [
      `create table kept as select * from application_event where ${where(id, seq)}`,
      `delete from application_event where ${where(id, seq)}`,
    ],
    mend: () => ['insert into application_event overriding system value select * from kept', 'drop table kept'],
    problem: 'gap',
  },
  'записи переставлены': {
    spoil: (id, seq) => swap(id, seq),
    mend: (id, seq) => swap(id, seq),
    problem: 'chain',
  },
  'запись вставлена': {
    spoil: (id, seq) => [
      `update application_event set seq = seq + 1000 where application_id = '${id}' and seq >= ${seq}`,
      `update application_event set seq = seq - 999 where application_id = '${id}' and seq >= 1000`,
      `insert into application_event (organisation_id, application_id, seq, type, at, payload_hash, chain_hash)
         select organisation_id, application_id, ${seq}, 'forged', at, payload_hash, chain_hash
         from application_event where ${where(id, seq + 1)}`,
    ],
    mend: (id, seq) => [
      `delete from application_event where ${where(id, seq)}`,
      `update application_event set seq = seq + 1000 where application_id = '${id}' and seq > ${seq}`,
      `update application_event set seq = seq - 1001 where application_id = '${id}' and seq >= 1000`,
    ],
    problem: 'chain',
  },
} as const satisfies Record<
  string,
  { spoil: (id: string, seq: number) => string[]; mend: (id: string, seq: number) => string[]; problem: string }
>;

function swap(id: string, seq: number): string[] {
  return [
    `update application_event set seq = 100000 where ${where(id, seq)}`,
    `update application_event set seq = ${seq} where ${where(id, seq + 1)}`,
    `update application_event set seq = ${seq + 1} where ${where(id, 100000)}`,
  ];
}

/** The same row of «random» numbers each run (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
