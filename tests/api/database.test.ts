import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { databaseFault, openDatabase, violatedConstraint } from '../../core/src/db.ts';
import { createTestDatabase, databaseForThisTest, type TestDatabase } from '../support/database.ts';
import { openFaultyWire } from '../support/faulty-wire.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
};

describe('обрыв соединения с базой', () => {
  test.each(['inBodies', 'asOwner'] as const)('посреди транзакции (%s) узнаётся, и следующая проходит', async (way) => {
    const run =
      way === 'asOwner'
        ? database.asOwner
        : (work: Parameters<TestDatabase['asOwner']>[0]) => database.inBodies([], work);
    const error = await failureOf(
      run(async (trx) => {
        await trx.raw('select 1');
        await server.execute(
          `select pg_terminate_backend(${(await trx.raw('select pg_backend_pid() as pid')).rows[0].pid})`,
        );
        return trx.raw('select 1');
      }),
    );
    expect(databaseFault(error)).toBe('connectionLost');
    expect(await database.asOwner(async (trx) => (await trx.raw('select 1 as one')).rows)).toEqual([{ one: 1 }]);
  });

  test('пока код занят другим, процесс не роняет', async () => {
    const error = await failureOf(
      database.asOwner(async (trx) => {
        const { rows } = await trx.raw('select pg_backend_pid() as pid');
        await server.execute(`select pg_terminate_backend(${rows[0].pid})`);
        const gone = `select count(*) as n from pg_stat_activity where pid = ${rows[0].pid}`;
        await vi.waitFor(async () => expect((await server.execute(gone)).rows).toEqual([{ n: 0 }]), 30_000);
      }),
    );
    expect(databaseFault(error)).toBe('connectionLost');
  });

  test('свободного соединения замечается до следующего запроса', async () => {
    await Promise.all([1, 2, 3].map(() => database.execute('select pg_sleep(0.05)')));
    await server.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(database.url).pathname.slice(1)}'`,
    );
    await vi.waitFor(
      async () => expect((await database.execute('select 2 as two')).rows).toEqual([{ two: 2 }]),
      30_000,
    );
  });

  test('того, чей сервер простился, не достаётся следующему, кто ждёт соединения', async () => {
    const single = await databaseForThisTest({ poolSize: 1 });
    const endItself = 'select pg_terminate_backend(pg_backend_pid())';
    const ways = [
      () => single.execute(endItself),
      () => single.asOwner((trx) => trx.raw(endItself)),
      () => single.inBodies([], (trx) => trx.raw(endItself)),
    ];
    for (const end of ways) {
      const [lost, next] = await Promise.allSettled([end(), single.execute('select 2 as two')]);
      expect(lost.status).toBe('rejected');
      expect(next).toMatchObject({ status: 'fulfilled', value: { rows: [{ two: 2 }] } });
    }
  });

  test('недоступный сервер узнаётся', async () => {
    const nowhere = openDatabase({
      url: 'postgres://nobody@127.0.0.1:1/none',
      poolSize: 1,
      log: { warn: () => undefined },
    });
    expect(databaseFault(await failureOf(nowhere.ping()))).toBe('connectionLost');
    expect(databaseFault(await failureOf(nowhere.inBodies([], (trx) => trx.raw('select 1'))))).toBe('connectionLost');
    const listener = { onMessage: () => undefined, onReconnect: () => undefined };
    expect(databaseFault(await failureOf(nowhere.listen('anything', listener)))).toBe('connectionLost');
    await nowhere.close();
  });

  test('кто слушает вторым, слышит всё с того мгновения, как ему ответили', async () => {
    const wire = await openFaultyWire(server.url);
    const far = openDatabase({ url: wire.url, poolSize: 1, log: { warn: () => undefined } });
    const heard: string[] = [];
    const listener = (name: string) => ({ onMessage: () => void heard.push(name), onReconnect: () => undefined });
    await far.listen('other', listener('other'));
    // The first one's words are on their way for a while.
    wire.pace({ latency: 300, bytesPerSecond: 1_000_000 });
    const first = far.listen('news', listener('first'));
    await far.listen('news', listener('second'));
    await server.execute(`select pg_notify('news', '')`);
    await first;
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['first', 'second']), { timeout: 30_000, interval: 20 });
    await far.close();
    await wire.close();
  });

  test('команда, оборвавшая сама себя, не выдаёт успеха', async () => {
    const error = await failureOf(database.asOwner((trx) => trx.raw('select pg_terminate_backend(pg_backend_pid())')));
    expect(databaseFault(error)).toBe('connectionLost');
  });

  let server: TestDatabase;
  beforeAll(async () => {
    server = await createTestDatabase({ poolSize: 2 });
  });
  afterAll(() => server.drop());
});

