import { expect, test } from 'vitest';
import { migrations } from '../../core/migrations/list.ts';
import { databaseForThisTest, type TestDatabase } from '../support/database.ts';

/**
 * R14. While processes are replaced one after another, the former program works on the new schema: what it reads must be
 * there, and what it writes must be taken. A migration that cannot keep to this stands here with the reason, and the
 * upgrade that brings it needs all processes stopped.
 */
const breaking: Readonly<Record<string, string>> = {};

interface Column {
  readonly place: string;
  readonly type: string;
  /** A row that does not name it is refused. */
  readonly demanded: boolean;
}

async function columns(database: TestDatabase): Promise<Map<string, Column>> {
  const { rows } = await database.execute(
    `select table_name || '.' || column_name as place, data_type as type, is_nullable = 'NO' and column_default is null
       and is_identity = 'NO' and is_generated = 'NEVER' as demanded
     from information_schema.columns where table_schema = 'public' and table_name not like 'knex_%'`,
  );
  return new Map((rows as Column[]).map((column) => [column.place, column]));
}

function troubles(before: ReadonlyMap<string, Column>, after: ReadonlyMap<string, Column>): string[] {
  const tables = new Set([...before.keys()].map(tableOf));
  const gone = [...before.values()].flatMap(({ place, type, demanded }) => {
    const now = after.get(place);
    if (now === undefined) return [`${place} нет`];
    if (now.type !== type) return [`${place}: ${type} → ${now.type}`];
    return now.demanded && !demanded ? [`${place} стал обязательным`] : [];
  });
  const demanded = [...after.values()].filter(
    ({ place, demanded }) => demanded && !before.has(place) && tables.has(tableOf(place)),
  );
  return [...gone, ...demanded.map(({ place }) => `${place} – новый и обязательный`)];
}

function tableOf(place: string): string {
  return place.slice(0, place.indexOf('.'));
}

test('прежняя программа может читать и писать то же, что раньше, после каждой миграции', async () => {
  const database = await databaseForThisTest({ migrated: false });
  const found: Record<string, string[]> = {};
  let before = new Map<string, Column>();
  for (const { name } of migrations) {
    await database.migrate(name);
    const after = await columns(database);
    const wrong = troubles(before, after);
    if (wrong.length > 0 && breaking[name] === undefined) found[name] = wrong;
    before = after;
  }
  expect(found).toEqual({});
  expect(before.size).toBeGreaterThan(150);
  // As many steps, each by itself, as there are migrations: on a busy machine more than the minute of a test.
}, 300_000);

test.each([
  ['исчезнувший столбец', 'alter table notice drop column text', 'notice.text нет'],
  ['другой тип', 'alter table notice alter column text type varchar', 'notice.text: text → character varying'],
  ['новый обязательный', 'alter table notice add column added text not null', 'notice.added – новый и обязательный'],
  ['стал обязательным', 'alter table notice alter column address set not null', 'notice.address стал обязательным'],
])('проверка замечает: %s', async (_, statement, told) => {
  const database = await databaseForThisTest();
  const before = await columns(database);
  await database.execute(statement);
  expect(troubles(before, await columns(database))).toEqual([told]);
});

test('проверка пропускает то, что прежней программе не мешает', async () => {
  const database = await databaseForThisTest();
  const before = await columns(database);
  await database.execute('create table added (id int not null)');
  await database.execute('alter table notice add column note text, add column tries int not null default 0');
  expect(troubles(before, await columns(database))).toEqual([]);
});

test('прежняя программа поднимается на базе более новой и говорит об этом', async () => {
  const database = await databaseForThisTest();
  await database.asOwner(async (trx) =>
    trx('knex_migrations').insert({ name: '999_from_the_future', batch: 99, migration_time: new Date() }),
  );
  expect(await database.migrate()).toEqual(['999_from_the_future']);
});
