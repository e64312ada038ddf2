import type { Readable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import type { Transaction } from '../db.ts';
import { liftTimeLimits } from '../db-patience.ts';
import type { Chains, Sequence, TableShape } from './archive-shape.ts';

/** One moment of the whole database for all that follows; values are written the same whatever the server's own settings. */
export async function beginSnapshot(trx: Transaction): Promise<void> {
  await trx.raw('set transaction isolation level repeatable read, read only');
  await steadyText(trx);
}

/** A table of years takes longer than a person's request may; row-level security that would hide rows is an error. */
export async function steadyText(trx: Transaction): Promise<void> {
  await liftTimeLimits(trx);
  await trx.raw(`set local row_security = off; set local client_encoding = 'UTF8'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
    set local timezone = 'UTC'; set local extra_float_digits = 1`);
}

/** Kept by those who make the tables: migrations, and the library of the queue, which has a table of counts for each day. */
const BOOKKEEPING = '^(public[.]knex_migrations|pgboss[.](version$|queue_stats))';

/** Tables that hold rows for good, ours and the queue's, without those of extensions; columns that may be written. */
export async function tableShapes(trx: Transaction): Promise<TableShape[]> {
  const { rows } = await trx.raw(
    `select n.nspname || '.' || c.relname as name, (
       select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     ) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'pgboss') and c.relkind = 'r' and c.relpersistence = 'p'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
       and n.nspname || '.' || c.relname !~ ?
     order by 1`,
    [BOOKKEEPING],
  );
  return rows;
}

export async function migrationNames(trx: Transaction): Promise<string[]> {
  return trx('knex_migrations').orderBy('id').pluck('name');
}

export async function queueVersion(trx: Transaction): Promise<number> {
  const { rows } = await trx.raw('select version::int as version from pgboss.version');
  return rows[0].version;
}

export async function serverVersion(trx: Transaction): Promise<string> {
  const { rows } = await trx.raw('show server_version');
  return rows[0].server_version;
}

/** Where each numbering stands; what was never used is left out. */
export async function sequences(trx: Transaction): Promise<Sequence[]> {
  const { rows } = await trx.raw(
    `select schemaname || '.' || sequencename as name, last_value as last from pg_sequences
     where schemaname in ('public', 'pgboss') and last_value is not null
       and sequencename not like 'knex_migrations%' order by 1`,
  );
  return rows;
}

export async function lastSealNumber(trx: Transaction): Promise<number> {
  const { rows } = await trx.raw('select coalesce(max(number), 0) as number from journal_seal');
  return rows[0].number;
}

/** 32 bytes an application, put together inside the server. */
export async function chainHeads(trx: Transaction): Promise<Chains> {
  const { rows } = await trx.raw(`
    select count(*)::int as applications,
      encode(sha256(coalesce(string_agg(chain_hash, ''::bytea order by application_id), ''::bytea)), 'hex') as sha256
    from (select distinct on (application_id) application_id, chain_hash from application_event
          order by application_id, seq desc) as heads`);
  return rows[0];
}

/** Tables that are there already, with the number of their rows up to a bound, the fullest first. */
export async function occupiedTables(trx: Transaction): Promise<{ name: string; rows: number }[]> {
  const found: { name: string; rows: number }[] = [];
  for (const { name } of await tableShapes(trx)) {
    const { rows } = await trx.raw(
      `select count(*)::int as rows from (select from ${quoted(name)} limit 100000) as counted`,
    );
    found.push({ name, rows: rows[0].rows });
  }
  return found.toSorted((one, other) => other.rows - one.rows);
}

/** The rows as COPY's text: every row ends with a line feed, and no value holds one. */
export async function copyOut(trx: Transaction, { name, columns }: TableShape): Promise<Readable> {
  const connection = await trx.client.acquireConnection();
  return connection.query(copyTo(`copy ${quoted(name)} (${columns.map(quotedName).join(', ')}) to stdout`));
}

export function quoted(table: string): string {
  return table.split('.').map(quotedName).join('.');
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
