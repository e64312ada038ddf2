import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Transaction } from '../../core/src/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertApplications, insertPlace, type Place } from '../support/database-rows.ts';
import { fillEveryTable } from '../support/row-of-every-table.ts';

/**
 * The second wall by itself: nothing of the policy runs here, only SQL as the application's role. What a forgotten check
 * of rights could at most give away is what these queries return.
 */
let database: TestDatabase;
let mine: Place;
let foreign: Place;
/** Tables of the catalogue that carry a body; a new one is found by itself. Publications are all bodies', as drafts are. */
let tables: string[];
/** Columns whose foreign rows are counted, table by table; without a row in each the test would show nothing. */
let foreignRows: Map<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  mine = await insertPlace(database);
  foreign = await insertPlace(database);
  await fillEveryTable(database, mine);
  await fillEveryTable(database, foreign);
  tables = await tablesWithBody();
  foreignRows = new Map();
  for (const table of tables) foreignRows.set(table, await countOf(table, foreign.organisationId));
});
afterAll(() => database.drop());

async function tablesWithBody(): Promise<string[]> {
  // Publications belong to drafts, which all bodies share: why they are not bound is said in the decision about them.
  const { rows } = await database.execute(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organisation_id' and not a.attisdropped
      and c.relname <> 'draft_publication' order by 1`);
  return rows.map((row) => String((row as { name: unknown }).name));
}

async function countOf(table: string, organisationId: string): Promise<number> {
  const rows = await database.asOwner((trx) =>
    trx(table).where({ organisation_id: organisationId }).select('organisation_id'),
  );
  return rows.length;
}

const asMe = <T>(work: (trx: Transaction) => Promise<T>) => database.inBodies([mine.organisationId], work);
const FORBIDDEN = '42501';

/** Rows, or none when the role has no such right at all. */
async function rowsOf<T>(statement: (trx: Transaction) => Promise<T[]>): Promise<T[]> {
  try {
    return await asMe(statement);
  } catch (error) {
    expect(error).toMatchObject({ code: FORBIDDEN });
    return [];
  }
}

test('у каждой таблицы с органом есть политика, и проверке есть что искать', async () => {
  expect(tables.length).toBeGreaterThan(12);
  const { rows } = await database.execute(`
    select c.relname as name, c.relrowsecurity as guarded,
      (select count(*) from pg_policy p where p.polrelid = c.oid) as policies from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const guarded = (rows as { name: string; guarded: boolean; policies: number }[]).filter(
    (row) => row.guarded && row.policies === 1,
  );
  expect(guarded.map((row) => row.name)).toEqual([...tables, 'applicant'].toSorted());
  for (const table of tables) expect(foreignRows.get(table), `нет строк чужого органа в ${table}`).toBeGreaterThan(0);
});

test('роль приложения ничем не владеет и обойти политики не может', async () => {
  const { rows } = await database.execute(`
    select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
      (select count(*) from pg_class where relowner = r.oid) + (select count(*) from pg_proc where proowner = r.oid) as owned
    from pg_roles r where rolname = 'reglament_app'`);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, owned: 0 }]);
});

test('строк чужого органа не видно ни в одной таблице', async () => {
  const seen: string[] = [];
  for (const table of tables) {
    const rows = await rowsOf((trx) => trx(table).select('organisation_id'));
    if (rows.some((row) => row.organisation_id !== mine.organisationId)) seen.push(table);
    const named = await rowsOf((trx) =>
      trx(table).where({ organisation_id: foreign.organisationId }).select('organisation_id'),
    );
    if (named.length > 0) seen.push(`${table} по имени органа`);
  }
  expect(seen).toEqual([]);
  // and the wall is no wall before an empty house
  expect(await asMe((trx) => trx('application').select('organisation_id'))).toEqual([
    { organisation_id: mine.organisationId },
  ]);
});

