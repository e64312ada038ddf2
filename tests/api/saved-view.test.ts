import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SavedView } from '../../core/src/api.gen.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  executor = await server.login('executor');
});
afterAll(() => server.close());

const content = { tab: 'drafts', filters: { number: '2026' }, sort: '-number', columns: ['number', 'applicant'] };
const namesOf = (body: { items: SavedView[] }) => body.items.map(({ name, usual }) => `${name}${usual ? '*' : ''}`);

test('виды хранятся у каждого свои; обычный – один', async () => {
  expect(expected(await registrar.get('/api/me/views'))).toEqual({ items: [] });
  const first = { name: ' Мои черновики ', content, usual: true };
  const added = expected(await registrar.post('/api/me/views', first), 201);
  expect(added.items).toEqual([{ id: expect.any(String), name: 'Мои черновики', usual: true, content }]);
  const second = { name: 'Архив', content: { tab: 'all', filters: {}, sort: '', columns: [] }, usual: true };
  const both = expected(await registrar.post('/api/me/views', second), 201);
  expect(namesOf(both)).toEqual(['Архив*', 'Мои черновики']);
  expect(expected(await executor.get('/api/me/views'))).toEqual({ items: [] });
  const [archive, drafts]: SavedView[] = both.items;
  const path = `/api/me/views/${drafts?.id}`;
  expect(namesOf(expected(await registrar.patch(path, { usual: true })))).toEqual(['Архив', 'Мои черновики*']);
  const changed = expected(await registrar.patch(path, { name: 'Черновики', content: { ...content, sort: 'number' } }));
  expect(changed.items[1]).toEqual({
    ...drafts,
    usual: true,
    name: 'Черновики',
    content: { ...content, sort: 'number' },
  });
  for (const call of [executor.patch(path, { name: 'Чужое' }), executor.delete(path)]) {
    expect((await call).status).toBe(404);
  }
  expect(namesOf(expected(await registrar.delete(path)))).toEqual(['Архив']);
  expect((await registrar.delete(path)).status).toBe(404);
  expected(await registrar.delete(`/api/me/views/${archive?.id}`));
});

test('в другом органе – другие виды', async () => {
  const owner = { organisationId: '', userId: '' };
  const me = expected(await registrar.get('/api/me'));
  Object.assign(owner, { organisationId: me.organisation.id, userId: me.user.id });
  expected(await registrar.post('/api/me/views', { name: 'Здесь', content }), 201);
  await server.database.asOwner(async (trx) => {
    const other = await trx('organisation').whereNot({ id: owner.organisationId }).first('id');
    await trx('saved_view').where({ user_id: owner.userId }).update({ organisation_id: other.id });
  });
  expect(expected(await registrar.get('/api/me/views'))).toEqual({ items: [] });
});

test.each([
  [{ name: '   ', content }, 400, 'Назовите вид'],
  [{ name: 'аРХИВ', content }, 409, 'уже есть'],
  [{ name: 'Новый', content: { ...content, sort: 'answers' } }, 400, 'Столбца «answers» нет'],
  [{ name: 'Новый', content: { ...content, columns: ['number', 'number'] } }, 400, 'columns'],
  [{ name: 'Новый', content: { ...content, columns: ['password'] } }, 400, 'columns'],
  [{ name: 'Новый', content: { ...content, filters: { organisation: 'zem' } } }, 400, 'filters'],
])('отказано с причиной: %j', async (body, status, text) => {
  await executor.post('/api/me/views', { name: 'Архив', content });
  const answer = await executor.post('/api/me/views', body);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(text);
});

test('видов не больше пятидесяти, сколько бы их ни сохраняли сразу', async () => {
  const dispatcher = await server.login('dispatcher');
  const names = Array.from({ length: 53 }, (_, at) => `Вид ${at}`);
  const answers = await Promise.all(
    names.map((name) => dispatcher.post('/api/me/views', { name, content, usual: true })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
  const { items } = expected(await dispatcher.get('/api/me/views'));
  expect(items.filter(({ usual }: SavedView) => usual)).toHaveLength(1);
});
