import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnection } from '../../core/src/connection/commands.ts';
import { makeDigests, makeLettersAtOnce } from '../../core/src/digest/make.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { openEmulator } from '../../plugins/email/emulator.ts';
import type { Emulator } from '../../plugins/sdk/src/index.ts';
import { decidingApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { soon } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let mail: Emulator;
let executor: Client;
let executorId: string;
beforeAll(async () => {
  server = await startServer({ tuning: { ...usualTuning, patience: { first: 30, longest: 60, most: 3 } } });
  server.clock.toNoon();
  mail = await openEmulator({ now: server.clock.now });
  executor = await server.login('executor');
  executorId = expected(await executor.get('/api/me')).user.id;
});
afterAll(async () => {
  await server?.close();
  await mail?.close();
});

const DAY = 24 * 60 * 60 * 1000;
const look = () => makeDigests(server.deps);
const view = async () => expected(await executor.get('/api/me/digest'));
const texts = () => mail.effects.map(({ content }) => String(content.text));

/** What the engine tells the executor of a case. */
async function tell(text: string): Promise<void> {
  const registrar = await server.login('registrar');
  const card = await decidingApplication({ registrar, dispatcher: await server.login('dispatcher'), executorId });
  await server.deps.database.asOwner((trx) =>
    trx('staff_notice').insert({
      ...{ application_id: card.id, user_id: executorId, kind: 'deadlineNear', text, created_at: server.clock.now() },
      organisation_id: trx('application').where({ id: card.id }).select('organisation_id'),
    }),
  );
}

test('без подключения почты выбор сохраняется, сказано, что письма не будет', async () => {
  expect(await view()).toEqual({ hour: null, email: 'executor@example.org', possible: false, last: null });
  expect(expected(await executor.put('/api/me/digest', { hour: 0 }))).toMatchObject({ hour: 0, possible: false });
  const { rows } = await server.database.execute("select id from organisation where code = 'arch'");
  await createConnection(server.deps, (rows[0] as { id: string }).id, {
    ...{ plugin: 'email', code: 'email', title: 'Почта', enabled: true },
    settings: mail.config as never,
  });
  expect(await view()).toMatchObject({ hour: 0, possible: true });
  expect(expected(await executor.put('/api/me/digest', { hour: null }))).toMatchObject({ hour: null });
});

test('раз в день, только новое и ещё не сказанное, одно письмо, сколько бы процессов ни смотрело', async () => {
  // The schedule of the server itself may look at any moment: the news is there before the hour is chosen.
  await tell('Срок подходит к концу: первая');
  expected(await executor.put('/api/me/digest', { hour: 0 }));
  await Promise.all([look(), look(), look()]);
  await soon(async () => expect((await view()).last?.sentAt).not.toBeNull());
  await look();
  expect(texts()).toEqual([expect.stringContaining('• Срок подходит к концу: первая')]);
  expect(mail.effects[0]?.content).toMatchObject({
    to: 'executor@example.org',
    subject: 'Новые уведомления',
  });
  expect(texts()[0]).toContain(`${server.deps.config.publicUrl}/applications/`);

  await tell('Срок подходит к концу: вторая');
  await look();
  expect(texts()).toHaveLength(1);
  server.clock.advance(DAY);
  executor = await server.login('executor');
  await look();
  await soon(() => expect(texts()).toHaveLength(2));
  expect(texts()[1]).toContain('вторая');
  expect(texts()[1]).not.toContain('первая');
});

test('новостей нет, прочитано или отказано от сводки – письма нет', async () => {
  const before = texts().length;
  server.clock.advance(DAY);
  executor = await server.login('executor');
  await look();
  await tell('Срок истёк: прочитано');
  expected(await executor.post('/api/me/notices/read'));
  server.clock.advance(DAY);
  executor = await server.login('executor');
  await look();
  expected(await executor.put('/api/me/digest', { hour: null }));
  await tell('Срок истёк: не надо');
  server.clock.advance(DAY);
  await look();
  const { rows } = await server.database.execute('select count(*)::int as count from digest');
  expect([texts().length, (rows[0] as { count: number }).count]).toEqual([before, before]);
});

test('адрес не принят – причина видна в профиле', async () => {
  executor = await server.login('executor');
  mail.play({ kind: 'refuse', reason: 'Ящик не найден' });
  await tell('Срок истёк: не дойдёт');
  expected(await executor.put('/api/me/digest', { hour: 0 }));
  await look();
  await soon(async () => expect((await view()).last?.failure).toContain('Ящик не найден'));
});

test.each([-1, 24, 1.5, 'утром'])('час %j не принимается', async (hour) => {
  executor = await server.login('executor');
  expect((await executor.put('/api/me/digest', { hour })).status).toBe(400);
});

const choose = async (mail: string, quiet: object | null = null) =>
  expected(
    await executor.put('/api/me/notice-setting', { events: [{ event: 'deadline', shown: false, mail }], quiet }),
  );

test('письмо сразу: одно о собравшемся, не второй раз и не в сводке; в тихие часы ждёт; в интерфейсе скрыто', async () => {
  mail.play({ kind: 'answer' });
  server.clock.toNoon();
  executor = await server.login('executor');
  expected(await executor.post('/api/me/notices/read'));
  expected(await executor.put('/api/me/digest', { hour: null }));
  const before = texts().length;
  await tell('Срок истёк: до выбора');
  expect((await choose('atOnce', { from: 11, until: 14 })).events).toContainEqual({
    ...{ event: 'deadline', shown: false, mail: 'atOnce' },
  });
  await tell('Срок истёк: один');
  await tell('Срок истёк: два');
  await makeLettersAtOnce(server.deps);
  expect(texts()).toHaveLength(before);
  const seen = expected(await executor.get('/api/me/notices'));
  expect(seen.items.filter(({ kind }: { kind: string }) => kind === 'deadlineNear')).toEqual([]);

  await choose('atOnce');
  await Promise.all([makeLettersAtOnce(server.deps), makeLettersAtOnce(server.deps)]);
  await soon(() => expect(texts()).toHaveLength(before + 1));
  expect(texts().at(-1)).toMatch(/один[\s\S]*два/);
  expect(texts().at(-1)).not.toContain('до выбора');
  expected(await executor.put('/api/me/digest', { hour: 0 }));
  await choose('digest');
  await look();
  await soon(async () => expect((await view()).last?.sentAt).not.toBeNull());
  expect(texts().filter((text) => text.includes('один'))).toHaveLength(1);
});

test('проверочное письмо приходит; пока прежнее в пути, второго нет', async () => {
  const before = texts().length;
  expected(await executor.post('/api/me/digest/test'));
  await soon(() => expect(texts()).toHaveLength(before + 1));
  expect(texts().at(-1)).toContain('проверочное письмо');
  await soon(async () => expect((await view()).last?.sentAt).not.toBeNull());
});

test('кто читает по-английски, тому и письма по-английски', async () => {
  const before = texts().length;
  expected(await executor.patch('/api/me/preferences', { locale: 'en' }), 204);
  expected(await executor.post('/api/me/notices/read'));
  await choose('atOnce');
  await tell('Уведомление по заявке № 12-3 не ушло. Сообщите заявителю иначе');
  await makeLettersAtOnce(server.deps);
  await soon(() => expect(texts()).toHaveLength(before + 1));
  expect(texts().at(-1)).toContain('• The notification on application No. 12-3 did not go out');
  expect(`${mail.effects.at(-1)?.content.subject} ${texts().at(-1)}`).not.toMatch(/[А-Яа-яЁё]/);
  expected(await executor.patch('/api/me/preferences', { locale: 'ru' }), 204);
});

test('уведомления отбирают по событию; неверный выбор назван', async () => {
  await choose('digest');
  const found = expected(await executor.get('/api/me/notices?event=assigned'));
  expect(new Set(found.items.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['assigned']));
  expect((await executor.get('/api/me/notices?event=weather')).status).toBe(400);
  const wrong = { events: [{ event: 'deadline', shown: true, mail: 'sms' }], quiet: { from: 24, until: 7 } };
  expect((await executor.put('/api/me/notice-setting', wrong)).status).toBe(400);
});