describe('ошибки узнаются по коду', () => {
  const role = { code: 'twice', title: 'Роль' };
  test('повтор', async () => {
    await database.asOwner((trx) => trx('role').insert(role));
    const error = await failureOf(database.asOwner((trx) => trx('role').insert(role)));
    expect([databaseFault(error), violatedConstraint(error)]).toEqual(['uniqueViolation', 'role_code_key']);
  });

  test('ожидание блокировки не вечно', async () => {
    await database.asOwner((trx) => trx('role').insert({ code: 'locked', title: 'Роль' }));
    const error = await failureOf(
      database.asOwner(async (holder) => {
        await holder('role').where({ code: 'locked' }).forUpdate();
        await database.asOwner(async (trx) => {
          await trx.raw("set local lock_timeout = '50ms'");
          await trx('role').where({ code: 'locked' }).forUpdate();
        });
      }),
    );
    expect(databaseFault(error)).toBe('lockTimeout');
  });

  test('слишком долгий запрос', async () => {
    const error = await failureOf(
      database.asOwner(async (trx) => {
        await trx.raw("set local statement_timeout = '50ms'");
        await trx.raw('select pg_sleep(20)');
      }),
    );
    expect(databaseFault(error)).toBe('statementTimeout');
  });

  test('время ожидания стоит на каждом соединении', async () => {
    const { rows } = await database.execute(
      "select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name",
    );
    expect(rows).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '30000' },
      { name: 'lock_timeout', setting: '10000' },
      { name: 'statement_timeout', setting: '30000' },
    ]);
  });

  test.each([new Error('duplicate key'), 'строка', undefined, { code: '23505' }])('прочее – не её: %s', (error) => {
    expect(databaseFault(error)).toBeUndefined();
  });
});

describe('значения', () => {
  test('дата остаётся датой, большое целое – числом, а неточным не становится', async () => {
    const { rows } = await database.execute(
      "select date '2026-03-01' as day, 9007199254740991 as big, count(*) as n from role where false",
    );
    expect(rows).toEqual([{ day: '2026-03-01', big: 9_007_199_254_740_991, n: 0 }]);
    await expect(database.execute('select 9007199254740993 as big')).rejects.toThrow(RangeError);
  });

  test('идентификаторы растут со временем', async () => {
    const { rows } = await database.execute('select new_id()::text as id from generate_series(1, 3), pg_sleep(0.01)');
    const first = await database.execute('select new_id()::text as id');
    await database.execute('select pg_sleep(0.01)');
    const second = await database.execute('select new_id()::text as id');
    const ids = [...rows, ...first.rows, ...second.rows].map((row) => (row as { id: string }).id);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id[14]).toBe('7');
    expect(ids[4]?.localeCompare(ids[3] ?? '', 'en')).toBe(1);
  });
});

test('роль и органы приходят в базу вместе с началом транзакции, одним сообщением', async () => {
  const own = await databaseForThisTest({ poolSize: 1 });
  await own.execute('select 1');
  const query =
    "select query from pg_stat_activity where application_name = 'reglament' and datname = current_database()";
  const opened = await own.inBodies(
    ['11111111-1111-1111-1111-111111111111'],
    async () =>
      (await database.execute(query.replace('current_database()', `'${new URL(own.url).pathname.slice(1)}'`))).rows,
  );
  expect(opened).toEqual([
    {
      query:
        "begin; set local role reglament_app; select set_config('reglament.bodies', '11111111-1111-1111-1111-111111111111', true)",
    },
  ]);
});

test('вложенная транзакция – точка сохранения: её отмена не трогает внешнюю', async () => {
  const rows = await database.inBodies([], async (trx) => {
    await failureOf(trx.transaction((inner) => inner.raw('select 1 / 0')));
    return (await trx.raw('select current_user as who')).rows;
  });
  expect(rows).toEqual([{ who: 'reglament_app' }]);
});
