import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenCli } from '../../core/src/token/cli.ts';
import { createApplication, expected, newApplication, readCard } from '../support/factories.ts';
import { type Client, createProgram } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
});
afterAll(() => server.close());

const wish = { name: 'МФЦ', roles: ['registrar'], scopes: ['applications.read', 'applications.write'] };

async function issue(changes: Record<string, unknown> = {}): Promise<{ id: string; program: Client; secret: string }> {
  const { token, secret } = expected(await admin.post('/api/admin/tokens', { ...wish, ...changes }), 201);
  return { id: token.id, program: createProgram(server.url, secret), secret };
}
const listed = async (id: string) =>
  (await admin.get('/api/admin/tokens')).body.items.find((one: { id: string }) => one.id === id);

describe('выдача', () => {
  test('токен показан один раз; в списке и в базе его нет', async () => {
    const { id, secret } = await issue();
    expect(secret).toMatch(/^rgl_[\w-]{43}$/);
    const list = await admin.get('/api/admin/tokens');
    expect(list.text).not.toContain(secret);
    const { rows } = await server.database.execute('select t::text as row from api_token t');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await listed(id)).toMatchObject({
      name: 'МФЦ',
      hint: secret.slice(0, 8),
      state: 'active',
      scopes: wish.scopes,
      roles: [{ code: 'registrar', service: null }],
      createdBy: expect.stringMatching(/\S+ \S+/),
      lastUsedAt: null,
      revokedAt: null,
    });
  });

  test.each([
    ['без областей', { scopes: [] }, 400, 'invalidBody'],
    ['с неизвестной областью', { scopes: ['everything'] }, 400, 'invalidBody'],
    ['без роли', { roles: [] }, 400, 'invalidBody'],
    ['с неизвестной ролью', { roles: ['tsar'] }, 404, 'notFound'],
    ['с неизвестной услугой', { services: ['nothing'] }, 422, 'unknownService'],
    ['на слишком долгий срок', { validDays: 10_000 }, 400, 'invalidBody'],
  ])('%s – отказ', async (...[_name, changes, status, code]) => {
    const answer = await admin.post('/api/admin/tokens', { ...wish, ...changes });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('разрешений, которых нет у самого, не дать', async () => {
    await server.database.asOwner(async (trx) =>
      trx('role').insert({ code: 'wide', title: 'Шире', permissions: ['applicants.merge'] }),
    );
    await server.database.execute(
      "update role set permissions = array_remove(permissions, 'applicants.merge') where code = 'administrator'",
    );
    const answer = await admin.post('/api/admin/tokens', { ...wish, roles: ['wide'] });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  test('список – страницами, новые впереди, только своего ведомства', async () => {
    for (const name of ['первый', 'второй', 'третий']) await issue({ name });
    const first = (await admin.get('/api/admin/tokens?limit=2')).body;
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['третий', 'второй']);
    const second = (await admin.get(`/api/admin/tokens?limit=2&after=${first.next}`)).body;
    expect(second.items[0].name).toBe('первый');
    const elsewhere = ['list', '--organisation', 'zem', '--json'];
    expect(JSON.parse((await cli(elsewhere)).out)).toEqual({ items: [] });
  });
});

describe('программа', () => {
  test('создаёт и регистрирует заявку; в истории стоит под своим именем', async () => {
    const { program } = await issue();
    const draft = await createApplication(program);
    const action = `/api/applications/${draft.id}/actions/register`;
    const card = expected(await program.post(action, { version: draft.version }));
    expect(card.number).toBeTruthy();
    const history = expected(await program.get(`/api/applications/${draft.id}/history`));
    expect(history.items.map((one: { actor: { name: string } }) => one.actor?.name)).toContain('МФЦ');
    const clerk = await server.login('registrar');
    expect((await readCard(clerk, draft.id)).id).toBe(draft.id);
  });

  test('узнаёт по /api/me, кто она; без области – отказ с её названием', async () => {
    const { program } = await issue({ scopes: ['services.read'] });
    expect((await program.get('/api/me')).body).toMatchObject({
      organisation: { code: 'arch' },
      user: { surname: 'МФЦ' },
    });
    const answer = await program.post('/api/applications', newApplication());
    expect([answer.status, answer.body.code]).toEqual([403, 'insufficientScope']);
    expect(answer.body.detail).toContain('applications.write');
    const closed = await program.delete('/api/session');
    expect([closed.status, closed.body.code]).toEqual([403, 'insufficientScope']);
  });

  test('с токеном на одну услугу другой не создаёт и не видит', async () => {
    const own = await createApplication(await server.login('registrar'));
    const { program } = await issue({ services: ['landPlotPlan'] });
    expect((await program.get(`/api/applications/${own.id}`)).status).toBe(200);
    await server.database.execute(
      `update user_role set service_code = 'other' where user_id = (select user_id from api_token order by id desc limit 1)`,
    );
    expect((await program.get(`/api/applications/${own.id}`)).status).toBe(404);
    expect((await program.post('/api/applications', newApplication())).status).toBe(403);
  });

  test('время работы записывается не чаще раза в минуту', async () => {
    const { id, program } = await issue();
    await program.get('/api/me');
    const first = (await listed(id)).lastUsedAt;
    await program.get('/api/me');
    expect((await listed(id)).lastUsedAt).toBe(first);
    server.clock.advance(61_000);
    await program.get('/api/me');
    expect(Date.parse((await listed(id)).lastUsedAt) - Date.parse(first)).toBeGreaterThanOrEqual(60_000);
  });

  test('не сотрудник: её нет среди людей, и паролем ей не войти', async () => {
    const { program } = await issue({ name: 'Портал', roles: ['executor', 'registrar'] });
    const { login } = (await program.get('/api/me')).body.user;
    expect((await admin.get('/api/admin/users?limit=200')).text).not.toContain(login);
    for (const password of ['!', '', 'demo-Reglament-1']) {
      const answer = await server.client('192.0.2.77').post('/api/session', { login, password: password || ' ' });
      expect([answer.status, answer.body.code]).toEqual([401, 'wrongCredentials']);
    }
    const { user } = (await program.get('/api/me')).body;
    expect((await admin.post(`/api/admin/users/${user.id}/disable`)).status).toBe(404);
    const draft = await createApplication(await server.login('registrar'));
    const registered = expected(
      await (await server.login('registrar')).post(`/api/applications/${draft.id}/actions/register`, {
        version: draft.version,
      }),
    );
    const candidates = await (await server.login('dispatcher')).get(
      `/api/applications/${registered.id}/candidates/assign`,
    );
    expect(expected(candidates).items.length).toBeGreaterThan(0);
    expect(candidates.text).not.toContain('Портал');
  });
});

test('срок и отзыв видны в списке; отозвать можно и дважды, чужой и несуществующий – нет', async () => {
  const [brief, revoked] = [await issue({ validDays: 1 }), await issue()];
  expect((await admin.post(`/api/admin/tokens/${revoked.id}/revoke`)).status).toBe(204);
  expect((await admin.post(`/api/admin/tokens/${revoked.id}/revoke`)).status).toBe(204);
  expect(await listed(revoked.id)).toMatchObject({ state: 'revoked', revokedAt: expect.any(String) });
  const foreign = JSON.parse((await cli([...add, '--json', '--organisation', 'zem'])).out);
  expect((await admin.post(`/api/admin/tokens/${foreign.id}/revoke`)).status).toBe(404);
  expect((await admin.post('/api/admin/tokens/11111111-1111-4111-8111-111111111111/revoke')).status).toBe(404);
  server.clock.advance(86_400_000 + 1);
  expect((await brief.program.get('/api/me')).status).toBe(401);
  admin = await server.login('admin');
  expect(await listed(brief.id)).toMatchObject({ state: 'expired' });
});

const add = ['add', 'Сверка', '--role', 'monitor', '--scope', 'applications.read'];

async function cli(args: readonly string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const tools = { database: server.database, definitions: server.deps.definitions, now: server.clock.now() };
  const code = await tokenCli(args, tools, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

describe('командная строка', () => {
  test('выдаёт, показывает и отзывает', async () => {
    const issued = await cli([...add, '--organisation', 'arch', '--service', 'landPlotPlan', '--days', '30']);
    expect(issued.code).toBe(0);
    const secret = /rgl_[\w-]{43}/.exec(issued.out)?.[0] ?? '';
    const program = createProgram(server.url, secret);
    expect((await program.get('/api/applications')).status).toBe(200);
    const [line = ''] = (await cli(['list', '--organisation', 'arch'])).out.split('\n');
    expect(line).toContain('«Сверка»');
    expect(line).not.toContain(secret);
    expect((await cli(['revoke', line.split(' ')[0] ?? ''])).code).toBe(0);
    expect((await program.get('/api/applications')).status).toBe(401);
  });

  test.each([
    [['add', 'Сверка', '--organisation', 'arch', '--role', 'monitor'], 2],
    [['add'], 2],
    [['list', 'лишнее'], 2],
    [['revoke', 'не-номер'], 2],
    [['forget'], 2],
    [['add', 'Сверка', '--unknown'], 2],
    [[...add, '--organisation', 'nowhere'], 1],
    [[...add, '--organisation', 'arch', '--scope', 'all'], 1],
    [[...add, '--organisation', 'arch', '--days', 'долго'], 1],
    [['revoke', '11111111-1111-4111-8111-111111111111'], 1],
  ])('%j – код %i и слова', async (args, code) => {
    const result = await cli(args);
    expect([result.code, result.out]).toEqual([code, '']);
    expect(result.err).toMatch(/[а-я]/);
  });
});

test('описание интерфейса говорит, каким токеном что открыть', async () => {
  const { body } = await server.client().get('/api/openapi.json');
  expect(body.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(body.paths['/api/applications'].post.security).toEqual([{ session: [] }, { token: ['applications.write'] }]);
  expect(body.paths['/api/admin/users'].get.security).toBeUndefined();
  expect((await server.client().get('/api/docs')).text).toContain('Токен с областью applications.write');
});
