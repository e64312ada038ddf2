import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { act, createApplication } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newPersonInn, newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The registry against those who try numbers out, mistype them, or work at the same moment. */
let server: TestServer;
let registrar: Client;
let stranger: Client;
beforeAll(async () => {
  server = await startServer();
  [registrar, stranger] = [await server.login('registrar'), await server.login('registrar2')];
});
afterAll(() => server.close());

const person = (more: object = {}) => ({ kind: 'person', surname: 'Тихая', name: 'Ольга', snils: newSnils(), ...more });

async function created(data: object) {
  const answer = await registrar.post('/api/applicants', { data });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

async function lookups(subject: string, login: string): Promise<number> {
  const { rows } = await server.database.execute(
    `select 1 from access_log l join user_account u on u.id = l.user_id
     where l.subject_id = $1 and l.action like 'lookup:%' and u.login = $2`,
    [subject, login],
  );
  return rows.length;
}

test('узнать о чужом заявителе, внося его заново, можно только оставив запись', async () => {
  const { id, data } = await created(person());
  const answer = await stranger.post('/api/applicants', { data: person({ snils: data.snils }) });
  expect([answer.status, answer.body.current?.id]).toEqual([409, id]);
  expect(await lookups(id, 'registrar2')).toBe(1);
  // What the refusal tells to do can be done.
  expect((await stranger.get(`/api/applicants/${id}`)).status).toBe(200);
});

test('то же при изменении своего', async () => {
  const { id, data } = await created(person());
  const own = (await stranger.post('/api/applicants', { data: person() })).body;
  const path = `/api/applicants/${own.id}`;
  const answer = await stranger.patch(path, { version: 1, data: { ...own.data, snils: data.snils } });
  expect(answer.body.code).toBe('alreadyExists');
  expect(await lookups(id, 'registrar2')).toBe(1);
  expect((await stranger.get(path)).body.version).toBe(1);
});

test('чужой ИНН не присваивается и тому, у кого есть свой СНИЛС', async () => {
  const other = await created(person({ inn: newPersonInn() }));
  const { id, data } = await created(person());
  const answer = await registrar.patch(`/api/applicants/${id}`, { version: 1, data: { ...data, inn: other.data.inn } });
  expect([answer.status, answer.body.code]).toEqual([409, 'alreadyExists']);
});

test('ИНН с чужой заявки не превращает одного человека в другого', async () => {
  const known = await created(person({ inn: newPersonInn() }));
  const mistyped = { ...person({ surname: 'Иная' }), inn: known.data.inn };
  const draft = await createApplication(registrar, { applicant: mistyped, notification: { way: 'inPerson' } });
  const card = await act(registrar, draft, ['register', {}]);
  expect(card.applicantId).not.toBe(known.id);
  expect((await registrar.get(`/api/applicants/${known.id}`)).body).toEqual(known);
});

test('регистрация и правка одного заявителя не ждут друг друга по кругу', async () => {
  const { id, data } = await created(person());
  const draft = await createApplication(registrar, {
    applicant: { ...data, name: 'Оля' },
    notification: { way: 'inPerson' },
  });
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = server.database.asOwner(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`applicant:snils:${data.snils}`]);
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const registering = registrar.post(`/api/applications/${draft.id}/actions/register`, { version: draft.version });
  await waiting(1);
  const changing = registrar.patch(`/api/applicants/${id}`, { version: 1, data: { ...data, name: 'Ольга-Мария' } });
  await waiting(2);
  held.resolve();
  await holding;
  expect([(await registering).status, (await changing).status]).toEqual([200, 409]);
});

async function waiting(count: number): Promise<void> {
  const question = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await vi.waitFor(async () => expect((await server.database.execute(question)).rows).toHaveLength(count), {
    timeout: 5_000,
    interval: 20,
  });
}

test('право смотреть заявки другого ведомства не открывает его реестра заявителей', async () => {
  const { id, data } = await created(person({ surname: 'Невидимкина' }));
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select u.id, r.id, o.id from user_account u, role r, organisation o
     where u.login = 'registrar2' and r.code = 'monitor' and o.code = 'arch'`,
  );
  const found = await stranger.get(`/api/applicants?surname=${encodeURIComponent('Невидимкина')}`);
  expect(found.body.items).toEqual([]);
  expect((await stranger.get(`/api/applicants/${id}`)).status).toBe(404);
  expect((await stranger.get(`/api/applicants/${id}/applications`)).status).toBe(404);
  expect((await stranger.patch(`/api/applicants/${id}`, { version: 1, data })).status).toBe(404);
});

test('заявитель заявки, принятой за другое ведомство, записан за тем ведомством', async () => {
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select u.id, r.id, o.id from user_account u, role r, organisation o
     where u.login = 'super2' and r.code = 'registrar' and o.code = 'arch'`,
  );
  const draft = await createApplication(registrar, { applicant: person(), notification: { way: 'inPerson' } });
  const helper = await server.login('super2');
  const card = await act(helper, draft, ['register', {}]);
  expect((await registrar.get(`/api/applicants/${card.applicantId}`)).status).toBe(200);
});
