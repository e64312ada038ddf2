import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, BulkRun } from '../../core/src/api.gen.ts';
import { killJobsOf } from '../support/dead-job.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let dispatcher: Client;
let employee: string;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  dispatcher = await server.login('dispatcher');
  employee = expected(await (await server.login('executor')).get('/api/me')).user.id;
});
afterAll(() => server.close());

let number = 0;
async function registered(count: number): Promise<ApplicationCard[]> {
  const cards: ApplicationCard[] = [];
  for (let at = 0; at < count; at += 1) {
    number += 1;
    const draft = await createApplication(registrar, { applicant: personNumber(number) });
    cards.push(await act(registrar, draft, ['register', {}]));
  }
  return cards;
}

const pick = (cards: readonly ApplicationCard[]) => cards.map(({ id, version }) => ({ id, version }));
const assigning = (change: object) => ({ key: randomUUID(), action: 'assign', input: { employee }, ...change });

async function settled(client: Client, id: string, status: BulkRun['status']): Promise<BulkRun> {
  return vi.waitUntil(
    async () => {
      const run: BulkRun = expected(await client.get(`/api/me/bulk-runs/${id}`));
      return run.status === status ? run : undefined;
    },
    { timeout: 60_000, interval: 50 },
  );
}

const eventsOf = (ids: readonly string[]) =>
  server.database.asOwner((trx) =>
    trx('application_event')
      .whereIn('application_id', [...ids])
      .where({ type: 'action:assign' })
      .select('application_id'),
  );

test('проверка ничего не меняет и говорит, чего нельзя и почему; выполнение – по разу', async () => {
  const [first, second, gone, changed] = await registered(4);
  if (!first || !second || !gone || !changed) throw new Error('four were made');
  const draft = await createApplication(registrar, { applicant: personNumber(900) });
  await act(dispatcher, gone, ['assign', { input: { employee } }]);
  const fresh: ApplicationCard = expected(await dispatcher.get(`/api/applications/${gone.id}`));
  await act(dispatcher, changed, ['assign', { input: { employee } }]);
  const rows = pick([first, second, fresh, changed, draft]);
  const wanted = assigning({ rows });
  const asked: BulkRun = expected(await dispatcher.post('/api/me/bulk-runs', wanted), 201);
  // A draft is nothing that a dispatcher sees: it is not among the chosen.
  expect(asked.rows.map(({ id }) => id)).toEqual([first, second, fresh, changed].map(({ id }) => id));
  const checked = await settled(dispatcher, asked.id, 'checked');
  expect(checked.rows.map(({ status }) => status).slice(0, 2)).toEqual(['ready', 'ready']);
  expect(checked.rows[3]).toMatchObject({ status: 'closed', reason: expect.stringContaining('уже изменили') });
  expect(await eventsOf([first.id, second.id])).toHaveLength(0);
  for (const _twice of [1, 2]) expected(await dispatcher.post(`/api/me/bulk-runs/${asked.id}/start`));
  const done = await settled(dispatcher, asked.id, 'done');
  expect(done.counts).toMatchObject({ waiting: 0, ready: 0, refused: 0 });
  expect(done.rows.slice(0, 2).map(({ status }) => status)).toEqual(['done', 'done']);
  const { items } = expected(await dispatcher.get('/api/me/bulk-runs'));
  expect(items).toEqual([
    expect.objectContaining({ id: asked.id, title: 'Назначить исполнителя', counts: done.counts }),
  ]);
  expect(items[0].finishedAt).not.toBeNull();
  expect(expected(await registrar.get('/api/me/bulk-runs')).items).toEqual([]);
  expected(await dispatcher.post('/api/me/bulk-runs', wanted), 201);
  expected(await dispatcher.post(`/api/me/bulk-runs/${asked.id}/start`));
  expect(await eventsOf([first.id, second.id])).toHaveLength(2);
  const card: ApplicationCard = expected(await dispatcher.get(`/api/applications/${first.id}`));
  expect(card.executor?.id).toBe(employee);
});

