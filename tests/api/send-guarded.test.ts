import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAddressGuard } from '../../core/src/address-guard.ts';
import { type GuardedRequest, postGuarded, SendFailure } from '../../core/src/send-guarded.ts';
import { localhostCertificate, localhostKey } from '../support/localhost-certificate.ts';
import { type Receiver, startReceiver } from '../support/webhook-receiver.ts';

/** The way out to addresses that people set, over real TLS. */
const names: string[] = [];
let secure: Server;
let port = 0;
let plain: Receiver;
const usual = getCACertificates('default');
beforeAll(async () => {
  plain = await startReceiver();
  secure = createServer({ key: localhostKey, cert: localhostCertificate }, (request, response) => {
    names.push(`${request.headers.host} ${'servername' in request.socket ? request.socket.servername : ''}`);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => secure.listen(0, resolve));
  port = (secure.address() as AddressInfo).port;
});
afterAll(async () => {
  setDefaultCACertificates(usual);
  await plain.close();
  secure.closeAllConnections();
  await new Promise((resolve) => secure.close(resolve));
});

const here = openAddressGuard(['127.0.0.0/8', '::1']);
const nowhere = openAddressGuard([]);

function post(url: string, { guard = here, ...changes }: Partial<GuardedRequest> & { guard?: typeof here } = {}) {
  const request = { url: new URL(url), headers: {}, body: 'тело', timeout: 5_000, ...changes };
  return postGuarded({ signal: new AbortController().signal, ...request }, guard);
}

test('сертификат, которому нет доверия, и чужое имя – отказ со словами; свой – доставлено тому, кто назван', async () => {
  await expect(post(`https://localhost:${port}/`)).rejects.toThrow(/сертификат не принят/);
  expect(names).toEqual([]);
  setDefaultCACertificates([...usual, localhostCertificate]);
  expect(await post(`https://localhost:${port}/`)).toBe(204);
  expect(names).toEqual([`localhost:${port} localhost`]);
  await expect(post(`https://127.0.0.1:${port}/`)).rejects.toThrow(/сертификат не принят/);
});

test('имя, которое ведёт внутрь, закрыто, и соединения нет', async () => {
  const before = names.length;
  for (const url of [`https://localhost:${port}/`, `https://127.0.0.1:${port}/`, `https://[::1]:${port}/`]) {
    await expect(post(url, { guard: nowhere }), url).rejects.toThrow(/внутренний/);
  }
  expect(names).toHaveLength(before);
});

test('без шифрования – только на этот же компьютер, хотя бы сеть и была разрешена', async () => {
  const anywhere = openAddressGuard(['0.0.0.0/0', '::/0']);
  await expect(post('http://10.1.2.3/', { guard: anywhere })).rejects.toThrow(/Укажите https/);
  expect(await post(`${plain.url}/plain`, { guard: anywhere })).toBe(204);
  expect(plain.at('/plain')[0]?.body).toBe('тело');
});

test('имени нет, срок вышел, остановка сервера – каждое названо', async () => {
  await expect(post('https://no-such-name.invalid/')).rejects.toThrow(/имя сервера не найдено|служба имён не отвечает/);
  await expect(post(`${plain.url}/hang`, { timeout: 200 })).rejects.toThrow('Получатель не ответил за 0.2 с.');
  const signal = AbortSignal.timeout(100);
  await expect(post(`${plain.url}/hang`, { signal })).rejects.toThrow(/сервер останавливается/);
  await expect(post(`${plain.url}/reset`)).rejects.toBeInstanceOf(SendFailure);
});
