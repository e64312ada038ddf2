import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, demoPassword } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let own: string;
let foreign: string;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  const { items } = (await admin.get('/api/admin/organisations')).body;
  const idOf = (wanted: string) => items.find(({ code }: { code: string }) => code === wanted).id;
  own = idOf('arch');
  foreign = idOf('zem');
});
afterAll(() => server.close());

/** What is sent back: the parameters without what a person does not set. */
async function parameters(id = own) {
  const {
    id: _id,
    code: _code,
    departments: _departments,
    ...rest
  } = (await admin.get(`/api/admin/organisations/${id}`)).body.organisation;
  return rest;
}

async function told(type: string): Promise<{ payload: Record<string, unknown>; actor: string }[]> {
  const { rows } = await server.database.execute(
    `select payload, login as actor from admin_event left join user_account u on u.id = actor_id where type = $1 order by 1`,
    [type],
  );
  return (rows as { payload: string; actor: string }[]).map((row) => ({ ...row, payload: JSON.parse(row.payload) }));
}

describe('услуги ведомства', () => {
  test('услуга доходит до сотрудника, когда её внесли в список, и уходит, когда убрали', async () => {
    const executor = await server.login('executor');
    const offered = async () =>
      (await executor.get('/api/services')).body.items.map(({ code }: { code: string }) => code);
    expect(await offered()).not.toContain('archiveCertificate');
    const before = await parameters();
    const services = [...before.services, 'archiveCertificate'];
    const changed = await admin.put(`/api/admin/organisations/${own}`, { ...before, services });
    expect([changed.status, changed.body.organisation.services]).toEqual([200, services]);
    expect(await offered()).toContain('archiveCertificate');
    expect(await told('body.changed')).toEqual([
      { actor: 'admin', payload: { services: { before: ['landPlotPlan'], after: services } } },
    ]);
    await admin.put(`/api/admin/organisations/${own}`, { ...(await parameters()), services: before.services });
    expect(await offered()).not.toContain('archiveCertificate');
  });

  test('неизвестная услуга и чужое обозначение: отказ с полем', async () => {
    const wrong = { ...(await parameters()), services: ['nosuch'], mnemonic: 'ЗЕМ', oktmo: '12' };
    const refused = await admin.put(`/api/admin/organisations/${own}`, wrong);
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidBody']);
    expect(refused.body.problems.map(({ field }: { field: string }) => field)).toEqual([
      'mnemonic',
      'oktmo',
      'services',
    ]);
  });

  test('ОГРН: проверяется, у двух ведомств не бывает, без него остаётся прежним', async () => {
    const path = `/api/admin/organisations/${own}`;
    const wrong = await admin.put(path, { ...(await parameters()), ogrn: '1029990000148' });
    expect(wrong.body.problems).toMatchObject([
      { field: 'ogrn', message: expect.stringContaining('Контрольная цифра') },
    ]);
    const taken = await admin.put(path, { ...(await parameters()), ogrn: '1029990000259' });
    expect(taken.body).toMatchObject({ code: 'alreadyExists', problems: [{ field: 'ogrn' }] });
    const { ogrn: _left, ...rest } = { ...(await parameters()), ogrn: '' };
    expect((await admin.put(path, rest)).body.organisation.ogrn).toBe('1029990000149');
    const kept = await admin.put(path, { ...(await parameters()), ogrn: '1 029 990 000 149' });
    expect(kept.body.organisation.ogrn).toBe('1029990000149');
  });

  test('два администратора: второй узнаёт, что первый успел раньше', async () => {
    const seen = await parameters();
    const put = (headName: string) => admin.put(`/api/admin/organisations/${own}`, { ...seen, headName });
    expect((await put('Первый П. П.')).status).toBe(200);
    expect((await put('Второй В. В.')).body.code).toBe('versionConflict');
    expect((await parameters()).headName).toBe('Первый П. П.');
  });

  test('чужое ведомство видно, но не меняется', async () => {
    const seen = (await admin.get(`/api/admin/organisations/${foreign}`)).body;
    expect([seen.canManage, seen.answering]).toEqual([false, []]);
    expect((await admin.put(`/api/admin/organisations/${foreign}`, await parameters(foreign))).status).toBe(403);
    const departments = `/api/admin/organisations/${foreign}/departments`;
    expect((await admin.post(departments, { code: 'new', title: 'Новый' })).status).toBe(403);
    expect((await admin.get(`/api/admin/organisations/${own}`)).body.answering).toContain('Кузнецов Игорь Сергеевич');
  });
});

