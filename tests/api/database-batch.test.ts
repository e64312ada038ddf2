import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseFault, openDatabase } from '../../core/src/db.ts';
import { prepared, together } from '../../core/src/db-batch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertApplications, insertPlace, type Place } from '../support/database-rows.ts';

let database: TestDatabase;
let mine: Place;
let foreign: Place;
let ids: { readonly mine: string; readonly foreign: string };

beforeAll(async () => {
  // One connection: whatever a batch leaves behind, the next one meets it.
  database = await createTestDatabase({ poolSize: 1 });
  mine = await insertPlace(database);
  foreign = await insertPlace(database);
  const [[one = ''], [other = '']] = [
    await insertApplications(database, mine, 1),
    await insertApplications(database, foreign, 1),
  ];
  ids = { mine: one, foreign: other };
});
afterAll(() => database.drop());

const who = prepared<{ user: string; bodies: string }>(
  'who',
  `select current_user::text as user, current_setting('reglament.bodies', true) as bodies`,
);
const find = prepared<{ id: string; created_at: Date; answers: object }>(
  'find',
  'select id, created_at, answers from application where id = $1',
);
const rename = prepared<{ list_subject: string }>(
  'rename',
  'update application set list_subject = $2 where id = $1 returning list_subject',
);
const divide = prepared<{ ratio: number }>('divide', 'select 1 / $1::int as ratio');
const subjectOf = prepared<{ subject: string }>(
  'subject',
  'select list_subject as subject from application where id = $1',
);

test('строки разобраны по столбцам и стоят в порядке запросов', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const [none, [found]] = await database.inBodiesAtOnce(
      [mine.organisationId],
      [find('00000000-0000-4000-8000-000000000000'), find(ids.mine)],
    );
    expect(none).toEqual([]);
    expect(found).toEqual({ id: ids.mine, created_at: expect.any(Date), answers: {} });
  }
});

test('длинные имена, начатые одинаково, – разные запросы', async () => {
  const long = (end: string) =>
    prepared<{ said: string }>(`${'the_same_beginning '.repeat(4)}${end}`, `select '${end}' as said`);
  for (const end of ['one', 'other', 'one']) {
    const [rows] = await database.inBodiesAtOnce([mine.organisationId], [long(end)()]);
    expect(rows).toEqual([{ said: end }]);
  }
});

const echo = prepared<{ text: string; bytes: Buffer; none: null; number: number; moment: Date }>(
  'echo',
  'select $1::text as text, $2::bytea as bytes, $3::text as none, $4::int as number, $5::timestamptz as moment',
);

test('значения доходят такими, как даны', async () => {
  const texts = ['', 'Ёлка «№ 1»', '😀'.repeat(3000), "'; drop table application; --"];
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
  const moment = new Date('2026-02-03T04:05:06.789Z');
  const found = await database.asOwnerAtOnce(texts.map((text) => echo(text, bytes, null, -7, moment)));
  expect(found).toEqual(texts.map((text) => [{ text, bytes, none: null, number: -7, moment }]));
});

test('роль и органы действуют внутри и кончаются вместе с ней', async () => {
  const [[inside], [own], others] = await database.inBodiesAtOnce(
    [mine.organisationId],
    [who(), find(ids.mine), find(ids.foreign)],
  );
  expect(inside).toEqual({ user: 'reglament_app', bodies: mine.organisationId });
  expect(own?.id).toBe(ids.mine);
  expect(others).toEqual([]);
  const [[after], [seen]] = await database.asOwnerAtOnce([who(), find(ids.foreign)]);
  expect(after?.user).not.toBe('reglament_app');
  expect(after?.bodies).toBeFalsy();
  expect(seen?.id).toBe(ids.foreign);
  // The same statement, planned for the owner a moment ago, does not bring the owner's view back.
  expect((await database.inBodiesAtOnce([mine.organisationId], [find(ids.foreign)]))[0]).toEqual([]);
});

