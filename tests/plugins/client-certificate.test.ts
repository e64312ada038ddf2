import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { openKitHost } from '@reglament/sdk/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAddressGuard } from '../../core/src/address-guard.ts';
import { openProviderFetch } from '../../core/src/connection/provider-fetch.ts';
import { openGuardedFetch } from '../../core/src/fetch-guarded.ts';
import type { HttpApiConfig } from '../../plugins/http-api/config.ts';
import { connectHttpApi } from '../../plugins/http-api/connection.ts';
import type { Health, Host } from '../../plugins/sdk/src/index.ts';
import { localhostCertificate, localhostKey } from '../support/localhost-certificate.ts';

/** A provider that lets nobody in without a certificate that it trusts; its own is signed by itself. */
const server = createServer(
  {
    key: localhostKey,
    cert: localhostCertificate,
    ca: localhostCertificate,
    requestCert: true,
    rejectUnauthorized: true,
  },
  (request, response) => {
    response.writeHead((request.socket as TLSSocket).authorized ? 200 : 403, { 'content-type': 'application/json' });
    response.end('{}');
  },
);
let url: string;
beforeAll(async () => {
  await new Promise<void>((opened) => server.listen(0, 'localhost', opened));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise<void>((closed) => server.close(() => closed()));
});

/** Over the way out that the product takes. */
async function checkWith(config: Partial<HttpApiConfig>): Promise<Health | undefined> {
  const guard = openAddressGuard(['127.0.0.0/8', '::1']);
  const asProduct = (send: typeof fetch) =>
    openProviderFetch({ timeout: 10_000, limit: 10_000, send, onExchange: async () => undefined });
  const { host } = openKitHost<HttpApiConfig>({ config: { url, auth: 'none', ...config }, now: () => new Date() });
  const own: Host<HttpApiConfig> = {
    ...host,
    fetch: asProduct(openGuardedFetch(guard)),
    clientOf: (identity) => {
      const ask = asProduct(openGuardedFetch(guard, identity));
      return { fetch: ask, fetchSecret: ask };
    },
  };
  return (await connectHttpApi(own)).check?.(AbortSignal.timeout(10_000));
}

const mine = { clientCertificate: localhostCertificate, clientKey: localhostKey };

test('сервер узнаёт ведомство по сертификату и ключу, а его сертификату верят по корню из настроек', async () => {
  const found = await checkWith({ ...mine, trustedRoots: localhostCertificate });
  expect(found).toEqual({ ok: true, text: 'Сервер отвечает (HTTP 200, JSON). Сертификат клиента – до 01.01.2120' });
});

test('ключ, вставленный в поле одной строки, – тот же ключ', async () => {
  const clientKey = localhostKey.replaceAll('\n', ' ');
  expect(await checkWith({ ...mine, clientKey, trustedRoots: localhostCertificate })).toMatchObject({ ok: true });
});

test.each([
  ['без сертификата клиента', { trustedRoots: localhostCertificate }, /требует сертификат клиента|соединение оборвано/],
  ['без корня', mine, /сертификату сервера нельзя верить/],
])('%s – не отвечает, и сказано почему', async (_what, config, words) => {
  expect(await checkWith(config)).toMatchObject({ ok: false, text: expect.stringMatching(words) });
});

const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });

test.each([
  ['нет ключа', { clientCertificate: localhostCertificate }, /нужны оба/],
  ['нет сертификата', { clientKey: localhostKey }, /нужны оба/],
  ['чужой ключ', { ...mine, clientKey: String(strange) }, /не от этого сертификата/],
  ['ключ вместо сертификата', { ...mine, clientCertificate: localhostKey }, /Сертификат клиента не читается/],
  [
    'не сертификат',
    { trustedRoots: '-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----' },
    /не сертификат X\.509/,
  ],
  ['ключ испорчен', { ...mine, clientKey: localhostKey.replace('MIGH', 'AAAA') }, /без пароля/],
])('%s – подключение не открывается, и сказано почему', async (_what, config, words) => {
  await expect(checkWith(config)).rejects.toThrow(words);
});
