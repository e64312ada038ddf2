import type { BodyRef, Json } from '@reglament/sdk';
import type { Database, Transaction } from '../db.ts';
import type { Breaker } from './breaker.ts';
import { type ConnectionRecord, connectionColumns, type StoredConnection } from './connection.model.ts';
import { type KeptLine, mostLogLines } from './log-line.ts';
import type { Reception } from './reception.ts';

/** Connections of these bodies and of the installation, by title. */
export async function listConnections(trx: Transaction): Promise<ConnectionRecord[]> {
  const { rows } = await trx.raw(
    `select ${connectionColumns} from connection c order by c.organisation_id nulls last, c.title, c.id`,
  );
  return rows;
}

export async function findConnection(trx: Transaction, id: string): Promise<ConnectionRecord | undefined> {
  const { rows } = await trx.raw(`select ${connectionColumns} from connection c where c.id = ?`, [id]);
  return rows[0];
}

export interface Wanted {
  readonly organisationId: string;
  readonly plugin: string;
}

/** The body's own connection with a plugin that is switched on; the oldest when there are several. */
export async function findConnectionOf(trx: Transaction, wanted: Wanted): Promise<ConnectionRecord | undefined> {
  const { rows } = await trx.raw(
    `select ${connectionColumns} from connection c
     where c.organisation_id = :organisationId and c.plugin = :plugin and c.enabled order by c.id limit 1`,
    { ...wanted },
  );
  return rows[0];
}

export type ConnectionOfBody = Pick<ConnectionRecord, 'plugin' | 'title' | 'enabled'>;

/** The body's own connections, switched on or not, the oldest first. */
export async function listConnectionsOf(trx: Transaction, organisationId: string): Promise<ConnectionOfBody[]> {
  return trx('connection')
    .where({ organisation_id: organisationId })
    .orderBy('id')
    .select('plugin', 'title', 'enabled');
}

