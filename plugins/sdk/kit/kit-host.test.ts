import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Exchange, type HttpServer, openHttpServer } from '../emulator/http-server.ts';
import { openKitHost } from './kit-host.ts';
import { openKitStore } from './kit-store.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(handle: (exchange: Exchange) => unknown): Promise<string> {
  const server = await openHttpServer(handle);
  servers.push(server);
  return server.url;
}

describe('значения, переживающие сбой', () => {
  test('делаются один раз, в другом процессе те же', async () => {
    const store = openKitStore();
    const [one, other] = [openKitHost({ config: {}, store }), openKitHost({ config: {}, store })];
    expect(await one.host.once('r1', 'name', () => ({ n: 1 }))).toEqual({ n: 1 });
    one.crash();
    expect(await other.host.once('r1', 'name', () => ({ n: 2 }))).toEqual({ n: 1 });
    expect(await other.host.once('r2', 'name', () => 'other')).toBe('other');
  });
  test('два процесса сразу получают одно', async () => {
    const store = openKitStore();
    const hosts = ['a', 'b', 'c'].map((node) => openKitHost({ config: {}, store, node }));
    const values = await Promise.all(hosts.map(({ host }) => host.once('r1', 'name', () => host.node)));
    expect(new Set(values).size).toBe(1);
  });
  test('обратно – и по новому имени, и по старому', async () => {
    const { host } = openKitHost({ config: {} });
    await host.once('r1', 'name', () => 'old');
    await host.renew('r1', 'name', () => 'new');
    expect(await host.once('r1', 'name', () => 'third')).toBe('new');
    expect(await host.owner('name', 'old')).toBe('r1');
    expect(await host.owner('name', 'new')).toBe('r1');
    expect(await host.owner('other', 'new')).toBeUndefined();
  });
  test('по имени на проводе, под каким бы ключом его ни сделали', async () => {
    const store = openKitStore();
    const { host } = openKitHost({ config: {}, store });
    await host.once('r1', 'name', () => 'old');
    await host.renew('r1', 'name', () => 'new');
    expect([store.ownerOf('old'), store.ownerOf('new'), store.ownerOf('none')]).toEqual(['r1', 'r1', undefined]);
  });
  test('то, что отдано, не портит сохранённого', async () => {
    const { host } = openKitHost({ config: {} });
    const given = await host.once('r1', 'list', () => ['a']);
    (given as string[]).push('b');
    expect(await host.once('r1', 'list', () => [])).toEqual(['a']);
  });
});

describe('убитый процесс', () => {
  test.each(['before', 'after'] as const)('%s: обращение не возвращается, следующие тоже', async (when) => {
    const store = openKitStore();
    const doomed = openKitHost({ config: {}, store });
    doomed.crashAt(2, when);
    await doomed.host.once('r1', 'first', () => 1);
    const second = doomed.host.once('r1', 'second', () => 2);
    expect(await Promise.race([second, doomed.dead])).toBe('dead');
    const third = doomed.host.once('r1', 'third', () => 3);
    expect(await Promise.race([third, pause(20, 'nothing')])).toBe('nothing');
    const next = openKitHost({ config: {}, store });
    expect(await next.host.once('r1', 'second', () => 'anew')).toBe(when === 'after' ? 2 : 'anew');
  });
});

describe('fetch', () => {
  test('любой статус – ответ, обмен записан', async () => {
    const url = await serve(({ answer }) => answer(500, { reason: 'сбой' }));
    const { host, evidence } = openKitHost({ config: {} });
    const response = await host.fetch(`${url}/path`, { method: 'POST', body: 'вопрос' });
    expect([response.status, await response.json()]).toEqual([500, { reason: 'сбой' }]);
    expect(evidence).toMatchObject([{ method: 'POST', address: `${url}/path`, status: '500', direction: 'out' }]);
    expect(Buffer.from(evidence[0]?.sent ?? []).toString()).toBe('вопрос');
  });
  test('о том, что даёт доступ, записано, что спрашивали, но не что сказано', async () => {
    const url = await serve(({ answer }) => answer(200, { token: 'секрет' }));
    const { host, evidence } = openKitHost({ config: {} });
    const response = await host.fetchSecret(`${url}/token`, { method: 'POST', body: 'ключ' });
    expect(await response.json()).toEqual({ token: 'секрет' });
    expect(evidence).toMatchObject([{ method: 'POST', address: `${url}/token`, status: '200' }]);
    const [said] = evidence;
    expect(Buffer.concat([said?.sent ?? [], said?.received ?? []].map((one) => Buffer.from(one))).toString()).toBe(
      '[не хранится: даёт доступ к поставщику]'.repeat(2),
    );
  });
  test('по перенаправлению не идёт', async () => {
    const url = await serve(({ answer }) => answer(302, undefined, { location: 'http://127.0.0.1:1/' }));
    expect((await openKitHost({ config: {} }).host.fetch(url)).status).toBe(302);
  });
  test.each([
    ['молчание', (exchange: Exchange) => exchange.hang(), 'later'],
    ['обрыв', (exchange: Exchange) => exchange.reset(), 'later'],
    ['слишком много', (exchange: Exchange) => exchange.answer(200, Buffer.alloc(2000)), 'never'],
  ] as const)('%s – ProviderError', async (_, handle, retry) => {
    const url = await serve(handle);
    const { host, evidence } = openKitHost({ config: {}, timeLimit: 100, sizeLimit: 1000 });
    await expect(host.fetch(url)).rejects.toMatchObject({ name: 'ProviderError', retry });
    expect(evidence).toHaveLength(1);
  });
  test('отмена остаётся отменой', async () => {
    const url = await serve((exchange) => exchange.hang());
    const abort = new AbortController();
    const call = openKitHost({ config: {} }).host.fetch(url, { signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('чего не дают, то названо', async () => {
  const { host } = openKitHost({ config: {} });
  await expect(host.signer()).rejects.toMatchObject({ name: 'ProviderError', retry: 'never' });
  await expect(host.bus()).rejects.toMatchObject({ name: 'ProviderError', retry: 'never' });
});
