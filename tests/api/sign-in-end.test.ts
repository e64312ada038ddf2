import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editConnection } from '../../core/src/connection/commands.ts';
import { endEntrances } from '../../core/src/identity/ended/commands.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { as, ogrns, openSignInDesk, type SignInDesk } from '../support/sign-in-desk.ts';

let server: TestServer;
let desk: SignInDesk;
beforeAll(async () => {
  server = await startServer();
  desk = await openSignInDesk(server);
  // Whoever is an employee no more must not come in as a newcomer.
  await server.database.execute('update identity_body set newcomers = false');
});
afterAll(async () => {
  await desk.close();
  await server.close();
});

let addresses = 0;
/** Each browser from an address of its own. */
function browser(): Client {
  addresses += 1;
  return server.client(`198.51.100.${addresses}`);
}

describe('сеанс кончается', () => {
  const person = "(select id from user_account where login = 'registrar')";
  const body = "(select id from organisation where code = 'arch')";
  test.each<[string, readonly [away: string, back: string, reason: string | undefined]]>([
    [
      'ведомство больше не впускает',
      ['update identity_body set enabled = false', 'update identity_body set enabled = true', 'не подключена'],
    ],
    [
      'у ведомства больше нет ОГРН',
      [
        `update organisation set ogrn = null where id = ${body}`,
        `update organisation set ogrn = '${ogrns.arch}' where id = ${body}`,
        'не подключена',
      ],
    ],
    [
      'учётная запись заблокирована',
      [
        `update user_account set disabled_at = now() where id = ${person}`,
        `update user_account set disabled_at = null where id = ${person}`,
        'заблокирована',
      ],
    ],
    [
      'снята последняя роль',
      [
        `create table kept_role as select * from user_role where user_id = ${person}; delete from user_role where user_id = ${person}`,
        'insert into user_role select * from kept_role; drop table kept_role',
        'нет ни одной роли',
      ],
    ],
    [
      'человек больше не сотрудник',
      [
        `create table kept_role as select * from user_role where user_id = ${person}; create table kept as
         select * from membership where user_id = ${person}; delete from user_role where user_id = ${person};
         delete from membership where user_id = ${person}`,
        'insert into membership select * from kept; insert into user_role select * from kept_role; drop table kept, kept_role',
        'Вас нет среди сотрудников',
      ],
    ],
    [
      'подключение выключено',
      [
        "update connection set enabled = false where code = 'esia'",
        "update connection set enabled = true where code = 'esia'",
        undefined,
      ],
    ],
  ])('со следующим запросом, когда %s; войти заново нельзя, и сказано почему', async (_why, [away, back, reason]) => {
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    expect((await mine.get('/api/me')).status).toBe(200);
    const change = (sql: string) => server.database.asOwner((trx) => trx.raw(sql));
    await change(away);
    try {
      expect((await mine.get('/api/me')).status).toBe(401);
      if (reason === undefined) return;
      const { body: choice } = await desk.comeBack(browser(), as('sokolova'));
      expect(choice.organisations[0].closed).toContain(reason);
    } finally {
      await change(back);
    }
    expect((await desk.enter(browser(), 'sokolova', ogrns.arch)).status).toBe(200);
  });

  test('администратор снимает роли – человек выходит сразу', async () => {
    const admin = await server.login('admin');
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    const { id } = (await mine.get('/api/me')).body.user;
    const { roles: held } = (await admin.get(`/api/admin/users/${id}`)).body.user;
    const path = `/api/admin/users/${id}/roles`;
    expect((await admin.put(path, { roles: [] })).status).toBe(200);
    expect((await mine.get('/api/me')).status).toBe(401);
    const roles = held.map(({ code, service }: { code: string; service: string | null }) => ({
      ...{ role: code, ...(service === null ? {} : { service }) },
    }));
    expect((await admin.put(path, { roles })).status).toBe(200);
  });

  test('где ролей нет, туда и не переключиться', async () => {
    const mine = browser();
    await desk.enter(mine, 'melnikov', ogrns.zem);
    const { body: me } = await mine.get('/api/me');
    const city = me.organisations.find(({ id }: { id: string }) => id !== me.organisation.id);
    const change = (sql: string) => server.database.asOwner((trx) => trx.raw(sql));
    await change(`create table kept_role as select * from user_role where user_id = '${me.user.id}' and organisation_id = '${city.id}';
      delete from user_role r using kept_role k where k.id = r.id`);
    expect((await mine.patch('/api/session', { organisation: city.id })).status).toBe(403);
    expect((await mine.get('/api/me')).body.organisations).toHaveLength(1);
    await change('insert into user_role select * from kept_role; drop table kept_role');
    expect((await mine.patch('/api/session', { organisation: city.id })).status).toBe(204);
  });

  test('с выходом, и место выхода на той стороне названо', async () => {
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    const { body: leave } = await mine.get('/api/sign-in/leave');
    const url = new URL(leave.url);
    // The other side checks the hint: whose entrance ends is said, not guessed.
    const hint = url.searchParams.get('id_token_hint') ?? '';
    const claims = JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ sub: '1000000000', aud: 'reglament-demo' });
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
    const { rows } = await server.database.execute('select identity_hint from session where identity_hint is not null');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows), 'хранится запечатанным').not.toContain(Buffer.from(hint).toString('hex').slice(0, 40));
    await mine.delete('/api/session');
    expect((await mine.get('/api/me')).status).toBe(401);
    expect((await mine.get('/api/sign-in/leave')).status).toBe(401);
  });

  test('вошедшему по паролю выходить больше негде', async () => {
    expect((await (await server.login('registrar')).get('/api/sign-in/leave')).body).toEqual({ url: null });
  });
});