/** The body's first connection of any of these plugins that is switched on. */
export async function findNotifierId(
  trx: Transaction,
  { organisationId, plugins }: { readonly organisationId: string; readonly plugins: readonly string[] },
): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select c.id from connection c where c.organisation_id = :organisationId and c.plugin = any(:plugins::text[]) and c.enabled
     order by c.id limit 1`,
    { organisationId, plugins: [...plugins] },
  );
  return rows[0]?.id;
}

const storedColumns = `c.id, c.plugin, c.code, c.settings, c.secrets, c.enabled, coalesce(c.emulated, false) as emulated, c.version,
  case when h.sides is not null then jsonb_build_object('round', h.round, 'sealed', encode(h.sides, 'base64')) end as sides,
  case when o.id is not null then jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title) end as organisation`;

const storedTables = `connection c left join organisation o on o.id = c.organisation_id
  left join emulator_host h on c.emulated and h.lease_until > clock_timestamp()`;

/** With its secrets, as the owner; undefined when there is none. */
export function findStored(database: Database, id: string): Promise<StoredConnection | undefined> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw(`select ${storedColumns} from ${storedTables} where c.id = ?`, [id]);
    return rows[0];
  });
}

/**
 * The other connections of the same body that are switched on, for what one connection lends another: its own before those
 * of the installation, the oldest first, so that one made later takes nothing over unnamed.
 */
export function listNeighbours(
  database: Database,
  { id, organisation }: Pick<StoredConnection, 'organisation'> & { readonly id?: string },
): Promise<StoredConnection[]> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw(
      `select ${storedColumns} from ${storedTables}
       where c.enabled and c.id is distinct from :id and (c.organisation_id = :organisationId or c.organisation_id is null)
       order by c.organisation_id is null, c.created_at, c.id`,
      { id: id ?? null, organisationId: organisation?.id ?? null },
    );
    return rows;
  });
}

/** Bodies that have a connection of this plugin switched on: whom one can ask through it. */
export async function listJoined(trx: Transaction, plugin: string): Promise<BodyRef[]> {
  const { rows } = await trx.raw('select id, code, title from joined_bodies(?)', [plugin]);
  return rows;
}

/** As stored now, with the row's lock when the caller is going to change it. */
export async function readBreaker(trx: Transaction, id: string, lock = false): Promise<Breaker> {
  const { rows } = await trx.raw(
    `select breaker_failures as failures, breaker_opened_at as "openedAt", breaker_retry_at as "retryAt",
       breaker_reason as reason from connection where id = ? ${lock ? 'for no key update' : ''}`,
    [id],
  );
  return rows[0];
}

/** As stored now, with the row's lock: the caller is going to change it. */
export async function readReception(trx: Transaction, id: string): Promise<Reception> {
  const { rows } = await trx.raw(
    `select reception_failures as failures, reception_failing_since as "failingSince", reception_reason as reason,
       reception_trouble as trouble from connection where id = ? for no key update`,
    [id],
  );
  return rows[0];
}

/** Titles of the connections through which a body, or the whole installation, speaks to an emulator. */
export async function listEmulated(trx: Transaction, organisationId: string): Promise<string[]> {
  const { rows } = await trx.raw(
    `select distinct title from connection where emulated and enabled
       and (organisation_id = ? or organisation_id is null) order by title`,
    [organisationId],
  );
  return rows.map(({ title }: { title: string }) => title);
}

/** How many of the connections that are switched on cannot send, and how many cannot receive. As the owner. */
export async function countTroubled(database: Database): Promise<{ sending: number; receiving: number }> {
  const { rows } = await database.execute(
    `select count(breaker_opened_at)::int as sending, count(reception_trouble)::int as receiving
     from connection where enabled`,
  );
  return (rows as { sending: number; receiving: number }[])[0] ?? { sending: 0, receiving: 0 };
}

export interface ValueName {
  readonly connectionId: string;
  readonly owner: string;
  readonly key: string;
}

/** The newest value of this owner and key. */
export async function findValue(
  trx: Transaction,
  { connectionId, owner, key }: ValueName,
): Promise<{ value: Json; round: number } | undefined> {
  const { rows } = await trx.raw(
    `select value, round from provider_value where connection_id = :connectionId and owner = :owner and key = :key
     order by round desc limit 1`,
    { connectionId, owner, key },
  );
  return rows[0];
}

export async function findOwner(
  trx: Transaction,
  { connectionId, key, value }: { readonly connectionId: string; readonly key: string; readonly value: Json },
): Promise<string | undefined> {
  // Not `text`: knex would read the casts to it as the binding.
  const sought = JSON.stringify(value);
  const { rows } = await trx.raw(
    `select owner from provider_value where connection_id = :connectionId and key = :key
       and md5(value::text) = md5((:sought::jsonb)::text) and value = :sought::jsonb limit 1`,
    { connectionId, key, sought },
  );
  return rows[0]?.owner;
}

/** What waits to go out over a connection, a thousand at most. */
export async function countWaiting(trx: Transaction, id: string): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as count from (select from outbox where lane = ? and done_at is null and failed_at is null
       limit 1000) as waiting`,
    [id],
  );
  return rows[0].count;
}

/** What the plugin has said of the connection lately, the newest first. As the owner. */
export async function listLogLines(trx: Transaction, id: string): Promise<KeptLine[]> {
  const { rows } = await trx.raw(
    `select number::float8 as number, at, node, event, facts from plugin_log where connection_id = ?
     order by number desc limit ?`,
    [id, mostLogLines],
  );
  return rows;
}

/** Title of a body where this person does not manage connections; undefined: they do so everywhere. As the owner. */
export async function findUnmanaged(trx: Transaction, userId: string): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select o.short_title as title from organisation o where not exists (
       select from user_role held join role on role.id = held.role_id
       where held.user_id = ? and held.organisation_id = o.id and held.service_code is null and held.department_id is null
         and 'connections.manage' = any(role.permissions))
     order by o.title limit 1`,
    [userId],
  );
  return rows[0]?.title;
}
