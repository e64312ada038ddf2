import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAround } from '../../core/src/application/queries.ts';
import type { Transaction } from '../../core/src/db.ts';
import { createUser } from '../../core/src/organisation/commands.ts';
import { sessionById } from '../../core/src/session/queries.ts';
import { type Client, demoPassword } from '../support/http-client.ts';
import { lightHash } from '../support/light-password.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const hour = 3_600_000;

/** A person of one's own for a test that changes passwords or bodies. */
async function person(login: string, organisations: readonly string[], mustChangePassword = false): Promise<Client> {
  const passwordHash = lightHash(demoPassword);
  const memberships = organisations.map((organisation) => ({ organisation, roles: [{ role: 'registrar' }] }));
  const names = { surname: 'Пробная', name: 'Анна', createdAt: new Date() };
  await server.database.asOwner(async (trx) => {
    await createUser(trx, { login, ...names, passwordHash, mustChangePassword, memberships });
  });
  return server.login(login);
}

describe('вход', () => {
  test('по логину и паролю: кто вошёл, от имени кого, что доступно', async () => {
    const registrar = await server.login('registrar');
    const { status, body } = await registrar.get('/api/me');
    expect(status).toBe(200);
    expect(body.user.fullName).toBe('Соколова Марина Викторовна');
    expect(body.organisation.code).toBe('arch');
    expect(body.workplace.code).toBe('doverie');
    expect(body.permissions).toEqual([]);
    expect(body.mustChangePassword).toBe(false);
    expect(Object.values(body.functions).flat()).toContain('registrar');
    expect(body.canCreate).toBe(true);
    expect(body.executes).toBe(false);
    expect((await (await server.login('executor')).get('/api/me')).body.executes).toBe(true);
  });

  test('у администратора разрешения и ни одной функции процессов', async () => {
    const { body } = await (await server.login('admin')).get('/api/me');
    expect(body.permissions).toContain('users.manage');
    expect(body.functions).toEqual({});
    expect(body.canCreate).toBe(false);
  });

  test('логин не различает регистр букв и пробелы по краям', async () => {
    const client = server.client();
    const answer = await client.post('/api/session', { login: ' Registrar ', password: demoPassword });
    expect(answer.status).toBe(204);
  });

  test.each([
    ['неверный пароль', { login: 'dispatcher', password: 'wrong' }],
    ['неизвестный логин', { login: 'nobody', password: demoPassword }],
  ])('%s: один и тот же отказ', async (_name, body) => {
    const answer = await server.client().post('/api/session', body);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    const { requestId, ...problem } = answer.body;
    expect(problem).toEqual({
      type: '/api/docs#problem-wrongCredentials',
      title: 'Неверный логин или пароль',
      status: 401,
      code: 'wrongCredentials',
      detail: 'Неверный логин или пароль. Проверьте раскладку клавиатуры и клавишу Caps Lock.',
    });
    expect(requestId).toBe(answer.headers.get('X-Request-Id'));
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test('без ведомства работать нельзя: об этом сказано', async () => {
    await expect(person('homeless', [])).rejects.toThrow('не связана ни с одним ведомством');
  });

  test('выход: сеанс кончается, печенье убирается', async () => {
    const client = await server.login('executor');
    const answer = await client.delete('/api/session');
    expect(answer.status).toBe(204);
    expect(client.cookies.size).toBe(0);
    expect((await client.get('/api/me')).status).toBe(401);
  });
});

describe('срок сеанса', () => {
  test('без «Запомнить меня» – 12 часов после последнего обращения', async () => {
    const client = await server.login('approver');
    server.clock.advance(11 * hour);
    expect((await client.get('/api/me')).status).toBe(200);
    server.clock.advance(11 * hour);
    expect((await client.get('/api/me')).status).toBe(200);
    server.clock.advance(12 * hour + 1);
    expect((await client.get('/api/me')).status).toBe(401);
  });

  test('и не дольше недели, как бы часто им ни пользовались', async () => {
    const client = await server.login('approver');
    for (let passed = 0; passed + 10 < 7 * 24; passed += 10) {
      expect((await client.get('/api/me')).status).toBe(200);
      server.clock.advance(10 * hour);
    }
    expect((await client.get('/api/me')).status).toBe(200);
    server.clock.advance(10 * hour);
    expect((await client.get('/api/me')).status).toBe(401);
  });

  test('с «Запомнить меня» – 30 дней, и печенье переживает закрытие браузера', async () => {
    const client = server.client();
    const opened = await client.post('/api/session', { login: 'monitor', password: demoPassword, remember: true });
    expect(opened.headers.getSetCookie()[0]).toMatch(/; expires=/);
    server.clock.advance(30 * 24 * hour - 60_000);
    expect((await client.get('/api/me')).status).toBe(200);
    server.clock.advance(60_001);
    expect((await client.get('/api/me')).status).toBe(401);
  });

  test('без него печенье живёт до закрытия браузера', async () => {
    const opened = await server.client().post('/api/session', { login: 'monitor', password: demoPassword });
    expect(opened.headers.getSetCookie()[0]).not.toMatch(/expires|max-age/i);
  });
});

describe('выданный пароль', () => {
  test('пока он не сменён, доступна только своя учётная запись', async () => {
    const client = await person('newcomer', ['arch'], true);
    expect((await client.get('/api/me')).body.mustChangePassword).toBe(true);
    const refused = await client.get('/api/admin/users');
    expect([refused.status, refused.body.code]).toEqual([403, 'passwordChangeRequired']);

    const change = { current: demoPassword, new: 'сосна у реки 17', again: 'сосна у реки 17' };
    expect((await client.post('/api/me/password', change)).status).toBe(204);
    expect((await client.get('/api/me')).body.mustChangePassword).toBe(false);
    expect((await client.get('/api/admin/users')).body.code).toBe('forbidden');
    await server.client().login('newcomer', 'сосна у реки 17');
  });
});

describe('смена пароля', () => {
  let client: Client;
  beforeAll(async () => {
    client = await person('changer', ['arch']);
  });

  const long = 'сосна у реки 17';
  const current = demoPassword;
  test.each([
    {
      name: 'неверный текущий',
      body: { current: 'wrong', new: long, again: long },
      code: 'wrongPassword',
      field: 'current',
    },
    {
      name: 'повтор не совпал',
      body: { current, new: long, again: `${long}8` },
      code: 'weakPassword',
      field: 'again',
    },
    { name: 'тот же пароль', body: { current, new: current, again: current }, code: 'weakPassword', field: 'new' },
    ...['сосна-17', 'my changer 2025', 'Qwerty123456!', '123456789012', 'аааааааааааа'].map((weak) => ({
      name: `слабый: ${weak}`,
      body: { current, new: weak, again: weak },
      code: 'weakPassword',
      field: 'new',
    })),
  ])('$name: отказ назван у поля, пароль прежний', async ({ body, code, field }) => {
    const answer = await client.post('/api/me/password', body);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.problems).toEqual([{ field, pointer: `/${field}`, code, message: answer.body.detail }]);
    await server.login('changer');
  });
});

describe('прочитанное о человеке однажды', () => {
  let people = 0;
  const seen = (body: Record<string, never>) => JSON.stringify([body.user, body.organisation, body.functions]);

  test.each<[string, (trx: Transaction, id: string) => Promise<unknown>, number]>([
    ['роль отнята', (trx, id) => trx('user_role').where({ user_id: id }).delete(), 200],
    ['роль пуста', (trx) => trx('role').where({ code: 'registrar' }).update({ functions: [] }), 200],
    [
      'роль прежняя',
      (trx) =>
        trx('role')
          .where({ code: 'registrar' })
          .update({ functions: ['registrar'] }),
      200,
    ],
    ['имя другое', (trx, id) => trx('user_account').where({ id }).update({ name: 'Инна' }), 200],
    ['ведомство переименовано', (trx) => trx('organisation').where({ code: 'arch' }).update({ title: 'Другое' }), 200],
    ['не работает в ведомстве', (trx, id) => trx('membership').where({ user_id: id }).delete(), 401],
    ['отключён', (trx, id) => trx('user_account').where({ id }).update({ disabled_at: new Date() }), 401],
  ])('%s: следующий же запрос видит это', async (_name, change, status) => {
    people += 1;
    const client = await person(`known${people}`, ['arch']);
    const before = (await client.get('/api/me')).body;
    expect(seen((await client.get('/api/me')).body)).toBe(seen(before));
    await server.database.asOwner((trx) => change(trx, before.user.id));
    const after = await client.get('/api/me');
    expect(after.status).toBe(status);
    if (status === 200) expect(seen(after.body)).not.toBe(seen(before));
  });

  test('перечитывается, когда меняется любая таблица, из которой прочитано', async () => {
    const tablesOf = async ({ text }: { readonly text: string }, values: Readonly<Record<string, string>>) => {
      const plain = text.replaceAll(/\$\d/g, (place) => values[place] ?? '');
      const { rows: plan } = await server.database.execute(`explain (format json) ${plain}`);
      return [...JSON.stringify(plan).matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => String(name));
    };
    const read = await tablesOf(sessionById(Buffer.from(''), new Date()), { $1: "''::bytea", $2: 'now()' });
    const around = await tablesOf(askAround('', ''), { $1: "'{}'", $2: 'null::uuid' });
    const { rows } = await server.database.execute(
      "select tgrelid::regclass::text as name from pg_trigger where tgname = 'mark_rights'",
    );
    const marked = (rows as { name: string }[]).map(({ name }) => name);
    // Of whoever came by another place all is asked each time; the session's own row as well.
    const asked = ['session', 'rights_mark', 'connection', 'identity_body'];
    expect([...new Set(read)].filter((name) => !asked.includes(name)).sort()).toEqual(marked.sort());
    expect([...marked, 'rights_mark']).toEqual(expect.arrayContaining(around));
  });
});

describe('выбор ведомства', () => {
  test('человек двух ведомств переключается между своими и только между ними', async () => {
    const client = await person('double', ['arch', 'zem']);
    const before = (await client.get('/api/me')).body;
    expect(before.organisations).toHaveLength(2);
    const other = before.organisations.find((one: { id: string }) => one.id !== before.organisation.id);
    expect((await client.patch('/api/session', { organisation: other.id })).status).toBe(204);
    expect((await client.get('/api/me')).body.organisation.id).toBe(other.id);

    const registrar = await server.login('registrar2');
    const foreign = (await (await server.login('registrar')).get('/api/me')).body.organisation.id;
    const refused = await registrar.patch('/api/session', { organisation: foreign });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect((await registrar.get('/api/me')).body.organisation.code).toBe('zem');
  });
});

describe('свои сеансы', () => {
  test('видны с адресом и браузером; другой завершается сразу, этот и чужой так не завершить', async () => {
    const here = await person('walker', ['arch']);
    const there = await server.client('203.0.113.7').login('walker');
    const { items } = (await here.get('/api/me/sessions')).body;
    expect(items.map((one: { current: boolean }) => one.current)).toEqual([true, false]);
    expect(items[1]).toMatchObject({ address: '203.0.113.7', remembered: false });
    const stranger = await server.login('registrar');
    expect((await stranger.delete(`/api/me/sessions/${items[1].id}`)).status).toBe(404);
    expect((await here.delete(`/api/me/sessions/${items[0].id}`)).status).toBe(404);
    expect((await here.delete(`/api/me/sessions/${items[1].id}`)).body.items).toHaveLength(1);
    expect((await there.get('/api/me')).status).toBe(401);
    expect((await stranger.get('/api/me')).status).toBe(200);
  });

  test('«Завершить остальные» и смена пароля оставляют один', async () => {
    const here = await person('traveller', ['arch']);
    const others = [await server.login('traveller'), await server.login('traveller')];
    expect((await here.delete('/api/me/sessions')).body.items).toHaveLength(1);
    for (const other of others) expect((await other.get('/api/me')).status).toBe(401);
    const other = await server.login('traveller');
    const change = { current: demoPassword, new: 'сосна у реки 17', again: 'сосна у реки 17' };
    expect((await here.post('/api/me/password', change)).status).toBe(204);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await here.get('/api/me/sessions')).body.items).toEqual([expect.objectContaining({ current: true })]);
  });
});

