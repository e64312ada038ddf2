import { afterAll, beforeAll, expect, test } from 'vitest';
import { userCli } from '../../core/src/organisation/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';

let database: TestDatabase;
let server: TestServer | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
});
// The server closes what it was given.
afterAll(() => server?.close() ?? database.drop());

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await userCli(args, database, {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
  });
  return { code, text: lines.join('\n') };
}

const person = ['--surname', 'Первова', '--name', 'Анна', '--organisation', 'cityHall'];

test('пустая установка: первый администратор входит, меняет пароль и заводит остальное сам', async () => {
  expect(await run('add', 'ivanova', ...person, '--role', 'administrator')).toMatchObject({ code: 1 });
  const made = await run('first', 'ivanova', ...person, '--title', 'Администрация города', '--json');
  expect(made.code).toBe(0);
  const { password } = JSON.parse(made.text);
  // The pages need definitions; what the demonstration adds leaves this body alone.
  server = await startServer({ database });
  const issued = await server.client().login('ivanova', password);
  expect((await issued.get('/api/me')).body).toMatchObject({
    mustChangePassword: true,
    organisation: { title: 'Администрация города' },
  });
  const own = 'Своя-Парольная-Фраза-7';
  const changed = await issued.post('/api/me/password', { current: password, new: own, again: own });
  expect(changed.status).toBe(204);
  const admin = await server.client().login('ivanova', own);
  const role = { code: 'fresh', title: 'Новая роль', functions: ['registrar'], permissions: [] };
  expect((await admin.post('/api/admin/roles', role)).status).toBe(201);
  // A second installation over the first one is none.
  const again = await run('first', 'petrova', ...person, '--title', 'Другая');
  expect(again).toEqual({ code: 1, text: expect.stringContaining('reglament user add') });
});

test.each([
  [['first', 'x', ...person]],
  [['first', 'x', ...person, '--title', 'Т', '--role', 'administrator']],
  [['add', 'x', ...person, '--title', 'Т', '--role', 'administrator']],
])('неверный вызов %j: 2 и справка', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, text: expect.stringContaining('reglament user first') });
});
