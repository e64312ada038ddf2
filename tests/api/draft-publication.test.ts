import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DraftView } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { publishDue } from '../../core/src/definition-draft/publication/commands.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let second: Client;
beforeAll(async () => {
  server = await startServer({ works: false, quiet: true });
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
  await publishDue(server.deps, new Date(server.clock.now().getTime() + DAY), { isLast: false });
  expect(inForce()).not.toBe('С послезавтра');
  // Moscow has its midnight three hours before UTC.
  await publishDue(server.deps, new Date(`${dayAfter(1)}T21:00:00Z`), { isLast: false });
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
  await publishDue(server.deps, new Date(server.clock.now().getTime() + 2 * DAY), { isLast: false });
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

/** A draft of what is published with one word of it in the place of another. */
async function reworded(kind: string, code: string, [from, to]: readonly [string, string]) {
  const { id } = expected(await admin.post('/api/admin/drafts', { kind, from: 'published', code }), 201);
  const { content, revision } = await read(id);
  const after = JSON.parse(JSON.stringify(content).replaceAll(`"${from}"`, `"${to}"`));
  const changes = differences(content as Json, after);
  expected(await admin.post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label: to, changes }] }));
  return { id, revision: (await read(id)).revision };
}

/** A workflow that no other service follows, so that changing it touches this one alone. */
async function ownWay(): Promise<void> {
  const { definitions } = server.deps;
  const signature = { author: null, comment: 'Своя копия' };
  const workflow = { ...definitions.latest('workflow', 'short').content, code: 'ownWay', title: 'Короткий свой' };
  const service = { ...definitions.latest('service', 'archiveCertificate').content, workflow: 'ownWay' };
  for (const content of [workflow, service]) {
    const { kind, code } = content;
    await publish(server.deps, { kind, code, text: JSON.stringify(content), ...signature });
  }
}

test('вместе: услуга и её процесс проверены друг поверх друга и вступают в силу разом – или ни один', async () => {
  await ownWay();
  const rename = ['registered', 'accepted'] as const;
  const service = await reworded('service', 'archiveCertificate', rename);
  const workflow = await reworded('workflow', 'ownWay', rename);
  const versions = () =>
    [
      server.deps.definitions.latest('service', 'archiveCertificate'),
      server.deps.definitions.latest('workflow', 'ownWay'),
    ].map(({ version }) => version);
  const ask = (part: object) =>
    admin.post(`/api/admin/drafts/${service.id}/publication`, {
      ...{ revision: service.revision, comment: 'Разом', acceptWarnings: true, acceptBreaking: true },
      ...part,
    });
  // Each alone leaves the other behind.
  for (const { id } of [service, workflow]) {
    const alone = await preview(id);
    const bad = [...alone.findings.filter(({ level }: { level: string }) => level === 'error'), ...alone.tests];
    expect(bad.some((one) => one.failures === undefined || one.failures.length > 0)).toBe(true);
  }
  expect((await ask({})).status).toBe(422);
  const both = expected(await admin.get(`/api/admin/drafts/${service.id}/publication?with=${workflow.id}`));
  expect(both.findings.filter(({ level }: { level: string }) => level === 'error')).toEqual([]);
  expect(both.tests.length).toBeGreaterThan(0);
  expect(both.tests.every(({ failures }: { failures: unknown[] }) => failures.length === 0)).toBe(true);
  expect(both.others).toMatchObject([{ id: workflow.id, kind: 'workflow', code: 'ownWay', baseMoved: null }]);
  expect(both.others[0].changes.map(({ code }: { code: string }) => code)).toContain('stateRemoved');

  const together = [workflow];
  expect((await ask({ together: [workflow, workflow] })).status).toBe(400);
  const stale = await ask({ together: [{ ...workflow, revision: workflow.revision + 1 }] });
  expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('«Короткий')]);
  expect(versions()).toEqual([2, 1]);
  expected(await ask({ together, from: dayAfter(1) }));
  // What waits is seen from each of them, and neither is asked for apart.
  expect((await preview(workflow.id)).asked).toMatchObject({ state: 'scheduled', others: [service.id] });
  const apart = await admin.post(`/api/admin/drafts/${workflow.id}/publication`, {
    ...{ revision: workflow.revision, comment: 'Отдельно', acceptWarnings: true, acceptBreaking: true },
  });
  expect(apart.status).not.toBe(200);
  expected(await admin.delete(`/api/admin/drafts/${workflow.id}/publication`), 204);
  expect(expected(await ask({ together }))).toMatchObject({ state: 'published', version: 3 });
  expect(versions()).toEqual([3, 2]);
  expect((await read(workflow.id)).publishedVersion).toBe(2);
});

test('набор, в котором один не годится, к своему дню не публикуется целиком', async () => {
  const service = await reworded('service', 'archiveCertificate', ['accepted', 'registered']);
  const workflow = await reworded('workflow', 'ownWay', ['accepted', 'registered']);
  expected(
    await admin.post(`/api/admin/drafts/${workflow.id}/publication`, {
      ...{ revision: workflow.revision, together: [service], comment: 'Завтра', from: dayAfter(1) },
      ...{ acceptWarnings: true, acceptBreaking: true },
    }),
  );
  const { content, revision } = await read(service.id);
  const changes = differences(content as Json, { ...content, title: 'Иначе' } as Json);
  expected(
    await admin.post(`/api/admin/drafts/${service.id}/steps`, { revision, steps: [{ label: 'Иначе', changes }] }),
  );
  await publishDue(server.deps, new Date(server.clock.now().getTime() + 2 * DAY), { isLast: false });
  expect(server.deps.definitions.latest('workflow', 'ownWay').version).toBe(2);
  expect((await preview(workflow.id)).asked).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('изменён'),
  });
});

test('сломалась сама программа: повторяется, а потом сказано, что не удалось и что делать', async () => {
  const { id, ask } = await changed('Сломанное');
  expected(await admin.post(`/api/admin/drafts/${id}/publication`, { ...ask, from: dayAfter(1) }));
  await server.database.execute(
    `create function broken() returns trigger language plpgsql as $$ begin raise 'сломано'; end $$`,
  );
  await server.database.execute('create trigger broken before insert on definition_version execute function broken()');
  const due = new Date(server.clock.now().getTime() + 2 * DAY);
  await expect(publishDue(server.deps, due, { isLast: false })).rejects.toThrow('сломано');
  expect((await preview(id)).asked).toMatchObject({ state: 'scheduled', failure: null });
  await publishDue(server.deps, due, { isLast: true });
  expect((await preview(id)).asked).toMatchObject({ state: 'failed', failure: expect.stringContaining('ещё раз') });
  await server.database.execute('drop function broken cascade');
  const asked = expected(await admin.post(`/api/admin/drafts/${id}/publication`, ask));
  expect(asked.state).toBe('published');
});
