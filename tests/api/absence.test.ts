import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { findActor } from '../../core/src/session/queries.ts';
import { createTreeApplication } from '../support/city.ts';
import { act, createApplication, decidingApplication, expected, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The executor goes away, and the second executor of the same body stands in. */
let server: TestServer;
let registrar: Client;
let executor: Client;
let deputy: Client;
let executorId: string;
let deputyId: string;
beforeAll(async () => {
  server = await startServer();
  server.clock.toNoon();
  await enter();
  executorId = expected(await executor.get('/api/me')).user.id;
  deputyId = expected(await deputy.get('/api/me')).user.id;
});
afterAll(() => server.close());

/** Anew after days have gone by: sessions do not last that long. */
async function enter(): Promise<void> {
  registrar = await server.login('city.registrar');
  executor = await server.login('city.executor');
  deputy = await server.login('city.executor2');
  const { organisations } = expected(await deputy.get('/api/me'));
  const city = organisations.find((one: { title: string }) => one.title.startsWith('Управление городского хозяйства'));
  expected(await deputy.patch('/api/session', { organisation: city.id }), 204);
}

const DAY = 24 * 60 * 60 * 1000;

/** Day of the body so many days from now. */
const day = (ahead: number) =>
  new Date(server.clock.now().getTime() + 3 * 60 * 60 * 1000 + ahead * DAY).toISOString().slice(0, 10);

async function inWork(): Promise<ApplicationCard> {
  const registered = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
  return act(executor, registered, ['assignToMe', {}]);
}

const waiting = async (client: Client): Promise<string[]> =>
  expected(await client.get('/api/applications?waiting=all&limit=100')).items.map(({ id }: { id: string }) => id);

const open = (card: ApplicationCard) => card.actions.filter((one) => one.open).map(({ code }) => code);

test('без отсутствия чужая заявка не открывается действиями исполнителя', async () => {
  const card = await inWork();
  const seen = await readCard(deputy, card.id);
  expect(seen.actions.find(({ code }) => code === 'saveRefusal')?.reason?.code).toBe('executorOnly');
  expect(await waiting(deputy)).not.toContain(card.id);
});

test('заместитель видит заявку у себя, действует за отсутствующего, и это сказано в истории; потом – снова нет', async () => {
  const card = await inWork();
  const set = { from: day(0), to: day(2), deputy: deputyId };
  const { items } = expected(await executor.post('/api/me/absences', set));
  expect(items).toEqual([
    {
      id: expect.any(String),
      from: set.from,
      to: set.to,
      deputy: { id: deputyId, name: expect.stringContaining('Мельников') },
    },
  ]);
  expect(expected(await deputy.get('/api/me/absences')).standsFor).toEqual([
    { id: executorId, name: expect.stringContaining('Хабирова') },
  ]);
  expect(await waiting(deputy)).toContain(card.id);
  // What the platform does in the deputy's name, bulk actions, exports and digests, knows it as well.
  const { id: organisationId } = expected(await deputy.get('/api/me')).organisation;
  const standing = () =>
    findActor(server.database, { userId: deputyId, organisationId: organisationId }, server.clock.now());
  expect(await standing()).toMatchObject({ standsFor: [{ id: executorId }] });
  const seen = await readCard(deputy, card.id);
  expect(open(seen)).toEqual(open(await readCard(executor, card.id)));
  const back = await act(deputy, seen, ['sendBack', { comment: 'Уточните адрес' }]);
  expect(back.executor?.id).toBe(executorId);
  const { items: history } = expected(await deputy.get(`/api/applications/${card.id}/history`));
  expect(history.at(-1)).toMatchObject({
    actor: { id: deputyId },
    onBehalfOf: expect.stringContaining('Хабирова'),
  });
  expect(history[0].onBehalfOf).toBeNull();

  const other = await inWork();
  server.clock.advance(3 * DAY);
  expect((await standing())?.standsFor).toBeUndefined();
  await enter();
  expect((await readCard(deputy, other.id)).actions.find(({ code }) => code === 'saveRefusal')?.reason?.code).toBe(
    'executorOnly',
  );
  expect(await waiting(deputy)).not.toContain(other.id);
  expect(expected(await executor.get('/api/me/absences')).items).toEqual([]);
});

test('завершить можно раньше: права заместителя кончаются сразу', async () => {
  const card = await inWork();
  const { items } = expected(await executor.post('/api/me/absences', { from: day(0), to: day(5), deputy: deputyId }));
  expect(await waiting(deputy)).toContain(card.id);
  expect((await deputy.delete(`/api/me/absences/${items[0].id}`)).status).toBe(404);
  expect(expected(await executor.delete(`/api/me/absences/${items[0].id}`)).items).toEqual([]);
  expect(await waiting(deputy)).not.toContain(card.id);
});

test('роли заместитель не получает: без функции исполнителя заявка не видна в его делах и действия закрыты', async () => {
  const card = await inWork();
  const { body } = await executor.get('/api/me/colleagues?search=');
  const stranger = expected(await registrar.get('/api/me')).user.id;
  expect(body.items.map(({ id }: { id: string }) => id)).toContain(stranger);
  const { items } = expected(await executor.post('/api/me/absences', { from: day(0), to: day(1), deputy: stranger }));
  const seen = await readCard(registrar, card.id);
  expect(seen.actions.filter(({ code, open: isOpen }) => code === 'saveResult' && isOpen)).toEqual([]);
  expected(await executor.delete(`/api/me/absences/${items[0].id}`));
});

test('чужое «моё» открывается заместителю с той же функцией; назначающий видит, кого нет', async () => {
  const dispatcher = await server.login('dispatcher');
  const absent = await server.login('executor');
  const stands = await server.login('super');
  const [absentId, standsId] = [
    expected(await absent.get('/api/me')).user.id,
    expected(await stands.get('/api/me')).user.id,
  ];
  const people = { registrar: await server.login('registrar'), dispatcher, executorId: absentId };
  const card = await decidingApplication(people);
  expect((await stands.get(`/api/applications/${card.id}`)).status).toBe(404);
  expected(await absent.post('/api/me/absences', { from: day(0), to: day(1), deputy: standsId }));
  expect(open(await readCard(stands, card.id))).toEqual(expect.arrayContaining(['grant', 'refuse']));
  expect(await waiting(stands)).toContain(card.id);
  const next = await act(people.registrar, await createApplication(people.registrar), ['register', {}]);
  const { items } = expected(await dispatcher.get(`/api/applications/${next.id}/candidates/assign`));
  const away = items.filter(({ awayTo }: { awayTo: string | null }) => awayTo !== null);
  expect(away).toEqual([expect.objectContaining({ id: absentId, awayTo: day(1) })]);
});

test.each<[string, () => Record<string, unknown>, string]>([
  ['себя', () => ({ from: day(10), to: day(11), deputy: executorId }), 'Заместить себя нельзя'],
  ['чужого ведомства', () => ({ from: day(10), to: day(11), deputy: '00000000-0000-4000-8000-000000000000' }), 'нет'],
  ['прошлое', () => ({ from: day(-5), to: day(-1) }), 'уже прошли'],
  ['задом наперёд', () => ({ from: day(5), to: day(4) }), 'раньше первого'],
])('не принимается: %s', async (...[, body, words]) => {
  const answer = await executor.post('/api/me/absences', body());
  expect([answer.status, answer.body.code]).toEqual([422, 'invalidAnswers']);
  expect(answer.body.problems[0].message).toContain(words);
});

test('два отсутствия на одни дни сразу – принято одно', async () => {
  const body = { from: day(20), to: day(25) };
  const answers = await Promise.all([1, 2, 3].map(() => executor.post('/api/me/absences', body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
});
