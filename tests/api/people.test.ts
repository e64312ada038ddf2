import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
/** Manages people and nothing else. */
let clerkBoss: Client;
const ids = new Map<string, string>();
const at = (login: string, rest = '') => `/api/admin/users/${ids.get(login)}${rest}`;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  await admin.post('/api/admin/roles', {
    code: 'boss',
    title: 'Кадровик',
    functions: [],
    permissions: ['users.manage'],
  });
  for (const { id, login } of (await admin.get('/api/admin/users?limit=200')).body.items) ids.set(login, id);
  await admin.put(at('monitor', '/roles'), { roles: [{ role: 'boss' }] });
  clerkBoss = await server.login('monitor');
});
afterAll(() => server.close());

const rolesOf = async (login: string) =>
  (await admin.get(at(login))).body.user.roles.map(({ code }: { code: string }) => code);

describe('роли сотрудника', () => {
  test('заданы целиком: добавленное и снятое – в журнале, действует сразу', async () => {
    const client = await server.login('dispatcher');
    const roles = [{ role: 'dispatcher' }, { role: 'registrar', service: 'landPlotPlan' }];
    expect((await admin.put(at('dispatcher', '/roles'), { roles })).status).toBe(200);
    expect((await client.get('/api/me')).body.functions.landPlotPlan).toEqual(['dispatcher', 'registrar']);
    const { rows } = await server.database.execute(
      `select payload from admin_event where type = 'user.roles' and subject_id = $1`,
      [ids.get('dispatcher')],
    );
    expect(JSON.parse((rows[0] as { payload: string }).payload)).toEqual({ added: [roles[1]], removed: [] });
  });

  test.each([
    ['даёт больше, чем имеет сам', 'registrar', [{ role: 'registrar' }, { role: 'administrator' }]],
    ['снимает больше, чем имеет сам', 'admin', []],
    ['берёт себе больше', 'monitor', [{ role: 'boss' }, { role: 'administrator' }]],
  ])('кадровик %s: отказ, всё как было', async (_name, login, roles) => {
    const before = await rolesOf(login);
    const refused = await clerkBoss.put(at(login, '/roles'), { roles });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(await rolesOf(login)).toEqual(before);
  });

  test('чужим паролем больше прав не получить', async () => {
    for (const rest of ['/password', '/disable']) {
      expect((await clerkBoss.post(at('admin', rest))).status).toBe(403);
    }
    expect((await clerkBoss.post(at('monitor', '/password'))).body.code).toBe('stateConflict');
    const person = { ...(await personOf('admin')), email: 'boss@example.org' };
    expect((await clerkBoss.patch(at('admin'), person)).status).toBe(403);
  });
});

async function personOf(login: string) {
  const { surname, name, patronymic, position, email, phone } = (await admin.get(at(login))).body.user;
  return { surname, name, patronymic, position, email, phone, department: null };
}

test('последнего администратора не снять, не заблокировать и не обессилить ролью', async () => {
  await admin.put(at('monitor', '/roles'), { roles: [] });
  const refusals = [await admin.put(at('admin', '/roles'), { roles: [] })];
  const { items } = (await admin.get('/api/admin/roles')).body;
  const { id, title, functions } = items.find(({ code }: { code: string }) => code === 'administrator');
  refusals.push(await admin.put(`/api/admin/roles/${id}`, { title, functions, permissions: ['journal.read'] }));
  for (const { status, body } of refusals) {
    expect([status, body.code]).toEqual([409, 'stateConflict']);
    expect(body.detail).toContain('последний администратор');
  }
  expect(await rolesOf('admin')).toEqual(['administrator']);
  await admin.put(at('monitor', '/roles'), { roles: [{ role: 'boss' }] });
});

