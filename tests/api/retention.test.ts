import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { QuarantineView } from '../../core/src/api.gen.ts';
import { joinRegistry, openProvider, plugins } from '../faults/registry.ts';
import { expected } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

const DAY = 86_400_000;

let provider: Emulator;
let server: TestServer;
let connection: string;
let body: string;
beforeAll(async () => {
  provider = await openProvider();
  server = await startServer({ plugins, env: { EXCHANGE_DAYS: '100', ACCESS_LOG_DAYS: '120' } });
  connection = await joinRegistry(server, provider);
  await server.database.execute('update connection set enabled = false');
  const { rows } = await server.database.execute('select organisation_id as id from connection where id = $1', [
    connection,
  ]);
  body = (rows as { id: string }[])[0]?.id ?? '';
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
});

const at = (days: number) => new Date(Date.now() - days * DAY);

async function exchanged(days: number): Promise<void> {
  await server.database.execute(
    `insert into exchange_message (organisation_id, connection_id, at, direction, method, address, status, duration, sent)
     values ($1, $2, $3, 'out', 'POST', $4, '200', 1, 'вопрос')`,
    [body, connection, at(days), `${days}`],
  );
}

async function came(name: string, status: string, days: number): Promise<void> {
  await server.database.execute(
    `insert into delivery (organisation_id, connection_id, message_id, kind, status, reason, original, received_at)
     values ($1, $2, $3, 'answer', $4, 'причина', 'ответ', $5)`,
    [body, connection, name, status, at(days)],
  );
}

const kept = async (text: string) => (await server.database.execute(text)).rows;

/** Puts the daily job in, as the clock would. */
function night(name = 'exchange-retention'): Promise<void> {
  return server.deps.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name, data: {} }));
}

test('старое забыто с записью, свежее и неразобранное остаётся, пришедшее помнится', async () => {
  for (const days of [99, 101, 500]) await exchanged(days);
  await came('свежий', 'accepted', 99);
  await came('старый', 'accepted', 101);
  await came('разобранный', 'resolved', 300);
  await came('неразобранный', 'quarantine', 300);
  await night();
  const records = () =>
    kept(`select subject_kind as kind, split_part(subject_id, ' ', 1) as count, organisation_id = '${body}' as own,
      user_id from access_log where action = 'forget' order by id`);
  await vi.waitFor(
    async () =>
      expect(await records()).toEqual([
        { kind: 'exchange', count: '2', own: true, user_id: null },
        { kind: 'original', count: '2', own: true, user_id: null },
      ]),
    { timeout: 30_000, interval: 50 },
  );
  expect(await kept(`select address from exchange_message where method = 'POST' and sent = 'вопрос'`)).toEqual([
    { address: '99' },
  ]);
  expect(
    await kept(
      `select message_id as name, length(original) > 0 as whole from delivery order by received_at desc, name`,
    ),
  ).toEqual([
    { name: 'свежий', whole: true },
    { name: 'старый', whole: false },
    { name: 'неразобранный', whole: true },
    { name: 'разобранный', whole: false },
  ]);
});

test('удалённое по сроку не выдаётся пустым файлом: сказано словами, когда и почему', async () => {
  const admin = await server.login('admin');
  const { items } = expected(await admin.get('/api/admin/deliveries?status=accepted'));
  const named = new Map((items as QuarantineView[]).map((item) => [item.messageId, item]));
  expect(named.get('свежий')?.forgottenAt).toBeNull();
  const path = (name: string) => `/api/admin/deliveries/${named.get(name)?.id}/original`;
  expect((await admin.get(path('свежий'))).text).toBe('ответ');
  const gone = named.get('старый')?.forgottenAt ?? '';
  const answer = await admin.get(path('старый'));
  expect([answer.status, answer.body.code]).toEqual([410, 'gone']);
  expect(answer.body.detail).toMatch(/удалено \d\d\.\d\d\.\d{4}: закончился срок его хранения/);
  expect(Math.abs(Date.parse(gone) - Date.now())).toBeLessThan(600_000);
});

test('кто что смотрел, помнится столько, сколько сказано настройкой, и сколько забыто – записано', async () => {
  const looked = (days: number) =>
    server.database.execute(
      `insert into access_log (at, organisation_id, action, subject_kind, subject_id) values ($1, $2, 'view', 'aged', $3)`,
      [at(days), body, `${days}`],
    );
  const left = () => kept(`select subject_id as days from access_log where subject_kind = 'aged' order by id`);
  // Rows of many days ago come first in the table, as in one that has grown.
  await server.database.execute('alter sequence access_log_id_seq minvalue -1000 restart with -1000');
  for (const days of [400, 121, 119]) await looked(days);
  await night('access-log-retention');
  await vi.waitFor(async () => expect(await left()).toEqual([{ days: '119' }]), { timeout: 30_000, interval: 50 });
  expect(
    await kept(
      `select split_part(subject_id, ' ', 1) as count, organisation_id = '${body}' as own from access_log
       where action = 'forget' and subject_kind = 'access'`,
    ),
  ).toEqual([{ count: '2', own: true }]);
  const refused = (statement: string) =>
    expect(server.deps.database.asOwner((trx) => trx.raw(statement))).rejects.toMatchObject({ code: 'RG001' });
  await looked(89);
  await refused(`delete from access_log where subject_id = '89'`);
  await refused(`update access_log set user_id = null where subject_id = '119'`);
});

test('свежее не удаляет и не меняет никто, и старое – не приложение', async () => {
  await exchanged(80);
  await exchanged(400);
  const refused = (statement: string) =>
    expect(server.deps.database.asOwner((trx) => trx.raw(statement))).rejects.toMatchObject({ code: 'RG001' });
  await refused(`delete from exchange_message where address = '80'`);
  await refused(`update exchange_message set sent = '' where address = '400'`);
  await refused('truncate exchange_message');
  const byApplication = server.deps.database.inBodies([body], (trx) =>
    trx.raw(`delete from exchange_message where address = '400'`),
  );
  await expect(byApplication).rejects.toMatchObject({ code: '42501' });
});
