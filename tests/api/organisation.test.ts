import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userCli } from '../../core/src/organisation/cli.ts';
import type { Client } from '../support/http-client.ts';
import { newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
});
afterAll(() => server.close());

const person = { surname: 'Новая', name: 'Анна', patronymic: 'Ильинична', position: 'Специалист' };

describe('сотрудники', () => {
  test('список своего ведомства: по фамилии, с ролями, страницами', async () => {
    const { body } = await admin.get('/api/admin/users');
    const logins = body.items.map((one: { login: string }) => one.login);
    expect(logins).toContain('registrar');
    expect(logins).not.toContain('registrar2');
    const registrar = body.items.find((one: { login: string }) => one.login === 'registrar');
    expect(registrar.roles).toEqual([
      { code: 'registrar', title: 'Регистратор', service: null, department: null, departmentId: null },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/scrypt|hash/i);

    const pages: string[] = [];
    for (let after = ''; ; ) {
      const page = (await admin.get(`/api/admin/users?limit=3${after}`)).body;
      pages.push(...page.items.map((one: { login: string }) => one.login));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(pages).toEqual(logins);
  });

  test('поиск по части имени и логина', async () => {
    const found = async (search: string) =>
      (await admin.get(`/api/admin/users?search=${encodeURIComponent(search)}`)).body.items.map(
        (one: { login: string }) => one.login,
      );
    expect(await found('околов')).toEqual(['registrar']);
    expect(await found('DISPATCH')).toEqual(['dispatcher']);
  });

  test('новый: пароль выдан один раз, при первом входе его меняют, роль действует', async () => {
    const created = await admin.post('/api/admin/users', {
      login: 'Anna.New',
      ...person,
      roles: [{ role: 'registrar', service: 'landPlotPlan' }],
    });
    expect(created.status).toBe(201);
    expect(created.body.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(created.body.user).toMatchObject({
      login: 'anna.new',
      mustChangePassword: true,
      roles: [{ code: 'registrar', service: 'landPlotPlan', department: null }],
    });
    const client = await server.client().login('anna.new', created.body.password);
    const { body } = await client.get('/api/me');
    expect([body.mustChangePassword, body.functions]).toEqual([true, { landPlotPlan: ['registrar'] }]);
    expect((await client.get('/api/services')).body.code).toBe('passwordChangeRequired');
  });

  test('роль с разрешениями даёт только тот, у кого они есть', async () => {
    await server.database.execute(
      `insert into role (code, title, permissions) values ('clerkBoss', 'Кадровик', '{users.manage}')`,
    );
    const boss = await admin.post('/api/admin/users', { login: 'boss', ...person, roles: [{ role: 'clerkBoss' }] });
    const client = await server.client().login('boss', boss.body.password);
    const change = { current: boss.body.password, new: 'сосна у реки 17', again: 'сосна у реки 17' };
    expect((await client.post('/api/me/password', change)).status).toBe(204);
    const refused = await client.post('/api/admin/users', {
      login: 'puppet',
      ...person,
      roles: [{ role: 'administrator' }],
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(refused.body.detail).toContain('definitions.edit');
    expect((await admin.get('/api/admin/users?search=puppet')).body.items).toEqual([]);
    expect(
      (await client.post('/api/admin/users', { login: 'peer', ...person, roles: [{ role: 'clerkBoss' }] })).status,
    ).toBe(201);
  });

  test('неизвестная роль и отдел чужого ведомства: отказ, никто не добавлен', async () => {
    const organisations = (await admin.get('/api/admin/organisations')).body.items;
    const foreign = organisations.find((one: { code: string }) => one.code === 'zem').departments[0].id;
    for (const extra of [
      { roles: [{ role: 'nosuch' }] },
      { roles: [], department: foreign },
      { roles: [{ role: 'registrar', department: foreign }] },
    ]) {
      const answer = await admin.post('/api/admin/users', { login: 'ghost', ...person, ...extra });
      expect([answer.status, answer.body.code]).toEqual([404, 'notFound']);
    }
    expect((await admin.get('/api/admin/users?search=ghost')).body.items).toEqual([]);
  });

  test('СНИЛС: проверен, не повторяется, виден себе и администратору и никому больше', async () => {
    const snils = newSnils();
    const dashed = `${snils.slice(0, 3)}-${snils.slice(3, 6)}-${snils.slice(6, 9)} ${snils.slice(9)}`;
    const add = (login: string, number: string) =>
      admin.post('/api/admin/users', { login, ...person, snils: number, roles: [{ role: 'registrar' }] });
    const made = await add('numbered', dashed);
    expect([made.status, made.text.includes(snils)]).toEqual([201, false]);
    const wrong = await add('numbered2', '112-233-445 96');
    expect([wrong.status, wrong.body.detail]).toEqual([400, expect.stringContaining('Контрольное число СНИЛС')]);
    const twice = await add('numbered2', snils);
    expect([twice.status, twice.body.problems]).toEqual([409, [expect.objectContaining({ field: 'snils' })]]);
    expect(twice.text).not.toContain(snils);
    expect((await admin.get('/api/admin/users?search=numbered')).body.items).toHaveLength(1);

    const { id } = made.body.user;
    const [other, cleared] = [newSnils(), `/api/admin/users/${id}/snils`];
    expect((await admin.put(cleared, { snils: other })).body.snils).toBe(other);
    const client = await server.client().login('numbered', made.body.password);
    expect((await client.get('/api/me')).body.user.snils).toBe(other);
    expect((await admin.put(cleared, { snils: null })).body.snils).toBeNull();
    const stranger = (await (await server.login('registrar2')).get('/api/me')).body.user.id;
    expect((await admin.put(`/api/admin/users/${stranger}/snils`, { snils: null })).status).toBe(404);
    // Not even by mistake: the role that serves requests has no right to the column.
    const read = server.database.inBodies([], (trx) => trx('user_account').select('snils'));
    await expect(read).rejects.toThrow(/permission denied/);
  });

  test('себя не блокируют, чужого не видят', async () => {
    const me = (await admin.get('/api/me')).body.user.id;
    expect((await admin.post(`/api/admin/users/${me}/disable`)).body.code).toBe('stateConflict');
    const stranger = (await (await server.login('registrar2')).get('/api/me')).body.user.id;
    expect((await admin.post(`/api/admin/users/${stranger}/disable`)).status).toBe(404);
  });

  test('работающего и в другом ведомстве здесь не заблокировать', async () => {
    const created = await admin.post('/api/admin/users', { login: 'both', ...person, roles: [] });
    const { id } = created.body.user;
    await server.database.execute(
      `insert into membership (user_id, organisation_id) select $1, id from organisation where code = 'zem'`,
      [id],
    );
    const refused = await admin.post(`/api/admin/users/${id}/disable`);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  });
});

test('ведомства с отделами и роли', async () => {
  const organisations = (await admin.get('/api/admin/organisations')).body.items;
  expect(organisations.map((one: { code: string }) => one.code).sort()).toEqual(['arch', 'city', 'zem']);
  const arch = organisations.find((one: { code: string }) => one.code === 'arch');
  expect(arch.departments.map((one: { code: string }) => one.code).sort()).toEqual(['planning', 'reception']);
  const roles = (await admin.get('/api/admin/roles')).body.items;
  expect(roles.find((one: { code: string }) => one.code === 'registrar').functions).toEqual(['registrar']);
});

describe('командная строка', () => {
  async function run(...args: string[]) {
    const lines: { out: string[]; err: string[] } = { out: [], err: [] };
    const code = await userCli(args, server.database, {
      out: (line) => lines.out.push(line),
      err: (line) => lines.err.push(line),
    });
    return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
  }
  const add = [
    'add',
    'cli-user',
    '--surname',
    'Пультова',
    '--name',
    'Вера',
    '--organisation',
    'arch',
    '--role',
    'registrar:landPlotPlan',
  ];

  test('добавляет сотрудника с выданным паролем; второй раз – отказ', async () => {
    const made = await run(...add, '--json');
    expect(made.code).toBe(0);
    const { password } = JSON.parse(made.out);
    const { body } = await (await server.client().login('cli-user', password)).get('/api/me');
    expect([body.mustChangePassword, body.functions]).toEqual([true, { landPlotPlan: ['registrar'] }]);
    const again = await run(...add);
    expect([again.code, again.err]).toEqual([1, 'Логин «cli-user» уже занят. Выберите другой.']);
  });

  test('выдаёт новый пароль: прежние сеансы кончаются', async () => {
    const client = await server.login('monitor');
    const { password } = JSON.parse((await run('password', 'monitor', '--json')).out);
    expect((await client.get('/api/me')).status).toBe(401);
    expect((await (await server.client().login('monitor', password)).get('/api/me')).body.mustChangePassword).toBe(
      true,
    );
    expect((await run('password', 'nobody')).code).toBe(1);
  });

  test('СНИЛС записывает и меняет', async () => {
    expect((await run('snils', 'executor', '--snils', '1')).code).toBe(1);
    const snils = newSnils();
    expect(await run('snils', 'executor', '--snils', snils)).toMatchObject({
      code: 0,
      out: 'СНИЛС сотрудника «executor» записан.',
    });
    expect((await (await server.login('executor')).get('/api/me')).body.user.snils).toBe(snils);
    expect((await run('snils', 'executor')).code).toBe(2);
  });

  test('снимает запрет входа', async () => {
    const attempt = (password: string) =>
      server.client('198.51.100.77').post('/api/session', { login: 'approver', password });
    for (let count = 0; count < 10; count += 1) await attempt('wrong');
    expect((await attempt('demo-Reglament-1')).status).toBe(429);
    expect((await run('unlock', 'approver')).code).toBe(0);
    expect(await run('unlock', 'nobody')).toMatchObject({ code: 1, err: 'Сотрудника с логином «nobody» нет.' });
    expect((await attempt('demo-Reglament-1')).status).toBe(204);
  });

  test.each([[[]], [['add']], [['add', 'x']], [['remove', 'x']], [['add', 'x', '--wrong']], [['password', 'a', 'b']]])(
    'неверный вызов %j: 2 и справка',
    async (args) => {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err).toContain('reglament user add');
    },
  );

  test('--help', async () => {
    const { code, out } = await run('--help');
    expect([code, out.includes('reglament user unlock')]).toEqual([0, true]);
  });
});
