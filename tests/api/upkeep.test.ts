import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decidingApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
});
afterAll(() => server.close());

describe('справочник', () => {
  const path = '/api/admin/dictionaries/mfc';

  test('запись добавляют и закрывают: следующая версия, прежние – на месте', async () => {
    const before = (await admin.get(path)).body;
    const old = before.items[0];
    const entries = [
      { code: 'new-one', title: 'Новый центр', from: '2026-01-01' },
      { code: old.code, title: old.title, to: '2020-01-01' },
    ];
    const check = await admin.post(`${path}/check`, { version: before.version, entries });
    expect(check.body.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['new', 'changed']);
    expect((await admin.get(path)).body.version).toBe(before.version);
    const done = await admin.post(`${path}/entries`, { version: before.version, entries, comment: 'Приказ № 5' });
    expect([done.status, done.body.version]).toEqual([200, before.version + 1]);
    const stale = await admin.post(`${path}/entries`, { version: before.version, entries });
    expect([stale.status, stale.body.code]).toEqual([409, 'versionConflict']);
    const after = (await admin.get(path)).body.items;
    expect(after[0]).toMatchObject({ code: old.code, to: '2020-01-01', inForce: false });
    expect((await admin.get(`${path}?search=${encodeURIComponent('новый ЦЕНТР')}`)).body.items).toMatchObject([
      { code: 'new-one', inForce: true },
    ]);
    const offered = (await admin.get('/api/dictionaries/mfc/entries')).body.items;
    expect(offered.map(({ code }: { code: string }) => code)).not.toContain(old.code);
  });

  test('страницы идут подряд; сохранённый файл принимается обратно без изменений', async () => {
    const codes: string[] = [];
    for (let after = ''; ; ) {
      const page = (await admin.get(`${path}?limit=2${after}`)).body;
      codes.push(...page.items.map(({ code }: { code: string }) => code));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(codes).toEqual((await admin.get(`${path}?limit=200`)).body.items.map(({ code }: { code: string }) => code));
    const { text } = await admin.get(`${path}/csv`);
    const { rows } = (await admin.post(`${path}/table`, { text })).body;
    expect(new Set(rows.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['same']));
  });

  test('негодная запись: отказ называет её, версия прежняя', async () => {
    const { version } = (await admin.get(path)).body;
    const entries = [{ code: 'x', title: 'Икс', parent: 'nowhere' }];
    const refused = await admin.post(`${path}/entries`, { version, entries });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('nowhere')]);
    expect((await admin.get(path)).body.version).toBe(version);
    expect((await admin.post(`${path}/table`, { text: 'a;b' })).body.detail).toContain('код, название');
  });
});

test('календарь: сначала видно, какие сроки сдвинутся, потом они сдвигаются', async () => {
  const [registrar, dispatcher, executor] = await Promise.all(
    (['registrar', 'dispatcher', 'executor'] as const).map((login) => server.login(login)),
  );
  if (!registrar || !dispatcher || !executor) throw new Error('not signed in');
  const executorId = expected(await executor.get('/api/me')).user.id;
  const { id, number, dueDate } = await decidingApplication({ registrar, dispatcher, executorId });
  if (dueDate === null) throw new Error('no term');
  const year = Number(dueDate.slice(0, 4));
  const { items } = (await admin.get('/api/admin/calendars')).body;
  const calendar = items.find((one: { year: number }) => one.year === year);
  const { version, provisional, holidays, worked, shortened } = calendar;
  const change = { version, provisional, holidays: [...holidays, dueDate], worked, shortened };
  const path = `/api/admin/calendars/${calendar.code}`;
  const effect = (await admin.post(`${path}/effect`, change)).body;
  expect(effect).toMatchObject({ moved: 1, cut: false, items: [{ number, from: dueDate }] });
  const dueOf = async () => (await registrar.get(`/api/applications/${id}`)).body.dueDate;
  expect(await dueOf()).toBe(dueDate);
  expect((await admin.put(path, change)).body).toMatchObject({ version: version + 1 });
  await expect.poll(dueOf, { timeout: 30_000 }).toBe(effect.items[0].to);
  expect((await admin.put(path, change)).body.code).toBe('versionConflict');
  const wrong = { ...change, version: version + 1, worked: [dueDate] };
  expect((await admin.put(path, wrong)).body).toMatchObject({ code: 'invalidBody', problems: [{ field: 'worked' }] });

  const recount = async () => (await admin.get('/api/admin/calendars')).body.recount;
  const done = { state: 'done', reason: null };
  await expect.poll(recount, { timeout: 30_000 }).toEqual(done);
  await server.database.execute(
    `create function broken() returns trigger language plpgsql as $$ begin raise 'сломано'; end $$`,
  );
  await server.database.execute('create trigger broken before insert on calendar_recount execute function broken()');
  expect((await admin.put(path, { ...change, version: version + 1, holidays })).status).toBe(200);
  const failing = { state: 'failing', reason: expect.stringContaining('Ошибка в программе') };
  await expect.poll(recount, { timeout: 30_000 }).toEqual(failing);
  await server.database.execute('drop function broken cascade');
  expect((await admin.post('/api/admin/calendars/recount')).status).toBe(204);
  await expect.poll(recount, { timeout: 30_000 }).toEqual(done);
  expect(await dueOf()).toBe(dueDate);
});