const actor = prepared<{ user: string }>(
  'actor',
  `select current_user::text as user, set_config('reglament.bodies', o.id::text, true) as bodies
   from organisation o where o.id = $1`,
);

test('кто пришёл, ищет владелец; что после – под ролью и только в его органах', async () => {
  const [[found], [inside], [own], others] = await database.asActorAtOnce(actor(mine.organisationId), [
    who(),
    find(ids.mine),
    find(ids.foreign),
  ]);
  expect(found?.user).not.toBe('reglament_app');
  expect(inside).toEqual({ user: 'reglament_app', bodies: mine.organisationId });
  expect(own?.id).toBe(ids.mine);
  expect(others).toEqual([]);
  const [[after]] = await database.asOwnerAtOnce([who()]);
  expect(after?.bodies).toBeFalsy();
});

test('никто не пришёл – не видно ничего, и после пришедшего тоже', async () => {
  await database.asActorAtOnce(actor(mine.organisationId), [find(ids.mine)]);
  const nobody = actor('00000000-0000-4000-8000-000000000000');
  const [found, [inside], seen] = await database.asActorAtOnce(nobody, [who(), find(ids.mine)]);
  expect(found).toEqual([]);
  expect(inside?.user).toBe('reglament_app');
  expect(inside?.bodies).toBeFalsy();
  expect(seen).toEqual([]);
});

test('орган не из идентификаторов не принимается', async () => {
  await expect(database.inBodiesAtOnce(["' or true"], [who()])).rejects.toThrow(TypeError);
});

test('ошибка одного отменяет всё, называется своим кодом, и соединение служит дальше', async () => {
  const bodies = [mine.organisationId];
  for (let turn = 0; turn < 2; turn += 1) {
    const failed = database.inBodiesAtOnce(bodies, [rename(ids.mine, 'было'), divide(0), subjectOf(ids.mine)]);
    await expect(failed).rejects.toMatchObject({ code: '22012' });
    const [[row], [ratio]] = await database.inBodiesAtOnce(bodies, [subjectOf(ids.mine), divide(1)]);
    expect([row?.subject, ratio?.ratio]).toEqual(['', 1]);
  }
  const [[renamed]] = await database.inBodiesAtOnce(bodies, [rename(ids.mine, 'стало')]);
  expect(renamed?.list_subject).toBe('стало');
  expect((await database.asOwnerAtOnce([subjectOf(ids.mine)]))[0]).toEqual([{ subject: 'стало' }]);
});

test('внутри открытой транзакции видит её изменения и не кончает её', async () => {
  const failed = database.inBodies([mine.organisationId], async (trx) => {
    await together(trx, [rename(ids.mine, 'внутри')]);
    expect(await together(trx, [subjectOf(ids.mine)])).toEqual([[{ subject: 'внутри' }]]);
    throw new Error('передумал');
  });
  await expect(failed).rejects.toThrow('передумал');
  expect((await database.asOwnerAtOnce([subjectOf(ids.mine)]))[0]).toEqual([{ subject: 'стало' }]);
});

test('обрыв соединения узнаётся, следующая пачка проходит', async () => {
  const server = openDatabase({ url: database.url, poolSize: 1, log: { warn: () => undefined } });
  const sleep = prepared('sleep', 'select pg_sleep(60)');
  const broken = database.asOwnerAtOnce([sleep()]).catch((error: unknown) => error);
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`;
  while ((await server.execute(end)).rows.length === 0);
  expect(databaseFault(await broken)).toBe('connectionLost');
  expect((await database.asOwnerAtOnce([divide(1)]))[0]).toEqual([{ ratio: 1 }]);
  await server.close();
});

test('одно имя для двух запросов – ошибка программы', async () => {
  const other = prepared('divide', 'select 2');
  await database.asOwnerAtOnce([divide(1)]);
  await expect(database.asOwnerAtOnce([other()])).rejects.toThrow('two statements are called divide');
  expect((await database.asOwnerAtOnce([divide(1)]))[0]).toEqual([{ ratio: 1 }]);
});
