import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type AccessLog, openAccessLog } from '../../core/src/journal/access-log.ts';
import type { View } from '../../core/src/journal/rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertPlace, type Place } from '../support/database-rows.ts';

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database);
});
afterAll(() => database.drop());

const errors: unknown[] = [];
const log = { error: (facts: unknown) => void errors.push(facts) };

function opened(everyMs?: number): AccessLog {
  const accessLog = openAccessLog(database, log, everyMs);
  onTestFinished(() => accessLog.close());
  return accessLog;
}

const view = (requestId: string, userId: string = place.userId): View => ({
  at: new Date('2026-11-20T10:00:00Z'),
  organisationId: place.organisationId,
  userId,
  action: 'view',
  subjectKind: 'application',
  subjectId: 'one',
  requestId,
});

const written = async (requestId: string): Promise<number> =>
  (await database.asOwner((trx) => trx('access_log').where({ request_id: requestId }).select('id'))).length;

test('просмотры пишутся пачкой сами, без отдельного запроса на каждый', async () => {
  const accessLog = opened(20);
  const request = randomUUID();
  for (let n = 0; n < 2_500; n += 1) accessLog.record(view(request));
  expect(await written(request)).toBe(0);
  await vi.waitFor(async () => expect(await written(request)).toBe(2_500), { timeout: 30_000 });
});

test('при закрытии дописывается всё', async () => {
  const accessLog = openAccessLog(database, log);
  const request = randomUUID();
  accessLog.record(view(request));
  await accessLog.close();
  expect(await written(request)).toBe(1);
});

test('пока база недоступна, просмотры ждут и не теряются', async () => {
  const accessLog = opened();
  const request = randomUUID();
  accessLog.record(view(request));
  const locked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  onTestFinished(() => held.resolve());
  const holding = database.asOwner(async (trx) => {
    await trx.raw('lock table access_log');
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const flushing = accessLog.flush();
  await vi.waitFor(async () => expect((await database.execute(waiting)).rows).toHaveLength(1), { timeout: 30_000 });
  await database.execute(waiting.replace('select pid', 'select pg_terminate_backend(pid)'));
  await flushing;
  held.resolve();
  await holding;
  expect(await written(request)).toBe(0);
  await accessLog.flush();
  expect(await written(request)).toBe(1);
});

const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

test('один негодный не задерживает остальных', async () => {
  const accessLog = opened();
  const request = randomUUID();
  accessLog.record(view(request));
  accessLog.record(view(request, randomUUID()));
  accessLog.record(view(request));
  await accessLog.flush();
  expect(await written(request)).toBe(2);
});
