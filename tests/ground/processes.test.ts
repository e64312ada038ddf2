import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrations } from '../../core/migrations/list.ts';
import { type Jobs, openJobs } from '../../core/src/jobs.ts';
import { createLog } from '../../core/src/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openEvents } from '../support/event-client.ts';
import { createApplication } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { processSecret, type ServerProcess, startProcess } from '../support/server-process.ts';

const run = promisify(execFile);

/** Three real processes over one database that was empty when all of them started. */
let database: TestDatabase;
let dataDir: string;
let first: ServerProcess;
let second: ServerProcess;
let worker: ServerProcess;

const start = (name: string, role: string) =>
  startProcess({ databaseUrl: database.url, dataDir, settings: { ROLE: role, NODE_NAME: name } });

beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
  dataDir = mkdtempSync(join(tmpdir(), 'reglament-processes-'));
  [first, second, worker] = await Promise.all([
    start('web-1', 'web'),
    start('web-2', 'web'),
    start('worker-1', 'worker'),
  ]);
  await Promise.all([first, second, worker].map((one) => one.ready()));
});
afterAll(async () => {
  await Promise.all([first, second, worker].map((one) => one?.end('SIGKILL')));
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The same browser, sent to another process by the balancer. */
function carriedOver(client: Client, to: ServerProcess): Client {
  const other = to.client();
  for (const [name, value] of client.cookies) other.cookies.set(name, value);
  return other;
}

test('пустую базу готовит один, остальные ждут: ничего не сделано дважды', async () => {
  const done = await database.asOwner(async (trx) => trx('knex_migrations').pluck('name').orderBy('id'));
  expect(done).toEqual(migrations.map(({ name }) => name));
  const twice = 'select kind, code from definition_version group by kind, code having count(*) > 1';
  expect((await database.execute(twice)).rows).toEqual([]);
  const demo = JSON.parse(readFileSync(join(import.meta.dirname, '../../service-definitions/demo/demo.json'), 'utf8'));
  const counted =
    'select (select count(*) from user_account)::int as users, (select count(*) from application)::int as cases';
  expect((await database.execute(counted)).rows).toEqual([
    { users: demo.users.length, cases: demo.applications.length },
  ]);
  for (const one of [first, second, worker]) expect(one.log.filter(({ level }) => level === 'error')).toEqual([]);
});

describe('роль', () => {
  test('worker отвечает только о себе', async () => {
    const client = worker.client();
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await client.get(path)).status, path).toBe(200);
    for (const path of ['/', '/admin/', '/api/me', '/api/services', '/api/openapi.json']) {
      const answer = await client.get(path);
      expect([answer.status, answer.body.code], path).toEqual([404, 'notFound']);
    }
    expect((await client.post('/api/session', { login: 'admin', password: 'x' })).status).toBe(404);
  });

  test('задание, поставленное откуда угодно, берёт worker, и только он', async () => {
    const producer = journalSealing();
    await put(producer);
    await expect.poll(takenBy, { timeout: 30_000 }).toEqual({ 'web-1': 0, 'web-2': 0, 'worker-1': 1 });
    // Without a worker it waits: the web processes hear of it and leave it alone.
    expect(await worker.end('SIGKILL')).toBe('SIGKILL');
    await put(producer);
    worker = await start('worker-2', 'worker');
    await worker.ready();
    await expect.poll(takenBy, { timeout: 30_000 }).toEqual({ 'web-1': 0, 'web-2': 0, 'worker-2': 1 });
    await producer.stop();
  });
});

function journalSealing(): Jobs {
  const jobs = openJobs(database, createLog('silent'));
  jobs.defineJob('journal-seal', { type: 'object', additionalProperties: false }, async () => undefined);
  return jobs;
}

function put(jobs: Jobs): Promise<void> {
  return database.asOwner((trx) => jobs.enqueue(trx, { name: 'journal-seal', data: {} }));
}

/** Sealings taken, by the name of the process in its own log. */
function takenBy(): Record<string, number> {
  const counted = [first, second, worker].map(({ log }) => {
    const taken = log.filter(({ msg, job }) => msg === 'job taken' && job === 'journal-seal');
    return [String(log.find(({ node }) => node !== undefined)?.node), taken.length];
  });
  return Object.fromEntries(counted);
}

describe('общее у процессов', () => {
  test('сеанс: вход в одном действует в другом, выход в другом – выход везде', async () => {
    const here = await first.client().login('registrar');
    const there = carriedOver(here, second);
    expect((await there.get('/api/me')).body.user.login).toBe('registrar');
    expect((await there.delete('/api/session')).status).toBe(204);
    expect((await here.get('/api/me')).status).toBe(401);
  });

  test('событие: изменённое в одном процессе слышно в окне, открытом в другом', async () => {
    const here = await first.client().login('registrar');
    const events = await openEvents(second.url, carriedOver(here, second));
    const { id } = await createApplication(here);
    const [change] = await events.until('change');
    events.close();
    expect(change?.data).toMatchObject({ applicationId: id, state: 'draft' });
  });

  test('определение, опубликованное командой, действует во всех без перезапуска', async () => {
    const folder = join(dataDir, 'definitions');
    cpSync(join(import.meta.dirname, '../../service-definitions'), folder, { recursive: true });
    const file = join(folder, 'services/landPlotPlan/service.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"title": "[^"]*"/, '"title": "План участка по-новому"'));
    // Waited for with the line to the servers watched: a connection that one of them closes meanwhile is not used again.
    const { stderr } = await run(process.execPath, ['core/bin/reglament.mjs', 'definitions', 'import', folder], {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, SECRET_KEY: processSecret, DATA_DIR: dataDir },
    });
    expect(stderr).toBe('');
    for (const one of [first, second]) {
      const client = await one.client().login('registrar');
      const title = async () => (await client.get('/api/services/landPlotPlan')).body.title;
      await expect.poll(title, { timeout: 10_000 }).toBe('План участка по-новому');
    }
  });
});

test('один убит, другой просят закончить: вошедший работает дальше, начатое доводится до конца', async () => {
  const here = await first.client().login('registrar');
  const there = carriedOver(here, second);
  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  const { id } = await createApplication(there);
  const stream = await openEvents(second.url, there);
  const upload = await beginUpload(second.url, there, id);
  const ended = second.end('SIGTERM');
  await stream.untilEnded();
  expect(await upload.finish()).toBe(201);
  expect(await ended).toBe(0);
  expect(second.log.map(({ msg }) => msg)).not.toContain('requests were cut off');
  expect(await worker.end('SIGTERM')).toBe(0);
});

/** A file whose first half the server is known to have: it says «100 Continue» when it has begun. */
async function beginUpload(
  url: string,
  client: Client,
  id: string,
): Promise<{ finish(): Promise<number | undefined> }> {
  const content = Buffer.from('Приложение к заявке.\n');
  const query = new URLSearchParams({ name: 'письмо.txt', purpose: 'attachment' });
  const sending = request(new URL(`/api/applications/${id}/files?${query}`, url), {
    method: 'POST',
    headers: {
      Cookie: [...client.cookies].map((pair) => pair.join('=')).join('; '),
      Origin: url,
      'Content-Type': 'application/octet-stream',
      'Content-Length': content.length,
      Expect: '100-continue',
    },
  });
  sending.flushHeaders();
  await once(sending, 'continue');
  sending.write(content.subarray(0, 10));
  return {
    async finish() {
      const answered = once(sending, 'response');
      sending.end(content.subarray(10));
      const [answer]: IncomingMessage[] = await answered;
      answer?.resume();
      return answer?.statusCode;
    },
  };
}

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
