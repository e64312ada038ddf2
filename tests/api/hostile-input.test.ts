import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, createApplication, newApplication, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newOrganisationIds } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Well-formed requests with values that only the database would stumble over: a refusal with a code, never a 500. */
let server: TestServer;
let registrar: Client;
let dispatcher: Client;
let admin: Client;
let monitor: Client;
let draft: { id: string; version: number };
beforeAll(async () => {
  server = await startServer();
  [registrar, dispatcher, admin, monitor] = (await Promise.all(
    ['registrar', 'dispatcher', 'admin', 'monitor'].map((login) => server.login(login)),
  )) as [Client, Client, Client, Client];
  draft = await createApplication(registrar);
});
afterAll(() => server.close());

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const someId = '0198a1b2-c3d4-7e5f-8a6b-000000000000';

describe('адреса', () => {
  const applicant = () => `/api/applicants/${draft.id}/applications`;
  test.each<[string, () => Client, () => string, number]>([
    ['год 0000', () => registrar, () => '/api/applications?from=0000-01-01', 400],
    ['год 9999', () => registrar, () => '/api/applications?to=9999-12-31', 200],
    ['год 9999 от', () => registrar, () => '/api/applications?from=9999-12-31', 200],
    [
      'день, которого нет, в закладке',
      () => registrar,
      () => `/api/applications?after=${cursor('-listedAt', '2026-99-99', someId)}`,
      400,
    ],
    [
      'время, которого нет',
      () => registrar,
      () => `/api/applications?after=${cursor('-listedAt', '2026-01-01 25:61:61+99', someId)}`,
      400,
    ],
    [
      'срок не датой',
      () => registrar,
      () => `/api/applications?sort=dueDate&after=${cursor('dueDate', '2026-02-30', someId)}`,
      400,
    ],
    ['uuid с приставкой', () => registrar, () => `/api/notices?after=urn:uuid:${someId}`, 400],
    ['uuid с приставкой в журнале', () => admin, () => `/api/admin/journal?application=urn:uuid:${someId}`, 400],
    ['uuid с приставкой у сотрудников', () => admin, () => `/api/admin/users?after=urn:uuid:${someId}`, 400],
    ['версия больше int', () => registrar, () => '/api/services/landPlotPlan?version=99999999999', 400],
    ['версия 1e300', () => registrar, () => '/api/services/landPlotPlan?version=1e300', 400],
    [
      'история дальше всего',
      () => registrar,
      () => `/api/applications/${draft.id}/history?after=9007199254740993`,
      400,
    ],
    ['отрицательный предел', () => registrar, () => '/api/applications?limit=-1', 400],
    ['пустой предел', () => registrar, () => '/api/applications?limit=', 400],
    ['испорченные проценты', () => registrar, () => '/api/applications/%E0%A4%A', 404],
    ['NUL в отборе', () => registrar, () => '/api/applications?applicant=%00', 400],
    ['заявки заявителя: закладка не временем', () => registrar, applicant, 404],
  ])('%s', async (...[, client, path, status]) => {
    const answer = await client().get(path());
    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
  });

  test('закладка заявок заявителя – не время', async () => {
    const registered = await act(registrar, await createApplication(registrar, { applicant: personNumber(71) }), [
      'register',
      {},
    ]);
    for (const place of ['завтра', '2026-99-99T00:00:00Z', '0000-01-01T00:00:00.000Z', '']) {
      const path = `/api/applicants/${registered.applicantId}/applications?after=${cursor(place, someId)}`;
      expect([place, (await registrar.get(path)).status]).toEqual([place, 400]);
    }
  });
});

