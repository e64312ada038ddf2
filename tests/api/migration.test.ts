import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from '../../core/migrations/list.ts';
import { databaseForThisTest, type TestDatabase } from '../support/database.ts';

const folder = new URL('../../core/migrations/', import.meta.url);

test('the list names every migration of the folder, in order', () => {
  const files = readdirSync(folder).filter((name) => /^\d{3}_/.test(name));
  expect(migrations.map(({ name }) => `${name}.ts`)).toEqual(files.toSorted());
});

test('every migration has a way back that leaves nothing, and the way forth can be gone again', async () => {
  const database = await databaseForThisTest({ migrated: false });
  const empty = await shape(database);
  await database.migrate();
  const full = await shape(database);
  expect(full.length).toBeGreaterThan(empty.length + 100);
  await database.unmigrate();
  expect((await shape(database)).filter((line) => !line.includes('knex_migrations'))).toEqual(empty);
  await database.migrate();
  expect(await shape(database)).toEqual(full);
});

test('several processes may start at once: one migrates, the others wait and find the work done', async () => {
  const database = await databaseForThisTest({ migrated: false });
  await Promise.all([database.migrate(), database.migrate(), database.migrate()]);
  const done = await database.asOwner(async (trx) => trx('knex_migrations').pluck('name').orderBy('id'));
  expect(done).toEqual(migrations.map(({ name }) => name));
});

test('a process killed while migrating does not lock the others out', async () => {
  const database = await databaseForThisTest({ migrated: false });
  await database.migrate();
  await database.asOwner(async (trx) => trx('knex_migrations_lock').update({ is_locked: 1 }));
  await expect(database.migrate()).resolves.toEqual([]);
});

/** Tables, columns, constraints, indexes, policies and functions of ours, one line each. */
async function shape(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.execute(`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
      from information_schema.columns where table_schema = 'public'
    union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'policy ' || tablename || ' ' || policyname from pg_policies where schemaname = 'public'
    union all select 'trigger ' || tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
      and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    union all select 'function ' || p.oid::regprocedure from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    order by 1`);
  return rows.map((row) => String((row as { line: unknown }).line));
}