test('два администратора снимают друг друга разом: один остаётся', async () => {
  await admin.put(at('monitor', '/roles'), { roles: [{ role: 'administrator' }] });
  const other = await server.login('monitor');
  const answers = await Promise.all([
    admin.put(at('monitor', '/roles'), { roles: [] }),
    other.put(at('admin', '/roles'), { roles: [] }),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select u.id, r.id, o.id from user_account u, role r, organisation o
     where u.login = 'admin' and r.code = 'administrator' and o.code = 'arch' on conflict do nothing`,
  );
  await admin.put(at('monitor', '/roles'), { roles: [{ role: 'boss' }] });
});

describe('учётная запись', () => {
  test('блокировка завершает сеансы, разблокировка возвращает; новый пароль меняют при входе', async () => {
    const client = await server.login('approver');
    expect((await admin.post(at('approver', '/disable'))).status).toBe(204);
    expect((await client.get('/api/me')).status).toBe(401);
    expect((await admin.get('/api/admin/users?state=disabled')).body.items).toMatchObject([{ login: 'approver' }]);
    expect((await admin.get(at('approver'))).body.access.blocked).toContain('заблокирована');
    expect((await admin.post(at('approver', '/enable'))).status).toBe(204);
    const { password } = (await admin.post(at('approver', '/password'))).body;
    const again = await server.client().login('approver', password);
    expect((await again.get('/api/me')).body.mustChangePassword).toBe(true);
  });

  test('данные и отдел; список по отделу и роли', async () => {
    const { items } = (await admin.get('/api/admin/organisations')).body;
    const { departments } = items.find(({ code }: { code: string }) => code === 'arch');
    const department = departments[0].id;
    const changed = await admin.patch(at('registrar'), {
      ...(await personOf('registrar')),
      phone: '12-34',
      department,
    });
    expect(changed.body.user).toMatchObject({ phone: '12-34', department: { id: department } });
    const found = await admin.get(`/api/admin/users?department=${department}&role=registrar`);
    expect(found.body.items.map(({ login }: { login: string }) => login)).toEqual(['registrar']);
  });

  test('отсутствие и заместителя указывает администратор', async () => {
    const tomorrow = new Date(server.clock.now().getTime() + 27 * 3_600_000).toISOString().slice(0, 10);
    const absence = { from: tomorrow, to: tomorrow, deputy: ids.get('executor2') };
    const set = await admin.post(at('executor', '/absences'), absence);
    expect(set.body.absences).toMatchObject([{ from: tomorrow, deputy: { id: ids.get('executor2') } }]);
    expect((await admin.post(at('executor', '/absences'), absence)).body.code).toBe('invalidAnswers');
    const cut = await admin.delete(at('executor', `/absences/${set.body.absences[0].id}`));
    expect([cut.status, cut.body.absences]).toEqual([200, []]);
  });

  test('что может этот человек: правило у каждого ответа', async () => {
    const { access } = (await admin.get(at('executor2'))).body;
    const answer = access.permissions.find(({ title }: { title: string }) => title.startsWith('отвечать'));
    expect(answer).toEqual({ title: answer.title, allowed: true, why: 'Разрешает роль «Исполнитель».' });
    const plan = access.services.find(({ code }: { code: string }) => code === 'landPlotPlan').items;
    expect(
      plan.some(({ allowed, why }: { allowed: boolean; why: string }) => allowed && why.includes('«Исполнитель»')),
    ).toBe(true);
    const register = plan.find(({ title }: { title: string }) => title.startsWith('Зарегистрировать'));
    expect(register).toMatchObject({ allowed: false, why: expect.stringContaining('«Регистратор»') });
  });
});

describe('роль как набор', () => {
  test('добавляют, меняют у всех, занятую не удаляют; неизвестная функция – отказ', async () => {
    const role = { code: 'intern', title: 'Практикант', functions: ['registrar'], permissions: [] };
    const { items } = (await admin.post('/api/admin/roles', role)).body;
    const { id } = items.find(({ code }: { code: string }) => code === 'intern');
    expect((await admin.post('/api/admin/roles', role)).body.problems).toMatchObject([{ field: 'code' }]);
    expect((await admin.put(`/api/admin/roles/${id}`, { ...without(role), functions: ['nosuch'] })).status).toBe(400);
    await admin.put(at('executor2', '/roles'), { roles: [{ role: 'intern' }] });
    expect((await admin.delete(`/api/admin/roles/${id}`)).body.code).toBe('stateConflict');
    await admin.put(`/api/admin/roles/${id}`, { ...without(role), functions: ['dispatcher'] });
    const me = (await (await server.login('executor2')).get('/api/me')).body;
    expect(me.functions.landPlotPlan).toEqual(['dispatcher']);
    await admin.put(at('executor2', '/roles'), { roles: [{ role: 'executor' }] });
    expect((await admin.delete(`/api/admin/roles/${id}`)).status).toBe(200);
  });

  test('роль, которую держат и в другом ведомстве, здесь не меняют', async () => {
    const { items } = (await admin.get('/api/admin/roles')).body;
    const { id, ...role } = items.find(({ code }: { code: string }) => code === 'registrar');
    const refused = await admin.put(`/api/admin/roles/${id}`, { ...without(role), permissions: ['journal.read'] });
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('и в ведомстве')]);
  });
});

function without({ title, functions, permissions }: { title: string; functions: string[]; permissions: string[] }) {
  return { title, functions, permissions };
}

test('таблица сотрудников: сначала отчёт по строкам, потом запись, всех или никого', async () => {
  const text = `Логин;Фамилия;Имя;Отдел;Роли
import.one;Первая;Анна;Отдел приёма заявителей;Регистратор: landPlotPlan
registrar;Соколова;Марина;;
плохой;Вторая;Вера;Нет такого;Директор`;
  const { items } = (await admin.post('/api/admin/users/import/check', { text })).body;
  expect(items.map(({ line, state }: { line: number; state: string }) => [line, state])).toEqual([
    [2, 'new'],
    [3, 'exists'],
    [4, 'wrong'],
  ]);
  expect(items[2].problems.join(' ')).toMatch(/Нет такого.*Директор/);
  expect((await admin.get('/api/admin/users?search=import')).body.items).toEqual([]);
  const again = { ...items[0].person, login: 'registrar' };
  const refused = await admin.post('/api/admin/users/import', { people: [items[0].person, again] });
  expect([refused.status, (await admin.get('/api/admin/users?search=import')).body.items]).toEqual([409, []]);
  const [made] = (await admin.post('/api/admin/users/import', { people: [items[0].person] })).body.items;
  const me = (await (await server.client().login(made.login, made.password)).get('/api/me')).body;
  expect([me.mustChangePassword, me.functions]).toEqual([true, { landPlotPlan: ['registrar'] }]);
  // Before anybody has used it, an account goes as if it had never been; afterwards it stays.
  const gone = (await admin.post('/api/admin/users/import', { people: [{ ...items[0].person, login: 'gone' }] })).body;
  expect((await admin.delete(`/api/admin/users/${gone.items[0].id}`)).status).toBe(204);
  expect((await admin.get('/api/admin/users?search=gone')).body.items).toEqual([]);
  const back = (await admin.post('/api/admin/users/import', { people: [{ ...items[0].person, login: 'gone' }] })).body;
  const deputy = back.items[0].id;
  // Whoever has looked in with the first password has used it, though nothing else tells of them.
  expect((await admin.delete(`/api/admin/users/${made.id}`)).status).toBe(409);
  const day = new Date(server.clock.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  await admin.post(at('executor', '/absences'), { from: day, to: day, deputy });
  for (const used of [await admin.delete(at('executor')), await admin.delete(`/api/admin/users/${deputy}`)])
    expect([used.status, used.body.detail]).toEqual([409, expect.stringContaining('уже пользовались')]);
  const raised = `логин;фамилия;имя;роли\nx1;Икс;Анна;Администратор`;
  const [row] = (await clerkBoss.post('/api/admin/users/import/check', { text: raised })).body.items;
  expect([row.state, row.problems[0]]).toEqual(['wrong', expect.stringContaining('которых нет у вас')]);
  expect((await admin.post('/api/admin/users/import/check', { text: 'a;b' })).body.detail).toContain('«логин»');
});
