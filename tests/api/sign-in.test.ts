import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { as, ogrns, openSignInDesk, type SignInDesk } from '../support/sign-in-desk.ts';

let server: TestServer;
let desk: SignInDesk;
beforeAll(async () => {
  server = await startServer();
  desk = await openSignInDesk(server);
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

async function rule(login: string, change: object): Promise<void> {
  const admin = await server.login(login);
  const { body } = await admin.get('/api/admin/sign-in');
  const { connection, title: _title, linked: _linked, ...now } = body.items[0];
  const answer = await admin.put(`/api/admin/sign-in/${connection}`, { ogrn: body.ogrn, ...now, ...change });
  expect(answer.status, answer.text).toBe(200);
}

describe('вход через ЕСИА', () => {
  test('сотрудника узнают по СНИЛС: согласие, выбор организации, работа, второй раз без согласия', async () => {
    const mine = browser();
    expect((await mine.get('/api/sign-in')).body.items).toEqual([{ connection: desk.connection, title: 'ЕСИА' }]);
    const { body: choice } = await desk.comeBack(mine, as('sokolova'));
    expect(choice).toMatchObject({
      person: 'Соколова Марина Викторовна',
      organisations: [{ ogrn: ogrns.arch, closed: null }],
      consent: expect.stringContaining('согласна'),
    });
    expect((await mine.get('/api/sign-in/choice')).body).toEqual(choice);
    expect((await mine.post('/api/sign-in/choice', { ogrn: ogrns.arch })).body.code).toBe('consentRequired');
    const done = await mine.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true });
    expect(done.body).toEqual({ returnTo: '/applications?tab=mine' });
    expect(done.headers.get('cache-control')).toBe('no-store');
    const { body: me } = await mine.get('/api/me');
    expect(me).toMatchObject({
      user: { login: 'registrar' },
      signedInBy: { title: 'ЕСИА' },
    });
    const again = browser();
    expect((await desk.comeBack(again, as('sokolova'))).body.consent).toBeNull();
    expect((await again.post('/api/sign-in/choice', { ogrn: ogrns.arch })).status).toBe(200);
    const kept = await server.database.execute('select consent, consented_at from identity_link');
    expect(kept.rows).toEqual([{ consent: expect.stringContaining('СНИЛС'), consented_at: expect.any(Date) }]);
  });

  test('как физическое лицо – отказ, который говорит, что делать; выбрать можно снова', async () => {
    const mine = browser();
    await desk.comeBack(mine, as('sokolova'));
    const refused = await mine.post('/api/sign-in/choice', { ogrn: null, consent: true });
    expect(refused).toMatchObject({ status: 403, body: { code: 'identityRefused' } });
    expect(refused.body.detail).toContain('Выберите организацию');
    expect((await mine.get('/api/me')).status).toBe(401);
    expect((await mine.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true })).status).toBe(200);
  });

  test('двух организаций – выбор из двух, неподключённая закрыта; чужую не выбрать; переключиться можно в обе', async () => {
    const mine = browser();
    const { body } = await desk.comeBack(mine, as('melnikov'));
    expect(body.organisations).toMatchObject([
      { ogrn: ogrns.city, closed: null },
      { ogrn: ogrns.zem, closed: null },
      { ogrn: ogrns.museum, closed: expect.stringContaining('не подключена') },
    ]);
    for (const ogrn of [ogrns.arch, ogrns.museum]) {
      const refused = await mine.post('/api/sign-in/choice', { ogrn, consent: true });
      expect(refused.body.code, ogrn).toBe('identityRefused');
    }
    expect((await mine.post('/api/sign-in/choice', { ogrn: ogrns.zem, consent: true })).status).toBe(200);
    const { body: me } = await mine.get('/api/me');
    expect(me.organisations).toHaveLength(2);
    const [other] = me.organisations.filter(({ id }: { id: string }) => id !== me.organisation.id);
    expect((await mine.patch('/api/session', { organisation: other.id })).status).toBe(204);
  });

  test('СНИЛС, которого ни у кого нет: без правила – отказ и ничего не создано, по правилу – сотрудник с его ролями', async () => {
    const count = async () => (await server.database.execute('select count(*)::int as n from user_account')).rows[0];
    const before = await count();
    await rule('admin', { newcomers: false });
    const early = browser();
    const { body } = await desk.comeBack(early, as('novikova'));
    expect(body.organisations[0].closed).toContain('Вас нет среди сотрудников');
    expect((await early.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true })).status).toBe(403);
    expect(await count()).toEqual(before);
    await rule('admin', { newcomers: true, roles: ['executor'] });
    const mine = browser();
    expect((await desk.enter(mine, 'novikova', ogrns.arch)).status).toBe(200);
    const { body: me } = await mine.get('/api/me');
    expect(me.user.fullName).toBe('Новикова Вера Андреевна');
    expect(me.functions.landPlotPlan).toContain('executor');
    const password = { login: me.user.login, password: '!' };
    expect((await browser().post('/api/session', password)).body.code).toBe('wrongCredentials');
    const change = { current: '!', new: 'совсем новый пароль', again: 'совсем новый пароль' };
    expect((await mine.post('/api/me/password', change)).body.code).toBe('wrongPassword');
  });

  test('человек без организаций не входит', async () => {
    const mine = browser();
    expect((await desk.comeBack(mine, as('petrov'))).body.organisations).toEqual([]);
    expect((await mine.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true })).status).toBe(403);
  });
});

