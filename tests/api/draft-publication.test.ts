import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DraftView } from '../../core/src/api.gen.ts';
import { publishDue } from '../../core/src/definition-draft/publication/commands.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let second: Client;
beforeAll(async () => {
  server = await startServer({ works: false });
  server.clock.toNoon();
  admin = await server.login('admin');
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select person.id, role.id, body.id from user_account person, role, organisation body
     where person.login = 'monitor' and role.code = 'administrator' and body.code = 'arch'`,
  );
  second = await server.login('monitor');
});
afterAll(() => server.close());

const DAY = 24 * 60 * 60 * 1000;
const dayAfter = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

/** A draft of the workplace with another title, and how it is asked to be published. */
async function changed(
  title: string,
): Promise<{ id: string; ask: { revision: number; comment: string; acceptWarnings: true } }> {
  const { id } = expected(
    await admin.post('/api/admin/drafts', { kind: 'workplace', from: 'published', code: 'kazan' }),
    201,
  );
  await retitle(id, title);
  const { revision } = (await read(id)) as DraftView;
  return { id, ask: { revision, comment: title, acceptWarnings: true } };
}

const read = async (id: string): Promise<DraftView> => expected(await admin.get(`/api/admin/drafts/${id}`));

async function retitle(id: string, title: string): Promise<void> {
  const { content, revision } = await read(id);
  const changes = differences(content as Json, { ...content, title } as Json);
  expected(await admin.post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label: title, changes }] }));
}

const preview = async (id: string) => expected(await admin.get(`/api/admin/drafts/${id}/publication`));
const inForce = () => server.deps.definitions.latest('workplace', 'kazan').content.title;

test('с названного дня: до него действует прежнее, в полночь ведомства – новое', async () => {
  const { id, ask } = await changed('С послезавтра');
  const past = await admin.post(`/api/admin/drafts/${id}/publication`, { ...ask, from: dayAfter(-1) });
  expect([past.status, past.body.problems]).toMatchObject([400, [{ pointer: '/from' }]]);
  const answer = expected(await admin.post(`/api/admin/drafts/${id}/publication`, { ...ask, from: dayAfter(2) }));
  expect(answer).toEqual({ kind: 'workplace', code: 'kazan', state: 'scheduled', version: null });
  expect(await preview(id)).toMatchObject({
    asked: { state: 'scheduled', from: dayAfter(2), mine: true, changed: false },
  });
  expect((await admin.post(`/api/admin/drafts/${id}/publication`, ask)).status).toBe(409);
  await publishDue(server.deps, new Date(server.clock.now().getTime() + DAY));
  expect(inForce()).not.toBe('С послезавтра');
  // Moscow has its midnight three hours before UTC.
  await publishDue(server.deps, new Date(`${dayAfter(1)}T21:00:00Z`));
  expect(inForce()).toBe('С послезавтра');
  expect((await read(id)).publishedVersion).toBe(2);
  const { items } = expected(await admin.get('/api/admin/definitions/workplace/kazan/versions'));
  expect(items[0]).toMatchObject({ version: 2, author: 'admin', comment: 'С послезавтра' });
});

test('к своему дню черновик изменён: не опубликован, причина видна, и можно попросить снова', async () => {
  const { id, ask } = await changed('Завтра');
  expected(await admin.post(`/api/admin/drafts/${id}/publication`, { ...ask, from: dayAfter(1) }));
  await retitle(id, 'Завтра, но иначе');
  expect((await preview(id)).asked).toMatchObject({ changed: true });
  await publishDue(server.deps, new Date(server.clock.now().getTime() + 2 * DAY));
  expect(inForce()).toBe('С послезавтра');
  expect((await preview(id)).asked).toMatchObject({ state: 'failed', failure: expect.stringContaining('изменён') });
  const { revision } = await read(id);
  expect(expected(await admin.post(`/api/admin/drafts/${id}/publication`, { ...ask, revision })).state).toBe(
    'published',
  );
  expect(inForce()).toBe('Завтра, но иначе');
});

test('вдвоём: кто попросил, сам не подтверждает; отозванное не публикуется; известны оба', async () => {
  expect(expected(await admin.get('/api/admin/publication-policy'))).toEqual({ byTwo: false });
  expected(await admin.put('/api/admin/publication-policy', { byTwo: true }));
  const { id, ask } = await changed('Вдвоём');
  const confirm = (client: Client, revision: number) =>
    client.post(`/api/admin/drafts/${id}/publication/confirm`, { revision });
  expect((await confirm(second, ask.revision)).status).toBe(409);
  const asked = () => admin.post(`/api/admin/drafts/${id}/publication`, ask);
  expect(expected(await asked())).toMatchObject({ state: 'awaiting', version: null });
  expect(inForce()).not.toBe('Вдвоём');
  const own = await confirm(admin, ask.revision);
  expect([own.status, own.text]).toEqual([403, expect.stringContaining('другой сотрудник')]);
  expected(await admin.delete(`/api/admin/drafts/${id}/publication`), 204);
  expect((await confirm(second, ask.revision)).status).toBe(409);
  expect((await admin.delete(`/api/admin/drafts/${id}/publication`)).status).toBe(409);
  expected(await asked());
  expect((await confirm(second, ask.revision + 1)).status).toBe(409);
  expect(expected(await confirm(second, ask.revision))).toMatchObject({ state: 'published', version: 4 });
  const { rows } = await server.database.execute(
    `select asker.login as asked, other.login as confirmed, p.version from draft_publication p
     join user_account asker on asker.id = p.asked_by left join user_account other on other.id = p.confirmed_by
     where p.comment = 'Вдвоём' order by p.asked_at`,
  );
  expect(rows).toEqual([
    { asked: 'admin', confirmed: null, version: null },
    { asked: 'admin', confirmed: 'monitor', version: 4 },
  ]);
  const { rows: told } = await server.database.execute(
    `select e.type, person.login from admin_event e join user_account person on person.id = e.actor_id
     where e.type like 'publication.%' order by e.seq desc limit 4`,
  );
  expect(told).toEqual([
    { type: 'publication.done', login: 'admin' },
    { type: 'publication.confirmed', login: 'monitor' },
    { type: 'publication.asked', login: 'admin' },
    { type: 'publication.withdrawn', login: 'admin' },
  ]);
  expected(await admin.put('/api/admin/publication-policy', { byTwo: false }));
});
