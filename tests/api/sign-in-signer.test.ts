import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnection } from '../../core/src/connection/commands.ts';
import { directConfig, systemPair } from '../../plugins/esia/emulator/demo-keys.ts';
import { gostBackend, readPrivateKey } from '../../plugins/gost/index.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { as, ogrns, openSignInDesk, type SignInDesk } from '../support/sign-in-desk.ts';

/** What keeps the key of the system: a service that signs and never gives the key away. */
let means: Server;
let server: TestServer;
let desk: SignInDesk;
let signed = 0;
beforeAll(async () => {
  const key = readPrivateKey(systemPair.privateKey);
  means = createServer(async (request, response) => {
    const { content } = (await json(request)) as { content: string };
    if (request.headers.authorization !== 'Bearer key-of-means') return response.writeHead(401).end();
    signed += 1;
    const value = Buffer.from(gostBackend().sign(key, Buffer.from(content, 'base64'))).toString('base64');
    return response.end(JSON.stringify({ signature: value }));
  });
  await new Promise<void>((listening) => means.listen(0, '127.0.0.1', listening));
  server = await startServer();
  desk = await openSignInDesk(server, ({ config }) => {
    const { privateKey: _kept, ...settings } = directConfig(new URL((config as { url: string }).url).origin);
    return { ...settings };
  });
});
afterAll(async () => {
  await desk.close();
  await server.close();
  means.close();
});

test('прямой вход без ключа в настройках: кто подписывает, сказано; средство системы подписывает, за ведомство – никогда', async () => {
  const refused = await server.client().post('/api/sign-in', { connection: desk.connection });
  expect(refused).toMatchObject({ status: 403, body: { code: 'identityRefused' } });
  expect(refused.body.detail).toContain('Для всей системы');

  const { id: arch } = (await (await server.login('admin')).get('/api/me')).body.organisation;
  const keeper = { plugin: 'gost-signature', title: 'Средство', enabled: true };
  await createConnection(server.deps, arch, { ...keeper, code: 'own', settings: { place: 'demonstration' } });
  const still = await server.client().post('/api/sign-in', { connection: desk.connection });
  expect(still.body.detail, 'ключ ведомства – не системы').toContain('Для всей системы');

  await createConnection(server.deps, null, {
    ...keeper,
    code: 'system',
    settings: { ...external(), certificate: systemPair.certificate },
  });
  const browser = server.client('198.51.100.77');
  const choice = await desk.comeBack(browser, as('sokolova'));
  expect(choice.body, choice.text).toMatchObject({ person: 'Соколова Марина Викторовна' });
  expect((await browser.post('/api/sign-in/choice', { ogrn: ogrns.arch, consent: true })).status).toBe(200);
  expect(signed, 'запрос входа и запрос маркера').toBe(2);

  expect(await server.deps.connections.findSigner(randomUUID()), 'у ведомства своего нет').toBeUndefined();
});

test('подключение подписи всей системы – только тому, кто управляет ими везде; секрет не показывается', async () => {
  const admin = await server.login('admin');
  const own = { plugin: 'gost-signature', code: 'mine', title: 'Подпись системы', settings: external() };
  expect((await admin.post('/api/admin/connections', { ...own, common: true })).status).toBe(403);
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id) select u.id, r.id, o.id
     from user_account u, role r, organisation o where u.login = 'admin' and r.code = 'administrator' on conflict do nothing`,
  );
  const made = await admin.post('/api/admin/connections', { ...own, common: true });
  expect(made, made.text).toMatchObject({ status: 201, body: { common: true, settings: { place: 'service' } } });
  const { text } = await admin.get('/api/admin/connections');
  expect(text).toContain('Подпись системы');
  expect(text).not.toContain('key-of-means');
  const { rows } = await server.database.execute("select organisation_id, secrets from connection where code = 'mine'");
  expect(rows).toMatchObject([{ organisation_id: null }]);
  expect(JSON.stringify(rows)).not.toContain('key-of-means');
  const wrong = { plugin: 'smev3', code: 'no', title: 'СМЭВ', settings: {}, common: true };
  expect((await admin.post('/api/admin/connections', wrong)).body.detail).toContain('для ведомства');
});

function external() {
  const { port } = means.address() as AddressInfo;
  return { place: 'service', url: `http://127.0.0.1:${port}/sign`, token: 'key-of-means' };
}
