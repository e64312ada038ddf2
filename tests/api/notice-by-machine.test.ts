import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ApplicationCard, NoticeView } from '../../core/src/api.gen.ts';
import { createConnection } from '../../core/src/connection/commands.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { openEmulator } from '../../plugins/email/emulator.ts';
import type { Emulator } from '../../plugins/sdk/src/index.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { soon } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let mail: Emulator;
let clerk: Client;
beforeAll(async () => {
  server = await startServer({
    tuning: { ...usualTuning, patience: { first: 30, longest: 60, most: 3 }, pollShortest: 30, pollLongest: 60 },
  });
  mail = await openEmulator({ now: server.clock.now });
  const { rows } = await server.database.execute("select id from organisation where code = 'arch'");
  await createConnection(server.deps, (rows[0] as { id: string }).id, {
    ...{ plugin: 'email', code: 'email', title: 'Почта', enabled: true },
    settings: mail.config as never,
  });
  clerk = await server.login('super');
});
afterAll(async () => {
  await server?.close();
  await mail?.close();
});
beforeEach(() => mail.play({ kind: 'answer' }));

let people = 700;

/** An application that is withdrawn, of which the applicant hears by this way. */
async function told(notification: { way: string; address?: string }): Promise<ApplicationCard> {
  people += 1;
  const draft = await createApplication(clerk, { applicant: personNumber(people), notification });
  return act(clerk, await act(clerk, draft, ['register', {}]), ['withdraw', { comment: 'Передумала' }]);
}

const letters = (to: string) => mail.effects.map(({ content }) => content).filter((one) => one.to === to);

async function noticeOf(card: ApplicationCard, status: string): Promise<NoticeView | undefined> {
  const { items } = expected(await clerk.get(`/api/notices?status=${status}&limit=100`));
  return items.find(({ application }: NoticeView) => application.id === card.id);
}

const messages = async ({ id }: ApplicationCard) =>
  expected(await clerk.get(`/api/applications/${id}/correspondence`)).items;

async function titles({ id }: ApplicationCard): Promise<string[]> {
  const { items } = expected(await clerk.get(`/api/applications/${id}/history`));
  return items.map(({ title }: { title: string }) => title);
}

test('выбрана почта – письмо уходит само, один раз, с номером в теме; видно в переписке и в истории', async () => {
  const card = await told({ way: 'email', address: 'gone@example.org' });
  await soon(async () => expect(await noticeOf(card, 'done')).toBeDefined());
  expect(await noticeOf(card, 'done')).toMatchObject({ way: 'email', doneBy: null, failure: null, sendable: false });
  expect(letters('gone@example.org')).toEqual([
    {
      to: 'gone@example.org',
      subject: `Заявка № ${card.number}: Выдача градостроительного плана земельного участка`,
      text: expect.stringContaining('Управление архитектуры и градостроительства администрации города Верхнереченска'),
    },
  ]);
  expect(await messages(card)).toEqual([expect.objectContaining({ way: 'email', status: 'sent', note: null })]);
  expect(await titles(card)).toContain('Уведомление заявителю отправлено');
});

test('сервер занят – письмо ждёт и уходит один раз', async () => {
  mail.play({ kind: 'fail' }, { kind: 'answer' });
  const card = await told({ way: 'email', address: 'later@example.org' });
  await soon(async () => expect(await noticeOf(card, 'done')).toBeDefined());
  expect(letters('later@example.org')).toHaveLength(1);
});

test('адрес не принят – задание сотруднику с причиной; с исправленным адресом уходит', async () => {
  mail.play({ kind: 'refuse', reason: 'Ящик не найден' }, { kind: 'answer' });
  const card = await told({ way: 'email', address: 'wrong@example.org' });
  const task = await soon(async () => {
    const found = await noticeOf(card, 'todo');
    expect(found).toBeDefined();
    return found as NoticeView;
  });
  expect(task).toMatchObject({ status: 'todo', sendable: true, failure: expect.stringContaining('Ящик не найден') });
  expect(await messages(card)).toEqual([
    expect.objectContaining({ status: 'todo', note: expect.stringContaining('Ящик не найден') }),
  ]);
  expect(await titles(card)).toContain('Уведомление заявителю не ушло');
  const mine = expected(await clerk.get('/api/me/notices')).items;
  expect(mine).toContainEqual(expect.objectContaining({ kind: 'noticeFailed' }));
  const stranger = await server.login('city.registrar');
  expect((await stranger.post(`/api/notices/${task.id}/send`, {})).status).toBe(404);
  expect((await (await server.login('monitor')).post(`/api/notices/${task.id}/send`, {})).status).toBe(403);
  const again = await clerk.post(`/api/notices/${task.id}/send`, { address: 'right@example.org' });
  expect(expected(again)).toMatchObject({ status: 'sending', address: 'right@example.org', failure: null });
  expect((await clerk.post(`/api/notices/${task.id}/send`, {})).status).toBe(409);
  await soon(async () => expect(await noticeOf(card, 'done')).toMatchObject({ doneBy: null }));
  expect(letters('wrong@example.org')).toEqual([]);
  expect(letters('right@example.org')).toHaveLength(1);
});

test('список адресов не уходит никому', async () => {
  const card = await told({ way: 'email', address: 'a@example.org, b@example.org' });
  await soon(async () => expect((await noticeOf(card, 'todo'))?.failure).toMatch(/Адрес .* неверно/));
  expect(mail.effects.filter(({ content }) => String(content.to).includes('b@example.org'))).toEqual([]);
});

test('письмо на бумаге – задание, которое печатается и отмечается', async () => {
  const card = await told({ way: 'letter', address: '999001, г. Верхнереченск, ул. Лесная, д. 3' });
  const task = await noticeOf(card, 'todo');
  expect(task).toMatchObject({ way: 'letter', sendable: false, failure: null });
  const refused = await clerk.post(`/api/notices/${task?.id}/send`, {});
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain('не отправляет сама');
  const letter = await clerk.get(`/api/notices/${task?.id}/letter`);
  expect(letter.headers.get('content-type')).toBe('application/pdf');
  const text = pdfText(letter.bytes);
  for (const words of ['УВЕДОМЛЕНИЕ', card.number ?? '?', 'ул.Лесная,д.3', 'отозвано', 'Воронцова']) {
    expect(text).toContain(words);
  }
  const stranger = await server.login('city.registrar');
  expect((await stranger.get(`/api/notices/${task?.id}/letter`)).status).toBe(404);
  expect(expected(await clerk.post(`/api/notices/${task?.id}/done`))).toMatchObject({ status: 'done' });
});
