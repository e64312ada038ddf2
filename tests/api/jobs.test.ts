import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Jobs, openJobs } from '../../core/src/jobs.ts';
import { createLog } from '../../core/src/log.ts';
import { createTestDatabase, databaseForThisTest, type TestDatabase } from '../support/database.ts';

const log = createLog('silent');
const schema = { type: 'object', required: ['n'], additionalProperties: false, properties: { n: { type: 'integer' } } };
const body = '11111111-1111-4111-8111-111111111111';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A queue of its own name whose handler keeps what it got. */
async function started(
  name: string,
  fail?: (n: number, attempt: number) => void,
): Promise<{ jobs: Jobs; done: number[] }> {
  const done: number[] = [];
  const jobs = openJobs(database, log);
  jobs.defineJob<{ n: number }>(name, schema, async ({ n }, { attempt }) => {
    fail?.(n, attempt);
    done.push(n);
  });
  await jobs.start();
  onTestFinished(() => jobs.stop());
  return { jobs, done };
}

const inBody = (work: Parameters<TestDatabase['inBodies']>[1]) => database.inBodies([body], work);

describe('задание', () => {
  test('ставится ролью приложения в транзакции и выполняется сразу после неё, не дожидаясь опроса', async () => {
    const { jobs, done } = await started('at-once');
    await inBody((trx) => jobs.enqueue(trx, { name: 'at-once', data: { n: 0 } }));
    await vi.waitFor(() => expect(done).toEqual([0]), { timeout: 30_000, interval: 10 });
    const begin = performance.now();
    await inBody((trx) => jobs.enqueue(trx, { name: 'at-once', data: { n: 1 } }));
    await vi.waitFor(() => expect(done).toEqual([0, 1]), { timeout: 30_000, interval: 10 });
    // the poll comes every 10 seconds once NOTIFY works
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  test('отменённой транзакции не выполняется никогда', async () => {
    const { jobs, done } = await started('rolled-back');
    const failing = inBody(async (trx) => {
      await jobs.enqueue(trx, { name: 'rolled-back', data: { n: 1 } });
      throw new Error('отмена');
    });
    await expect(failing).rejects.toThrow('отмена');
    await inBody((trx) => jobs.enqueue(trx, { name: 'rolled-back', data: { n: 2 } }));
    await vi.waitFor(() => expect(done).toEqual([2]), { timeout: 30_000 });
    const { rows } = await database.execute("select data from pgboss.job where name = 'rolled-back'");
    expect(rows).toEqual([{ data: { n: 2 } }]);
  });

  test('с тем же ключом ждёт одно, без ключа – сколько поставлено', async () => {
    const { jobs, done } = await started('keyed');
    await inBody(async (trx) => {
      for (const n of [1, 2, 3]) await jobs.enqueue(trx, { name: 'keyed', data: { n }, singletonKey: 'same' });
      for (const n of [4, 5]) await jobs.enqueue(trx, { name: 'keyed', data: { n } });
    });
    await vi.waitFor(() => expect(done.toSorted()).toEqual([1, 4, 5]), { timeout: 30_000 });
  });

  test('не выполняется раньше своего времени', async () => {
    const { jobs, done } = await started('later');
    const startAfter = new Date(Date.now() + 3_600_000);
    await inBody(async (trx) => {
      await jobs.enqueue(trx, { name: 'later', data: { n: 1 }, startAfter });
      await jobs.enqueue(trx, { name: 'later', data: { n: 2 } });
    });
    await vi.waitFor(() => expect(done).toEqual([2]), { timeout: 30_000 });
  });

  test('с неверными данными или неизвестное не ставится', async () => {
    const { jobs } = await started('strict');
    await expect(inBody((trx) => jobs.enqueue(trx, { name: 'strict', data: { n: 'x' } }))).rejects.toThrow(TypeError);
    await expect(inBody((trx) => jobs.enqueue(trx, { name: 'nowhere', data: { n: 1 } }))).rejects.toThrow('nowhere');
  });

  test('которое не вышло, повторяется, а после всех попыток лежит на виду и может быть пущено снова', async () => {
    let broken = true;
    const { jobs, done } = await started('failing', () => {
      if (broken) throw new Error('поставщик не отвечает');
    });
    await inBody((trx) => jobs.enqueue(trx, { name: 'failing', data: { n: 7 } }));
    const waiting = "select state, retry_count from pgboss.job where name = 'failing'";
    await vi.waitFor(
      async () => expect((await database.execute(waiting)).rows).toEqual([{ state: 'retry', retry_count: 0 }]),
      { timeout: 30_000 },
    );
    // the pause between tries grows to an hour: here only the last try is left
    await database.execute(
      "update pgboss.job set retry_count = retry_limit, start_after = now() where name = 'failing'",
    );
    await vi.waitFor(async () => expect(await jobs.parked({ limit: 9 })).toHaveLength(1), { timeout: 30_000 });
    const [parked] = await jobs.parked({ limit: 9 });
    const failure = { name: 'Error', message: 'поставщик не отвечает' };
    expect(parked).toMatchObject({ name: 'failing', data: { n: 7 }, failure });
    broken = false;
    const unpark = () => database.asOwner((trx) => jobs.unpark(trx, parked?.id ?? ''));
    expect(await unpark()).toBe('failing');
    await vi.waitFor(() => expect(done).toEqual([7]), { timeout: 30_000 });
    expect(await jobs.parked({ limit: 9 })).toEqual([]);
    expect(await unpark()).toBeUndefined();
  });
});

test('роль приложения не читает и не меняет чужих заданий', async () => {
  const { jobs } = await started('secret');
  await inBody((trx) => jobs.enqueue(trx, { name: 'secret', data: { n: 1 }, startAfter: new Date(Date.now() + 1e9) }));
  for (const statement of [
    'select data from pgboss.job',
    'select data from pgboss.job_common',
    "update pgboss.job_common set state = 'cancelled'",
    'delete from pgboss.job_common',
    "insert into pgboss.queue (name) values ('own')",
  ]) {
    await expect(
      inBody((trx) => trx.raw(statement)),
      statement,
    ).rejects.toMatchObject({ code: '42501' });
  }
});

test('процесс, убитый за работой, задания не теряет: его выполняет другой', async () => {
  const own = await databaseForThisTest();
  const victim = fork(new URL('../support/jobs-victim.ts', import.meta.url), [own.url], { stdio: 'inherit' });
  onTestFinished(() => void victim.kill('SIGKILL'));
  await once(victim, 'message'); // it has the job in hand
  const ended = once(victim, 'exit');
  victim.kill('SIGKILL');
  await ended;
  // the heartbeat is silent for longer than 30 seconds, and the watch has come round
  await own.execute("update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = 'deadly'");
  const done: object[] = [];
  const jobs = openJobs(own, log);
  jobs.defineJob<{ n: number }>('deadly', schema, async (data, { attempt }) => void done.push({ ...data, attempt }));
  await jobs.start();
  onTestFinished(() => jobs.stop());
  await jobs.inspect();
  await own.execute("update pgboss.job set start_after = now() where name = 'deadly' and state = 'retry'");
  await vi.waitFor(() => expect(done).toEqual([{ n: 1, attempt: 2 }]), { timeout: 30_000 });
});

test('задание по часам ставится одно, сколько бы процессов ни работало', async () => {
  const own = await databaseForThisTest();
  const done: number[] = [];
  const processes = [1, 2].map(() => {
    const jobs = openJobs(own, log);
    jobs.defineJob<{ n: number }>('clocked', schema, async ({ n }) => void done.push(n));
    jobs.schedule('clocked', '* * * * *', { n: 1 });
    return jobs;
  });
  for (const jobs of processes) {
    await jobs.start();
    onTestFinished(() => jobs.stop());
  }
  const { rows } = await own.execute('select name, cron, timezone from pgboss.schedule');
  expect(rows).toEqual([{ name: 'clocked', cron: '* * * * *', timezone: 'UTC' }]);
});