test('строки чужого органа не изменить, не удалить и не перетянуть к себе', async () => {
  const before = await contents();
  for (const table of tables) {
    await rowsOf((trx) =>
      trx(table)
        .where({ organisation_id: foreign.organisationId })
        .update({ organisation_id: mine.organisationId })
        .returning('organisation_id'),
    );
    await rowsOf((trx) =>
      trx(table).whereNot({ organisation_id: mine.organisationId }).delete().returning('organisation_id'),
    );
  }
  expect(await contents()).toEqual(before);
});

test('свою строку не подложить чужому органу', async () => {
  const before = await contents();
  for (const table of tables) {
    const attempt = asMe((trx) =>
      trx(table).where({ organisation_id: mine.organisationId }).update({ organisation_id: foreign.organisationId }),
    );
    await expect(attempt, table).rejects.toMatchObject({ code: FORBIDDEN });
  }
  const planted = asMe((trx) =>
    trx('department').insert({ organisation_id: foreign.organisationId, code: 'planted', title: 'Чужой' }),
  );
  await expect(planted).rejects.toMatchObject({ code: FORBIDDEN });
  expect(await contents()).toEqual(before);
});

async function contents(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await database.execute(
      `select md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`,
    );
    all[table] = rows;
  }
  return all;
}

test('поиск по части имени и за политикой пользуется своим индексом', async () => {
  const many = await insertPlace(database);
  await insertApplications(database, many, 3_000);
  const own = { organisation_id: many.organisationId };
  await database.asOwner((trx) =>
    trx('application')
      .where(own)
      .update({ list_applicant: trx.raw('md5(id::text)') }),
  );
  await database.execute('vacuum analyze application');
  const plan = await database.inBodies([many.organisationId], async (trx) => {
    const { rows } = await trx.raw(
      "explain select id from application where replace(list_applicant, ' ', 'ƿ') ilike '%петровƿи%'",
    );
    return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join(' ');
  });
  await database.asOwner(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    await trx('application').where(own).delete();
  });
  expect(plan).toContain('application_applicant_search');
});

describe('орган в транзакции', () => {
  test('без органов не видно ничего', async () => {
    expect(await database.inBodies([], (trx) => trx('application').select('id'))).toEqual([]);
  });

  test('несколько органов видны тому, кто действует за все', async () => {
    const both = [mine.organisationId, foreign.organisationId];
    const rows = await database.inBodies(both, (trx) => trx('application').select('organisation_id'));
    expect(rows.map((row) => row.organisation_id).toSorted()).toEqual(both.toSorted());
  });

  test('не остаётся на соединении после неё', async () => {
    for (let n = 0; n < 20; n += 1) {
      await asMe((trx) => trx.raw('select 1'));
      const { rows } = await database.execute(
        "select current_user as who, current_setting('reglament.bodies', true) as bodies",
      );
      expect(rows).toEqual([{ who: expect.not.stringMatching('reglament_app'), bodies: expect.toBeOneOf(['', null]) }]);
    }
  });

  test.each([
    "'; reset role; --",
    'x',
    '',
    '11111111-1111-1111-1111-111111111111,22222222-2222-2222-2222-222222222222',
  ])('не принимается вместо идентификатора: «%s»', async (body) => {
    await expect(database.inBodies([body], async () => 1)).rejects.toThrow(TypeError);
  });
});

describe('пароли и сеансы', () => {
  test.each([
    'select password_hash from user_account',
    'select * from user_account',
    'select * from session',
    'select * from login_attempt',
    "update user_account set password_hash = 'x'",
    'insert into user_role (user_id, role_id, organisation_id) select user_id, role_id, gen_random_uuid() from user_role',
    "update role set permissions = array['users.manage']",
    'update organisation set title = code',
  ])('ролью приложения недоступно: %s', async (statement) => {
    await expect(asMe((trx) => trx.raw(statement))).rejects.toMatchObject({ code: FORBIDDEN });
  });
});
