import type { Writable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { Transaction } from '../db.ts';
import type { Sequence, TableShape } from './archive-shape.ts';
import { quoted, quotedName } from './queries.ts';

/** Gives what puts the constraints and triggers back, after which the whole of the data is checked against them. */
export async function liftConstraints(trx: Transaction, tables: readonly TableShape[]): Promise<() => Promise<void>> {
  const { rows } = await trx.raw(`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0
      and connamespace in ('public'::regnamespace, 'pgboss'::regnamespace) order by 1, 2`);
  const constraints: readonly { table: string; name: string; definition: string }[] = rows;
  for (const { table, name } of constraints) await trx.raw(`alter table ${table} drop constraint ${quotedName(name)}`);
  for (const { name } of tables) await trx.raw(`alter table ${quoted(name)} disable trigger user`);
  return async () => {
    for (const { table, name, definition } of constraints) {
      await trx.raw(`alter table ${table} add constraint ${quotedName(name)} ${definition}`);
    }
    for (const { name } of tables) await trx.raw(`alter table ${quoted(name)} enable trigger user`);
  };
}

/** Rows that the migrations themselves have put in: they come from the archive again. */
export async function emptyTables(trx: Transaction, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) await trx.raw(`delete from ${quoted(name)}`);
}

/** Takes the text that `copyOut` gave. */
export async function copyIn(
  trx: Transaction,
  { name, columns }: TableShape,
): Promise<Writable & { rowCount: number }> {
  const connection = await trx.client.acquireConnection();
  return connection.query(copyFrom(`copy ${quoted(name)} (${columns.map(quotedName).join(', ')}) from stdin`));
}

export async function setSequences(trx: Transaction, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last } of sequences) await trx.raw('select setval(?::regclass, ?, true)', [quoted(name), last]);
}