test('отдел добавляют, переименовывают и удаляют; занятый остаётся', async () => {
  const path = `/api/admin/organisations/${own}/departments`;
  const added = await admin.post(path, { code: 'archive', title: 'Архив' });
  expect(added.status).toBe(201);
  const { id } = added.body.organisation.departments.find(({ code }: { code: string }) => code === 'archive');
  expect((await admin.post(path, { code: 'archive', title: 'Ещё архив' })).body).toMatchObject({
    code: 'alreadyExists',
    problems: [{ field: 'code' }],
  });
  expect((await admin.patch(`${path}/${id}`, { title: 'Архивный отдел' })).status).toBe(200);
  await admin.post('/api/admin/users', { login: 'archivist', surname: 'А', name: 'Б', department: id, roles: [] });
  expect((await admin.delete(`${path}/${id}`)).body.code).toBe('stateConflict');
  await server.database.execute(`update membership set department_id = null where department_id = $1`, [id]);
  expect((await admin.delete(`${path}/${id}`)).status).toBe(200);
  expect((await admin.delete(`${path}/${id}`)).status).toBe(404);
  expect((await told('department.renamed'))[0]?.payload).toEqual({
    code: 'archive',
    title: { before: 'Архив', after: 'Архивный отдел' },
  });
});

test('новое ведомство: добавивший входит в него администратором, и больше никем', async () => {
  const { version: _version, ...rest } = await parameters();
  const body = { ...rest, ogrn: null, code: 'park', title: 'Управление парков', shortTitle: 'Парки', mnemonic: 'ПРК' };
  const made = await admin.post('/api/admin/organisations', body);
  expect([made.status, made.body.canManage]).toEqual([201, true]);
  const again = await admin.post('/api/admin/organisations', { ...body, mnemonic: 'ПРК2' });
  expect([again.status, again.body.problems?.[0].field]).toEqual([409, 'code']);
  const client = await server.client().login('admin', demoPassword);
  expect((await client.patch('/api/session', { organisation: made.body.organisation.id })).status).toBe(204);
  const me = (await client.get('/api/me')).body;
  expect([me.permissions.includes('users.manage'), me.functions]).toEqual([true, {}]);

  const { id } = made.body.organisation;
  const lacking = async () =>
    (await client.get('/api/admin/organisations')).body.lacking.filter((one: { id: string }) => one.id === id);
  const title = 'Выдача градостроительного плана земельного участка';
  expect(await lacking()).toEqual([{ id, services: [title] }]);
  const { lacks } = (await client.get(`/api/admin/organisations/${id}`)).body;
  expect(lacks.find(({ code }: { code: string }) => code === 'landPlotPlan')).toEqual({
    code: 'landPlotPlan',
    title,
    steps: [{ step: 'Создать', functions: ['Регистратор', 'Исполнитель с суперправами'] }],
  });
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select u.id, r.id, $1 from user_account u, role r where u.login = 'super' and 'superExecutor' = any(r.functions) limit 1`,
    [id],
  );
  expect(await lacking()).toEqual([]);
});

test('журнал администрирования связан цепочкой и не правится', async () => {
  const { rows } = await server.database.execute(`
    select count(*)::int as count, count(*) filter (where chain_hash <> admin_chain_hash(previous, event))::int as bad
    from (select e as event, e.chain_hash, lag(e.chain_hash) over (partition by organisation_id order by seq) as previous
      from admin_event e) as chain`);
  expect(rows).toEqual([{ count: expect.any(Number), bad: 0 }]);
  expect((rows[0] as { count: number }).count).toBeGreaterThan(5);
  await expect(server.database.execute(`update admin_event set type = 'x'`)).rejects.toThrow('append-only');
});