test('изменённую после проверки не трогает и говорит об этом', async () => {
  const [one, other] = await registered(2);
  if (!one || !other) throw new Error('two were made');
  const asked: BulkRun = expected(
    await dispatcher.post('/api/me/bulk-runs', assigning({ rows: pick([one, other]) })),
    201,
  );
  await settled(dispatcher, asked.id, 'checked');
  await act(dispatcher, other, ['assign', { input: { employee } }]);
  expected(await dispatcher.post(`/api/me/bulk-runs/${asked.id}/start`));
  const { counts, rows } = await settled(dispatcher, asked.id, 'done');
  expect(counts).toMatchObject({ done: 1, refused: 1 });
  expect(rows[1]?.reason).toContain('уже изменили');
  expect(await eventsOf([one.id, other.id])).toHaveLength(2);
});

test('все найденные – по тому же отбору; отменённое не выполняется', async () => {
  const [one] = await registered(1);
  const found = { tab: 'registered', filters: { number: one?.number ?? '' }, sort: '', columns: [] };
  const asked: BulkRun = expected(await dispatcher.post('/api/me/bulk-runs', assigning({ found })), 201);
  expect(asked.rows.map(({ id }) => id)).toEqual([one?.id]);
  await settled(dispatcher, asked.id, 'checked');
  expect(expected(await dispatcher.post(`/api/me/bulk-runs/${asked.id}/cancel`)).status).toBe('cancelled');
  expect((await dispatcher.post(`/api/me/bulk-runs/${asked.id}/start`)).status).toBe(409);
  expect(await eventsOf([one?.id ?? ''])).toHaveLength(0);
  const stranger = await server.login('approver');
  expect((await stranger.get(`/api/me/bulk-runs/${asked.id}`)).status).toBe(404);
  expect((await stranger.post(`/api/me/bulk-runs/${asked.id}/start`)).status).toBe(404);
});

test('роль, которую отняли до выполнения, уже не действует', async () => {
  const cards = await registered(1);
  const second = await server.login('super');
  const me = expected(await second.get('/api/me')).user.id;
  const asked: BulkRun = expected(await dispatcher.post('/api/me/bulk-runs', assigning({ rows: pick(cards) })), 201);
  await settled(dispatcher, asked.id, 'checked');
  await server.database.asOwner((trx) => trx('bulk_run').where({ id: asked.id }).update({ user_id: me }));
  expected(await second.post(`/api/me/bulk-runs/${asked.id}/start`));
  const { counts } = await settled(second, asked.id, 'done');
  expect(counts).toMatchObject({ done: 0, refused: 1 });
});

test('задание умерло: сказано, что остановилось и что делать; «повторить» доделывает остальное по разу', async () => {
  const cards = await registered(2);
  const asked: BulkRun = expected(await dispatcher.post('/api/me/bulk-runs', assigning({ rows: pick(cards) })), 201);
  await settled(dispatcher, asked.id, 'checked');
  const { jobs } = server.deps;
  await jobs.stop();
  const started: BulkRun = expected(await dispatcher.post(`/api/me/bulk-runs/${asked.id}/start`));
  expect(started).toMatchObject({ status: 'running', trouble: null });
  await killJobsOf(server, asked.id);
  const trouble = expect.stringContaining('Повторите');
  expect(expected(await dispatcher.get(`/api/me/bulk-runs/${asked.id}`))).toMatchObject({ status: 'running', trouble });
  const { items } = expected(await dispatcher.get('/api/me/bulk-runs'));
  expect(items[0]).toMatchObject({ id: asked.id, status: 'running', trouble });
  const stranger = await server.login('approver');
  expect((await stranger.post(`/api/me/bulk-runs/${asked.id}/retry`)).status).toBe(404);
  const retried = await Promise.all([1, 2].map(() => dispatcher.post(`/api/me/bulk-runs/${asked.id}/retry`)));
  for (const answer of retried) expect(expected(answer)).toMatchObject({ trouble: null });
  expect((await settled(dispatcher, asked.id, 'done')).counts).toMatchObject({ done: 2 });
  expect(await eventsOf(cards.map(({ id }) => id))).toHaveLength(2);
  expect(await jobs.parked({ limit: 9 })).toEqual([]);
});

test.each([
  [{ rows: undefined }, 400],
  [{ rows: [] }, 400],
  [{ rows: [{ id: '00000000-0000-4000-8000-000000000000', version: 1 }] }, 404],
  [{ found: { tab: 'absent', filters: {}, sort: '', columns: [] } }, 400],
])('отказано: %j', async (change, status) => {
  expect((await dispatcher.post('/api/me/bulk-runs', assigning(change))).status).toBe(status);
});