describe('язык интерфейса и знакомство с ним', () => {
  test('хранятся у человека, в любом его ведомстве; названное меняется, остальное – как было', async () => {
    const client = await person('linguist', ['arch', 'zem']);
    const preferences = async () => (await client.get('/api/me')).body.preferences;
    expect(await preferences()).toEqual({ locale: null, toured: false, favouriteServices: [] });
    expect((await client.patch('/api/me/preferences', { locale: 'en' })).status).toBe(204);
    expect((await client.patch('/api/me/preferences', { toured: true })).status).toBe(204);
    const favouriteServices = ['landPlotPlan', 'archiveCertificate'];
    expect((await client.patch('/api/me/preferences', { favouriteServices })).status).toBe(204);
    expect(await preferences()).toEqual({ locale: 'en', toured: true, favouriteServices });
    const { organisation, organisations } = (await client.get('/api/me')).body;
    const other = organisations.find(({ id }: { id: string }) => id !== organisation.id);
    await client.patch('/api/session', { organisation: other.id });
    await client.patch('/api/me/preferences', { toured: false });
    expect(await preferences()).toEqual({ locale: 'en', toured: false, favouriteServices });
    expect((await (await server.login('registrar')).get('/api/me')).body.preferences.locale).toBeNull();
  });

  test.each([[{ locale: 'de' }], [{}], [{ locale: null }], [{ theme: 'dark' }], [{ favouriteServices: ['А'] }]])(
    '%j не принимается',
    async (body) => {
      const answer = await (await server.login('dispatcher')).patch('/api/me/preferences', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'invalidBody']);
    },
  );
});