describe('журнал администрирования', () => {
  test('отбор, файл, правка подключения без секретов', async () => {
    const settings = { host: 'mail.example', port: 25, security: 'none', from: 'a@example.org' };
    const made = await admin.post('/api/admin/connections', {
      plugin: 'email',
      code: 'mail',
      title: 'Почта',
      settings,
    });
    expect(made.status).toBe(201);
    const { id, version, title, enabled } = made.body;
    const change = { version, title, settings: { ...settings, user: 'clerk', password: 'секрет-9' }, enabled };
    expect((await admin.put(`/api/admin/connections/${id}`, change)).status).toBe(200);
    await admin.post('/api/admin/roles', { code: 'intern', title: 'Практикант', functions: [], permissions: [] });
    const all = (await admin.get('/api/admin/journal/administration')).body.items;
    expect(all.map(({ type }: { type: string }) => type)).toEqual([
      'role.created',
      'connection.changed',
      'connection.created',
    ]);
    expect(all[1]).toMatchObject({
      title: 'Подключение изменено',
      payload: { changed: expect.arrayContaining(['password']) },
    });
    const found = await admin.get(`/api/admin/journal/administration?text=${encodeURIComponent('практик')}`);
    expect(found.body.items).toMatchObject([{ type: 'role.created', subject: 'Практикант', seq: 3 }]);
    expect((await admin.get('/api/admin/journal/administration?limit=1')).body).toMatchObject({ next: 3 });
    const { text } = await admin.get('/api/admin/journal/administration/csv?type=role.created');
    expect(text).toContain('Практикант');
    expect(text + JSON.stringify(all)).not.toContain('секрет-9');
    expect((await admin.get('/api/admin/journal/administration?to=2020-01-01')).body.items).toEqual([]);
  });

  test('правка строки в обход системы находится', async () => {
    const check = async () => (await admin.get('/api/admin/journal/check')).body;
    expect((await check()).administration).toEqual({ rows: 3, firstBad: null });
    await server.database.execute(`alter table admin_event disable trigger append_only`);
    await server.database.execute(`update admin_event set payload = '{}' where seq = 2`);
    expect((await check()).administration).toEqual({ rows: 3, firstBad: 2 });
    await server.database.execute(`delete from admin_event where seq = 1`);
    expect((await check()).administration).toEqual({ rows: 2, firstBad: 1 });
  });
});

test('где публикуют вдвоём, мимо второго не пройти', async () => {
  const { version } = (await admin.get('/api/admin/dictionaries/mfc')).body;
  await admin.put('/api/admin/publication-policy', { byTwo: true });
  const entries = [{ code: 'alone', title: 'Один' }];
  const refused = await admin.post('/api/admin/dictionaries/mfc/entries', { version, entries });
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('вдвоём')]);
  const [{ code, year: _year, title: _title, basis: _basis, ...days }] = (await admin.get('/api/admin/calendars')).body
    .items;
  expect((await admin.put(`/api/admin/calendars/${code}`, days)).status).toBe(409);
  await admin.put('/api/admin/publication-policy', { byTwo: false });
});
