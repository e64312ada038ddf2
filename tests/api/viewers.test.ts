import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ViewerEntry } from '../../core/src/api.gen.ts';
import { createApplication, expected, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let monitor: Client;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  monitor = await server.login('monitor');
  admin = await server.login('admin');
});
afterAll(() => server.close());

test('кто смотрел заявку и её файл; чтение по частям – одна запись; и сам вопрос на записи', async () => {
  const { id } = await createApplication(registrar);
  const file = await upload(registrar, id, { name: 'план.txt', purpose: 'attachment' });
  await monitor.get(`/api/applications/${id}`);
  for (const range of ['bytes=0-3', 'bytes=4-7', 'bytes=8-11']) {
    const part = await monitor.send('GET', `/api/files/${file.id}/content`, { headers: { Range: range } });
    expect(part.status).toBe(206);
  }
  const ask = async (query = ''): Promise<ViewerEntry[]> =>
    expected(await admin.get(`/api/applications/${id}/viewers${query}`)).items;
  const { user: looker } = expected(await monitor.get('/api/me'));
  const ofMonitor = (await ask()).filter(({ user }) => user?.id === looker.id);
  const words = ofMonitor.map(({ title, subject, times }) => [title, subject, times]);
  expect(words).toEqual([
    ['Открыт файл', 'план.txt', 3],
    ['Открыта карточка', null, 1],
  ]);
  expect((await ask('?limit=1'))[0]?.title).toBe('Смотрели, кто смотрел');
  const first = expected(await admin.get(`/api/applications/${id}/viewers?limit=2`));
  const second = expected(await admin.get(`/api/applications/${id}/viewers?limit=2&before=${first.next}`));
  expect(Number(second.items[0].id)).toBeLessThan(Number(first.next));
});

test('без права – отказ; чужой заявки нет', async () => {
  const { id } = await createApplication(registrar);
  expect((await monitor.get(`/api/applications/${id}/viewers`)).status).toBe(403);
  const foreign = await createApplication(await server.login('registrar2'));
  expect((await admin.get(`/api/applications/${foreign.id}/viewers`)).status).toBe(404);
});
