import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { titleOf } from '../../core/src/job/job-words.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  // Nothing takes the jobs here: what is put back stays in its queue to be seen.
  await server.deps.jobs.stop();
  admin = await server.login('admin');
});
afterAll(() => server.close());

/** A job as the queue leaves it after the last try. */
async function park(name: string, output: object, minutesAgo: number): Promise<string> {
  const { rows } = await server.database.execute(
    `insert into pgboss.job (name, data, source_name, output, created_on)
     values ('parked', '{}', $1, $2, now() - make_interval(mins => $3)) returning id`,
    [name, JSON.stringify(output), minutesAgo],
  );
  return (rows as { id: string }[])[0]?.id ?? '';
}

const list = async (query = '') => expected(await admin.get(`/api/admin/jobs${query}`));

async function waiting(name: string): Promise<number> {
  const { rows } = await server.database.execute(
    `select count(*)::int as count from pgboss.job where name = $1 and state = 'created'`,
    [name],
  );
  return (rows as { count: number }[])[0]?.count ?? 0;
}

async function decisions(job: string): Promise<unknown[]> {
  return server.database.asOwner(async (trx) =>
    trx('job_decision')
      .join('user_account', 'user_account.id', 'user_id')
      .where({ job_id: job })
      .select('job_name', 'action', 'reason', 'login'),
  );
}

test('список страницами, последние первыми, причина – словами; содержания задания не видно', async () => {
  const ids: string[] = [];
  for (let minutes = 1; minutes <= 5; minutes += 1) {
    ids.push(await park('session-cleaning', { name: 'Error', code: 'ECONNREFUSED', message: 'connect' }, minutes));
  }
  const seen: string[] = [];
  for (let query = '?limit=2'; ; ) {
    const { items, next } = await list(query);
    expect(items.length).toBeLessThanOrEqual(2);
    seen.push(...items.map((one: { id: string }) => one.id));
    if (next === null) break;
    query = `?limit=2&after=${next}`;
  }
  expect(seen).toEqual(ids);
  const [first] = (await list('?limit=1')).items;
  expect(first).toEqual({
    id: ids[0],
    name: 'session-cleaning',
    title: 'Удаление завершённых сеансов',
    parkedAt: expect.any(String),
    reason: 'Другая система не ответила. Убедитесь, что она работает, и повторите.',
    detail: 'connect',
  });
  expect((await admin.get('/api/admin/jobs?after=1_x')).status).toBe(400);
  await server.database.execute("delete from pgboss.job where name = 'parked'");
});

test('повтор ставит задание в его очередь один раз, сколько бы людей ни нажало, и остаётся на записи', async () => {
  const id = await park('journal-seal', { value: { message: 'job heartbeat timeout' } }, 1);
  const before = await waiting('journal-seal');
  const answers = await Promise.all([1, 2, 3].map(() => admin.post(`/api/admin/jobs/${id}/retry`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  expect(await waiting('journal-seal')).toBe(before + 1);
  expect((await list()).items).toEqual([]);
  expect(await decisions(id)).toEqual([{ job_name: 'journal-seal', action: 'retry', reason: null, login: 'admin' }]);
});

test('удаление требует причины, причина и человек остаются', async () => {
  const id = await park('journal-seal', { name: 'BrokenSeal', message: 'Печать журнала № 3 изменена.' }, 1);
  const discard = (body: object) =>
    admin.send('DELETE', `/api/admin/jobs/${id}`, {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  for (const body of [{}, { reason: '' }, { reason: '      ' }]) {
    expect((await discard(body)).body.code, JSON.stringify(body)).toBe('invalidBody');
  }
  expect((await list()).items[0].reason).toBe('Печать журнала № 3 изменена.');
  expect((await discard({ reason: 'Печать поставлена командой.' })).status).toBe(204);
  expect((await discard({ reason: 'Печать поставлена командой.' })).status).toBe(404);
  expect((await list()).items).toEqual([]);
  expect(await decisions(id)).toEqual([
    { job_name: 'journal-seal', action: 'discard', reason: 'Печать поставлена командой.', login: 'admin' },
  ]);
});

test('у каждого задания системы есть название для людей', async () => {
  const { rows } = await server.database.execute(
    "select name from pgboss.queue where name <> 'parked' and name !~ '^__' order by name",
  );
  const names = (rows as { name: string }[]).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => titleOf(name) === name)).toEqual([]);
});

test('задание, которого нет, и чужое состояние: 404, а выполняемое не трогается', async () => {
  expect((await admin.post(`/api/admin/jobs/${randomUUID()}/retry`)).status).toBe(404);
  const { rows } = await server.database.execute(
    "insert into pgboss.job (name, data) values ('session-cleaning', '{}') returning id",
  );
  const [{ id } = { id: '' }] = rows as { id: string }[];
  expect((await admin.post(`/api/admin/jobs/${id}/retry`)).status).toBe(404);
  expect(await waiting('session-cleaning')).toBeGreaterThan(0);
});

test('показатели: очередь, остановленные, самое старое, соединения, потоки', async () => {
  await park('journal-seal', { name: 'Error', message: 'x' }, 1);
  await server.database.execute(
    "insert into pgboss.job (name, data, start_after) values ('session-cleaning', '{}', now() - interval '90 seconds')",
  );
  const text = (await admin.get('/metrics')).text;
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  expect(value('reglament_jobs_waiting\\{job="session-cleaning"\\}')).toBeGreaterThanOrEqual(1);
  expect(value('reglament_jobs_parked')).toBe(1);
  expect(value('reglament_jobs_oldest_waiting_seconds')).toBeGreaterThanOrEqual(90);
  expect(value('reglament_event_streams')).toBe(0);
  expect(value('reglament_database_connections\\{state="used"\\}')).toBeGreaterThanOrEqual(0);
  expect(text).toContain('# TYPE reglament_outbox_waiting gauge');
});
