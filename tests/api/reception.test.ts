import type { Emulator, Plugin } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionView, ProviderView } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { plugin as registryPlugin } from '../plugins/registry/plugin.js';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { connectSmev3, openNode, smevPlugins } from '../support/smev3-side.ts';

/** What does not come leaves no trace in any list: whoever looks after the exchange has to be told. */
const registry = registryPlugin as unknown as Plugin;
const tuning = { ...usualTuning, pollShortest: 20, pollLongest: 50, breaker: { failures: 3, pause: 50, longest: 50 } };

const patiently = { timeout: 30_000, interval: 20 };

let provider: Emulator;
let meddler: Meddler;
let server: TestServer;
let admin: Client;
beforeAll(async () => {
  provider = (await registry.emulator?.({ now: () => new Date() })) as Emulator;
  const config = provider.config as { url: string; token: string };
  meddler = await openMeddler(config.url);
  server = await startServer({ plugins: [...smevPlugins, registry], tuning });
  admin = await server.login('admin');
  const settings = { ...config, url: meddler.url };
  const draft = { plugin: registry.id, code: 'registry', title: 'Реестр', settings };
  expected(await admin.post('/api/admin/connections', draft), 201);
});
afterAll(async () => {
  await server?.close();
  await meddler?.close();
  await provider?.close();
});

async function providerOf(title: string): Promise<ProviderView> {
  const { items } = expected(await admin.get('/api/admin/providers'));
  return items.find((one: ProviderView) => one.title === title);
}

async function troubled(): Promise<number> {
  const { text } = await admin.get('/metrics');
  return Number(/^reglament_connections_troubled\{way="receiving"\} (\d+)$/m.exec(text)?.[1]);
}

function until(title: string, reception: unknown): Promise<ProviderView> {
  return vi.waitFor(async () => {
    const found = await providerOf(title);
    expect(found.reception).toEqual(reception);
    return found;
  }, patiently);
}

const said = (message: string) => server.log.filter(({ msg }) => msg === message).length;

test('поставщик не пускает к ответам: видно с какого времени, почему и что делать; проходит само', async () => {
  await until('Реестр', null);
  expect(await troubled()).toBe(0);
  meddler.turnAway = (path) => (path.startsWith('/answers') ? 401 : undefined);
  const told = {
    since: expect.any(String),
    reason: expect.stringContaining('не принял ключ доступа'),
    advice: expect.stringContaining('проверьте адрес, ключ и сертификат'),
  };
  const first = await until('Реестр', told);
  expect(await troubled()).toBe(1);
  // It is asked again and again, and begins only once.
  const asked = await lastFailures(2);
  expect((await until('Реестр', told)).reception?.since).toBe(first.reception?.since);
  expect(asked).toBeGreaterThanOrEqual(2);
  const { items } = expected(await admin.get('/api/admin/connections'));
  expect(items.find(({ title }: ConnectionView) => title === 'Реестр')).toMatchObject({
    incident: null,
    reception: told,
  });
  expect(said('receiving is troubled')).toBe(1);
  meddler.turnAway = () => undefined;
  await until('Реестр', null);
  expect(await troubled()).toBe(0);
  await vi.waitFor(() => expect(said('receiving works again')).toBe(1), patiently);
});

/** Until so many looks in a row have failed. */
function lastFailures(least: number): Promise<number> {
  const look = async () => {
    const { rows } = await server.database.execute(
      `select reception_failures as failures from connection where title = 'Реестр'`,
    );
    const [{ failures }] = rows as [{ failures: number }];
    expect(failures).toBeGreaterThanOrEqual(least);
    return failures;
  };
  return vi.waitFor(look, patiently);
}

test('долгое молчание поставщика – тоже нарушенный приём: сказано, что система спрашивает сама', async () => {
  meddler.turnAway = (path) => (path.startsWith('/answers') ? 503 : undefined);
  const told = expect.objectContaining({ advice: expect.stringContaining('спрашивает снова сама') });
  await until('Реестр', told);
  meddler.turnAway = () => undefined;
  await until('Реестр', null);
});

test('настройки СМЭВ не годятся: сказано, какие; исправленные забывают прежнее', async () => {
  const node = await openNode();
  try {
    const bad = { ...node, config: { ...(node.config as object), smevCertificates: 'не сертификат' } };
    const id = await connectSmev3(server, bad as Emulator);
    const { title } = await until(
      'СМЭВ',
      expect.objectContaining({ reason: expect.stringContaining('не читаются: нужен PEM') }),
    );
    const { items } = expected(await admin.get('/api/admin/connections'));
    const { version } = items.find((one: ConnectionView) => one.id === id);
    const mended = { version, title, settings: node.config, enabled: true };
    const saved = expected(await admin.put(`/api/admin/connections/${id}`, mended));
    expect(saved.reception).toBeNull();
    await until('СМЭВ', null);
  } finally {
    await node.close();
  }
});
