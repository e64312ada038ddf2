import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { act, decidingApplication, expected, grantInput, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** How work passes from one person to another, and back. */
let server: TestServer;
const people: Record<'registrar' | 'dispatcher' | 'executor' | 'executor2' | 'approver', Client> = {} as never;
let executorId: string;
let otherId: string;
beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor', 'executor2', 'approver'] as const) {
    people[login] = await server.login(login);
  }
  executorId = expected(await people.executor.get('/api/me')).user.id;
  otherId = expected(await people.executor2.get('/api/me')).user.id;
});
afterAll(() => server.close());

const deciding = () => decidingApplication({ ...people, executorId });
const reasonOf = (card: ApplicationCard, code: string) => card.actions.find((one) => one.code === code)?.reason;

async function told(client: Client, { id }: Pick<ApplicationCard, 'id'>) {
  const { items } = expected(await client.get('/api/me/notices?limit=100'));
  return items
    .filter(({ application }: { application: { id: string } }) => application.id === id)
    .map(({ kind, application }: { kind: string; application: { open: boolean } }) => [kind, application.open]);
}

test('назначение отзывают, пока исполнитель не начал; он узнаёт и о назначении, и об отзыве', async () => {
  const card = await deciding();
  expect(await told(people.executor, card)).toEqual([['assigned', true]]);
  expect(reasonOf(await readCard(people.executor, card.id), 'recallAssignment')?.code).toBe('functionNeeded');
  const back = await act(people.dispatcher, card, ['recallAssignment', { comment: 'Ошиблась' }]);
  expect(back).toMatchObject({ state: 'registered', executor: null });
  expect((await people.executor.get(`/api/applications/${card.id}`)).status).toBe(404);
  expect(await told(people.executor, card)).toEqual([['recalled', false]]);
});

test('исполнитель приложил файл – работа начата: отозвать нельзя, и сказано, кто начал', async () => {
  const card = await deciding();
  await upload(people.executor, card.id, { name: 'расчёт.txt', purpose: 'decision' });
  const seen = await readCard(people.dispatcher, card.id);
  expect(reasonOf(seen, 'recallAssignment')).toEqual({
    code: 'begun',
    text: expect.stringContaining('Кузнецов Игорь Сергеевич'),
  });
  await act(people.dispatcher, seen, ['recallAssignment', { status: 409 }]);
  expect((await readCard(people.executor, card.id)).executor?.id).toBe(executorId);
});

test('отзыв и решение сразу – удаётся одно, второму сказано, что заявка уже другая', async () => {
  const card = await deciding();
  const path = `/api/applications/${card.id}/actions`;
  const answers = await Promise.all([
    people.dispatcher.post(`${path}/recallAssignment`, { version: card.version }),
    people.executor.post(`${path}/grant`, { version: card.version, input: grantInput }),
  ]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toHaveLength(1);
  expect([404, 409]).toContain(refused[0]?.status);
  const [recalled] = answers;
  expect((await readCard(people.dispatcher, card.id)).state).toBe(
    recalled?.status === 200 ? 'registered' : 'approvingGrant',
  );
});

test('решение отзывает с утверждения сам исполнитель; вернувшимся оно не числится, утвердить его уже нельзя', async () => {
  const prepared = await act(people.executor, await deciding(), ['grant', { input: grantInput }]);
  const back = await act(people.executor, prepared, ['recallDecision', {}]);
  expect(back).toMatchObject({ state: 'deciding', decision: { status: 'returned', approver: null } });
  await act(people.approver, prepared, ['publish', { status: 409 }]);
  const returned = await act(people.approver, await act(people.executor, back, ['grant', { input: grantInput }]), [
    'rework',
    { comment: 'Уточните' },
  ]);
  expect(await told(people.executor, returned)).toEqual([
    ['returned', true],
    ['assigned', true],
  ]);
  expect(reasonOf(await readCard(people.executor, returned.id), 'recallDecision')?.code).toBe('wrongState');
});

test('исполнитель передаёт другому с причиной, диспетчер меняет исполнителя; узнают оба', async () => {
  const card = await deciding();
  const input = { employee: otherId };
  await act(people.executor, card, ['handOver', { input, status: 422 }]);
  await act(people.executor, card, ['handOver', { input: { employee: executorId }, comment: 'Отпуск', status: 422 }]);
  const handed = await act(people.executor, card, ['handOver', { input, comment: 'Отпуск' }]);
  expect(handed).toMatchObject({ state: 'deciding', executor: { id: otherId } });
  // Whoever has passed it on themselves is told nothing.
  expect(await told(people.executor, card)).toEqual([]);
  expect(await told(people.executor2, card)).toEqual([['assigned', true]]);
  const again = await act(people.dispatcher, handed, ['reassign', { input: { employee: executorId } }]);
  expect(again.executor?.id).toBe(executorId);
  expect(await told(people.executor2, card)).toEqual([['takenOver', false]]);
});