describe('связь и согласие', () => {
  const toChange = async () => {
    const { rows } = await server.database.execute("select id, version, settings from connection where code = 'esia'");
    const [found] = rows as { id: string; version: number; settings: JsonObject }[];
    if (found === undefined) throw new Error('no connection');
    return found;
  };
  const journal = async (type: string) =>
    (
      await server.database.execute(
        'select payload::jsonb as payload from admin_event where type = $1 order by id desc',
        [type],
      )
    ).rows;

  test('администратор видит, кто и когда так входил, и снимает связь: сеанс кончается, вход – с согласием заново', async () => {
    const admin = await server.login('admin');
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    const { id } = (await mine.get('/api/me')).body.user;
    const { body: list } = await admin.get('/api/admin/users');
    const shown = (login: string) => list.items.find((one: { login: string }) => one.login === login).signedInBy;
    expect(shown('registrar')).toEqual({ title: 'ЕСИА', at: expect.any(String) });
    expect(shown('admin')).toBeNull();
    const { body: details } = await admin.get(`/api/admin/users/${id}`);
    expect(details.signIns).toMatchObject([{ title: 'ЕСИА', consent: expect.stringContaining('СНИЛС') }]);
    const path = `/api/admin/sign-in/${desk.connection}/people/${id}`;
    expect((await (await server.login('dispatcher')).delete(path)).status).toBe(403);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await mine.get('/api/me')).status).toBe(401);
    expect(await admin.delete(path)).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('уже сняли') },
    });
    expect(await journal('user.unlinked')).toMatchObject([
      { payload: { login: 'registrar', way: 'ЕСИА', consent: expect.stringContaining('согласен') } },
    ]);
    const again = browser();
    expect((await desk.comeBack(again, as('sokolova'))).body).toMatchObject({
      consent: expect.any(String),
      consentAgain: false,
    });
    expect((await again.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true })).status).toBe(200);
  });

  test('человек видит своё согласие и отзывает его', async () => {
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    const { items } = (await mine.get('/api/me/sign-ins')).body;
    expect(items).toMatchObject([{ connection: desk.connection, consent: expect.stringContaining('согласна') }]);
    expect((await mine.delete(`/api/me/sign-ins/${desk.connection}`)).status).toBe(204);
    expect((await mine.get('/api/me')).status).toBe(401);
    expect(await journal('user.withdrew')).toHaveLength(1);
    const other = await server.login('registrar');
    expect((await other.get('/api/me/sign-ins')).body.items).toEqual([]);
  });

  test('запрашивается другое – согласие нужно снова, прежнего мало', async () => {
    await desk.enter(browser(), 'sokolova', ogrns.arch);
    const { id, version, settings } = await toChange();
    const change = { version, title: 'ЕСИА', enabled: true };
    await editConnection(server.deps, id, {
      ...change,
      settings: { ...settings, scope: 'openid profile snils organisations email' },
    });
    try {
      const mine = browser();
      const { body } = await desk.comeBack(mine, as('sokolova'));
      expect(body).toMatchObject({ consent: expect.stringContaining('адреса электронной почты'), consentAgain: true });
      const choice = { ogrn: ogrns.arch };
      expect((await mine.post('/api/sign-in/choice', choice)).body.code).toBe('consentRequired');
      expect((await mine.post('/api/sign-in/choice', { ...choice, consent: true })).status).toBe(200);
      expect(await journal('user.consent')).toMatchObject([{ payload: { consent: body.consent } }]);
      expect((await desk.comeBack(browser(), as('sokolova'))).body.consent).toBeNull();
    } finally {
      await editConnection(server.deps, id, { ...change, version: version + 1, settings });
    }
  });

  test('правило говорит, кого не узнают и сколько уже входили', async () => {
    await desk.enter(browser(), 'sokolova', ogrns.arch);
    const admin = await server.login('admin');
    const before = (await admin.get('/api/admin/sign-in')).body;
    expect(before.items[0].linked).toBe(1);
    await server.database.execute("update user_account set snils = null where login = 'dispatcher'");
    const { unknowable } = (await admin.get('/api/admin/sign-in')).body;
    expect(unknowable.count).toBe(before.unknowable.count + 1);
    const names = unknowable.people.map(({ name }: { name: string }) => name);
    const { rows } = await server.database.execute("select surname from user_account where login = 'dispatcher'");
    expect(names.join()).toContain((rows as { surname: string }[])[0]?.surname);
  });
});

