import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../core/src/organisation/commands.ts';
import { type Client, demoPassword } from '../support/http-client.ts';
import { lightHash } from '../support/light-password.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** S6: whatever ends a session ends it at once, and a token known beforehand opens nothing. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const cookieName = 'reglament';

async function stays(client: Client): Promise<number> {
  return (await client.get('/api/me')).status;
}

async function makeUser(login: string): Promise<void> {
  const passwordHash = lightHash(demoPassword);
  const memberships = [{ organisation: 'arch', roles: [{ role: 'registrar' }] }];
  const names = { surname: 'Пробная', name: 'Анна', createdAt: new Date() };
  await server.database.asOwner(async (trx) => {
    await createUser(trx, { login, ...names, passwordHash, mustChangePassword: false, memberships });
  });
}

test('подложенный до входа номер сеанса после входа ничего не открывает', async () => {
  const attacker = await server.login('registrar');
  const planted = attacker.cookies.get(cookieName) ?? '';
  const victim = server.client();
  victim.cookies.set(cookieName, planted);
  await victim.login('dispatcher');
  expect(victim.cookies.get(cookieName)).not.toBe(planted);
  expect(await stays(attacker)).toBe(401);
  expect(await stays(victim)).toBe(200);
});

test('выдуманный номер сеанса не становится сеансом', async () => {
  const victim = server.client();
  victim.cookies.set(cookieName, 'A'.repeat(43));
  await victim.login('dispatcher');
  expect(victim.cookies.get(cookieName)).not.toBe('A'.repeat(43));
});

test('после выхода прежнее печенье мертво', async () => {
  const client = await server.login('registrar');
  const kept = client.cookies.get(cookieName) ?? '';
  await client.delete('/api/session');
  client.cookies.set(cookieName, kept);
  expect(await stays(client)).toBe(401);
});

test('смена пароля завершает все прочие сеансы, свой продолжается под новым номером', async () => {
  await makeUser('rotated');
  const [here, there] = [await server.login('rotated'), await server.login('rotated')];
  const old = here.cookies.get(cookieName) ?? '';
  const change = { current: demoPassword, new: 'сосна у реки 17', again: 'сосна у реки 17' };
  expect((await here.post('/api/me/password', change)).status).toBe(204);
  expect(await stays(there)).toBe(401);
  expect(await stays(here)).toBe(200);
  const thief = server.client();
  thief.cookies.set(cookieName, old);
  expect(await stays(thief)).toBe(401);
});

test('заблокированный сотрудник выходит сразу и войти не может', async () => {
  await makeUser('dismissed');
  const client = await server.login('dismissed');
  const id = (await client.get('/api/me')).body.user.id;
  expect((await (await server.login('admin')).post(`/api/admin/users/${id}/disable`)).status).toBe(204);
  expect(await stays(client)).toBe(401);
  const again = await server.client().post('/api/session', { login: 'dismissed', password: demoPassword });
  expect([again.status, again.body.code]).toEqual([401, 'wrongCredentials']);
});

test('отнятая роль и отнятое место в ведомстве действуют со следующего же обращения', async () => {
  await makeUser('moved');
  const client = await server.login('moved');
  const { user } = (await client.get('/api/me')).body;
  await server.database.asOwner(async (trx) => {
    await trx('user_role').where({ user_id: user.id }).delete();
  });
  expect((await client.get('/api/me')).body.functions).toEqual({});
  await server.database.asOwner(async (trx) => {
    await trx('membership').where({ user_id: user.id }).delete();
  });
  expect(await stays(client)).toBe(401);
});

test('в базе нет ничего, чем можно войти', async () => {
  const client = await server.login('registrar');
  const token = client.cookies.get(cookieName) ?? '';
  const { rows } = await server.database.execute('select * from session');
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows.length).toBeGreaterThan(0);
});

describe('печенье', () => {
  test('недоступно сценариям и чужим сайтам', async () => {
    const answer = await server.client().post('/api/session', { login: 'registrar', password: demoPassword });
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^reglament=[\w-]{43}; path=\/; samesite=lax; httponly$/);
  });

  test('под HTTPS – только по HTTPS и только этому узлу', async () => {
    const secure = await startServer({ env: { PUBLIC_URL: 'https://reglament.example.ru' } });
    try {
      const headers = { Origin: 'https://reglament.example.ru' };
      const body = { login: 'registrar', password: demoPassword };
      const answer = await secure.client().post('/api/session', body, { headers });
      expect(answer.headers.getSetCookie()[0]).toMatch(
        /^__Host-reglament=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/,
      );
      expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
    } finally {
      await secure.close();
    }
  });
});

describe('адрес клиента', () => {
  const addresses = async (at: TestServer) =>
    (await at.database.execute('select distinct address from login_attempt order by 1')).rows;

  test('за своим прокси – последний в X-Forwarded-For: приписанное спереди не в счёт', async () => {
    await server.client('192.0.2.1, 198.51.100.9').login('monitor');
    expect(await addresses(server)).toContainEqual({ address: '198.51.100.9' });
    expect(await addresses(server)).not.toContainEqual({ address: '192.0.2.1' });
  });

  test('без прокси X-Forwarded-For не значит ничего', async () => {
    const direct = await startServer({ env: { BEHIND_PROXY: '0' } });
    try {
      await direct.client('192.0.2.1').login('monitor');
      expect(await addresses(direct)).toEqual([{ address: '127.0.0.1' }]);
    } finally {
      await direct.close();
    }
  });
});