describe('тела', () => {
  test('исполнитель – 36 знаков, но не идентификатор', async () => {
    const registered = await act(registrar, await createApplication(registrar, { applicant: personNumber(72) }), [
      'register',
      {},
    ]);
    const path = `/api/applications/${registered.id}/actions/assign`;
    const answer = await dispatcher.post(path, { version: registered.version, input: { employee: 'z'.repeat(36) } });
    expect([answer.status, answer.body.code]).toEqual([404, 'notFound']);
  });

  test('ведомство с приставкой urn:uuid', async () => {
    const answer = await registrar.patch('/api/session', { organisation: `urn:uuid:${someId}` });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalidBody']);
  });

  test.each(['0000-01-01T00:00:00Z', '2026-01-01T00:00:00+23:00', '2026-06-30T23:59:60Z', '2026-01-01\t00:00:00Z'])(
    'время возврата подлинника %j',
    async (returnedAt) => {
      const { id, version } = await createApplication(registrar);
      const items = [{ title: 'Паспорт', form: 'original', sheets: 1, returnedAt }];
      const answer = await registrar.put(`/api/applications/${id}/received-documents`, { version, items });
      expect([answer.status, answer.text]).toEqual([answer.status === 200 ? 200 : 400, expect.any(String)]);
    },
  );

  test('наименование из тысячи знаков по четыре байта', async () => {
    const title = Array.from({ length: 1000 }, (_, at) => String.fromCodePoint(0x20000 + ((at * 7919) % 40_000))).join(
      '',
    );
    const answer = await registrar.post('/api/applicants', {
      data: { kind: 'organisation', title, ...newOrganisationIds() },
    });
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
  });

  test('число, которого не бывает', async () => {
    const body = JSON.stringify(newApplication()).replace('612.5', '1e400');
    const answer = await registrar.send('POST', '/api/applications', {
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalidAnswers']);
  });

  test('тысячи ошибок в ответах не делают ответ огромным', async () => {
    const answers = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`f${at}`, 1]));
    const answer = await registrar.post('/api/applications', { service: 'landPlotPlan', answers });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalidAnswers']);
    expect(answer.bytes.length).toBeLessThan(200_000);
  });

  test('текст проекта решения складывает не тот, кто решает', async () => {
    const client = await server.login('super');
    const registered = await act(client, await createApplication(client, { applicant: personNumber(73) }), [
      'register',
      {},
    ]);
    await act(client, registered, ['grant', { input: { text: 'Да.', message: 'Готово.' } }]);
    const path = `/api/applications/${registered.id}/decision/preview`;
    expect((await monitor.post(path, {})).status).toBe(200);
    for (const typed of [{ text: 'Разрешаю всё.' }, { message: 'x' }, { grounds: [] }]) {
      const answer = await monitor.post(path, typed);
      expect([answer.status, answer.body?.code]).toEqual([409, 'actionClosed']);
    }
  });
});

test('скобки в ответе заявителя – только текст, и в сообщении тоже', async () => {
  const client = await server.login('super');
  const trap = 'ул. {{applicant.snils}} {{decision.text}}';
  const { answers } = newApplication() as { answers: { landAddress: object } };
  const landAddress = { ...answers.landAddress, text: trap };
  const draft = await createApplication(client, {
    applicant: personNumber(75),
    answers: { ...answers, landAddress },
  });
  const registered = await act(client, draft, ['register', {}]);
  const input = { text: 'Да.', message: 'Участок: {{answers.landAddress.text}}' };
  const card = await act(client, registered, ['grant', { input }]);
  expect(card.decision).toMatchObject({ status: 'published', message: `Участок: ${trap}` });
  const notices = (await client.get('/api/notices?limit=100')).body.items;
  const mine = notices.find((one: { application: { id: string } }) => one.application.id === card.id);
  expect(mine.text).toBe(`Участок: ${trap}`);
});

test('сбой базы не выносит значений строки ни в ответ, ни в журнал сервера', async () => {
  await server.database.execute(`
    create function fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`);
  await server.database.execute(
    'create trigger fail before insert on application for each row execute function fail()',
  );
  const answer = await registrar.post(
    '/api/applications',
    newApplication({ applicant: personNumber(74, { surname: 'Тайникова' }) }),
  );
  await server.database.execute('drop trigger fail on application');
  expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
  const line = server.log.find((one) => one.requestId === answer.body.requestId && one.level === 'error');
  expect(String(line?.error)).toContain('out of order');
  expect(JSON.stringify(server.log)).not.toContain('Тайникова');
  expect(answer.text).not.toContain('out of order');
});