describe('вышел на той стороне', () => {
  test('сеанс кончился и здесь; другой вход и вход по паролю остались', async () => {
    const [mine, elsewhere, other] = [browser(), browser(), browser()];
    await desk.enter(mine, 'sokolova', ogrns.arch);
    await desk.enter(elsewhere, 'sokolova', ogrns.arch);
    await desk.enter(other, 'melnikov', ogrns.zem);
    const byPassword = await server.login('registrar');
    await desk.leaveThere(mine);
    expect((await mine.get('/api/me')).status).toBe(401);
    for (const still of [elsewhere, other, byPassword]) expect((await still.get('/api/me')).status).toBe(200);
    await desk.enter(mine, 'sokolova', ogrns.arch);
    expect((await mine.get('/api/me')).status).toBe(200);
  });

  test('чему нельзя верить, не принято; по чужому адресу вызовов не ждут', async () => {
    const mine = browser();
    await desk.enter(mine, 'sokolova', ogrns.arch);
    const say = (address: string, token: string) =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
    expect((await say(desk.callAddress, 'не маркер')).status).toBe(400);
    expect((await fetch(desk.callAddress, { method: 'POST', body: 'a=b' })).status).toBe(400);
    expect((await say(desk.callAddress.slice(0, -1), 'не маркер')).status).toBe(404);
    expect((await mine.get('/api/me')).status).toBe(200);
  });

  test('сказанное дважды действует один раз; человек без имени входа теряет все такие сеансы', async () => {
    const [mine, other] = [browser(), browser()];
    await desk.enter(mine, 'sokolova', ogrns.arch);
    await desk.enter(other, 'melnikov', ogrns.zem);
    const { rows } = await server.database.execute(
      "select subject from identity_link l join user_account u on u.id = l.user_id where u.login = 'registrar'",
    );
    const { subject } = rows[0] as { subject: string };
    const end = { messageId: 'twice', until: new Date(server.clock.now().getTime() + 60_000), subject };
    await endEntrances(server.deps, desk.connection, end);
    expect([(await mine.get('/api/me')).status, (await other.get('/api/me')).status]).toEqual([401, 200]);
    await desk.enter(mine, 'sokolova', ogrns.arch);
    await endEntrances(server.deps, desk.connection, end);
    expect((await mine.get('/api/me')).status).toBe(200);
  });
});