describe('враждебное', () => {
  test('возврат второй раз, с чужим state, из другого браузера, поздно – начать заново', async () => {
    const mine = browser();
    const search = await desk.goThere(mine);
    const over = { status: 410, body: { code: 'signInOver' } };
    const stranger = browser();
    await desk.goThere(stranger);
    expect(await stranger.post('/api/sign-in/return', { search })).toMatchObject(over);
    expect(await browser().post('/api/sign-in/return', { search })).toMatchObject(over);
    const foreign = search.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`);
    expect(await mine.post('/api/sign-in/return', { search: foreign })).toMatchObject(over);
    const cookie = new Map(mine.cookies);
    expect((await mine.post('/api/sign-in/return', { search })).status).toBe(200);
    expect([...mine.cookies], 'имя браузера сменилось').not.toEqual([...cookie]);
    expect(await mine.post('/api/sign-in/return', { search })).toMatchObject(over);
    for (const [name, value] of cookie) stranger.cookies.set(name, value);
    expect(await stranger.post('/api/sign-in/return', { search }), 'прежнее имя').toMatchObject(over);
    expect(await stranger.get('/api/sign-in/choice')).toMatchObject(over);
    const late = browser();
    const lateSearch = await desk.goThere(late);
    await server.database.execute("update identity_login set expires_at = now() - interval '1 minute'");
    expect(await late.post('/api/sign-in/return', { search: lateSearch })).toMatchObject(over);
  });

  test.each(['signature', 'nonce', 'audience', 'expired', 'issuer', 'none'])('id_token изменён: %s', async (what) => {
    const mine = browser();
    const answer = await desk.comeBack(mine, { kind: 'special', name: 'alter', with: { what, person: 'sokolova' } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'identityRefused' } });
    expect(answer.body.detail).toMatch(/Начните вход заново/);
    expect((await mine.get('/api/sign-in/choice')).status).toBe(410);
  });

  test('ключи той стороны сменились – вход идёт', async () => {
    expect((await desk.comeBack(browser(), as('sokolova'))).status).toBe(200);
    expect((await desk.comeBack(browser(), { kind: 'special', name: 'rotate' })).status).toBe(200);
    expect((await desk.comeBack(browser(), as('sokolova'))).status).toBe(200);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    'после входа не уводит: %j',
    async (returnTo) => {
      const mine = browser();
      desk.emulator.play(as('sokolova'));
      const begun = await mine.post('/api/sign-in', { connection: desk.connection, returnTo });
      expect(begun.status).toBe(200);
      expect(begun.headers.get('set-cookie')).toMatch(/httponly/i);
      expect(begun.headers.get('set-cookie')).toMatch(/samesite=lax/i);
      const { rows } = await server.database.execute('select encode(content, $1) as sealed from identity_login', [
        'escape',
      ]);
      expect(JSON.stringify(rows), 'хранится запечатанным').not.toContain('verifier');
    },
  );

  test('незаконченное не остаётся: раз в час брошенное удаляется, начатое сейчас – нет', async () => {
    const kept = async () =>
      ((await server.database.execute('select count(*)::int as n from identity_login')).rows as { n: number }[])[0]?.n;
    await desk.goThere(browser());
    await desk.comeBack(browser(), as('sokolova'));
    const clean = () =>
      server.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name: 'sign-in-cleaning', data: {} }));
    await server.database.execute("update identity_login set expires_at = now() - interval '1 minute'");
    await desk.goThere(browser());
    await clean();
    await expect.poll(kept, { timeout: 30_000 }).toBe(1);
  });

  test('начатых без конца входов с одного адреса – предел', async () => {
    await server.database.execute(
      `insert into identity_login select sha256(n::text::bytea), sha256(n::text::bytea), $1, 'away', '', '203.0.113.9', now(), now() + interval '10 minutes'
       from generate_series(1, 100) n`,
      [desk.connection],
    );
    const refused = await server.client('203.0.113.9').post('/api/sign-in', { connection: desk.connection });
    expect(refused).toMatchObject({ status: 429, body: { code: 'tooManyAttempts' } });
  });

  test('дать правилом больше, чем можешь сам, нельзя; ОГРН проверяется', async () => {
    const admin = await server.login('admin');
    const { body } = await admin.get('/api/admin/sign-in');
    const { connection, title: _title, linked: _linked, ...now } = body.items[0];
    const put = (change: object) =>
      admin.put(`/api/admin/sign-in/${connection}`, { ogrn: body.ogrn, ...now, ...change });
    expect((await put({ ogrn: '1029990000368' })).body.detail).toContain('Контрольная цифра');
    expect((await put({ ogrn: ogrns.zem })).body.code).toBe('alreadyExists');
    expect((await put({ version: now.version - 1 })).body.code).toBe('versionConflict');
    expect((await put({ roles: ['nobody'] })).body.code).toBe('notFound');
    expect((await put({ newcomers: true, roles: [] })).body.detail).toContain('хотя бы одну роль');
  });

  test('подключение всей системы меняет лишь тот, кто управляет подключениями во всех ведомствах', async () => {
    const admin = await server.login('admin');
    const mine = async () =>
      (await admin.get('/api/admin/connections')).body.items.find(({ code }: { code: string }) => code === 'esia');
    const { id, version, settings, enabled } = await mine();
    const change = { version, title: 'ЕСИА региона', settings, enabled };
    const refused = await admin.put(`/api/admin/connections/${id}`, change);
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const created = { plugin: 'esia', code: 'rogue', title: 'Чужой вход', settings };
    expect((await admin.post('/api/admin/connections', created)).status).toBe(403);
    expect((await admin.post(`/api/admin/connections/${id}/check`)).body).toMatchObject({ ok: true });
    await server.database.execute(
      `insert into user_role (user_id, role_id, organisation_id) select u.id, r.id, o.id
       from user_account u, role r, organisation o where u.login = 'admin' and r.code = 'administrator' on conflict do nothing`,
    );
    const { version: now } = await mine();
    expect((await admin.put(`/api/admin/connections/${id}`, { ...change, version: now })).status).toBe(200);
    expect((await browser().get('/api/sign-in')).body.items[0].title).toBe('ЕСИА региона');
  });
});
