import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { size, tell } from './chance.ts';
import { ask, askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

/** Milliseconds. */
const callTimeout = 3_000;

let provider: Emulator;
let wire: FaultyWire;
let server: TestServer;
let clerk: Client;
let card: ApplicationCard | undefined;
beforeAll(async () => {
  provider = await openProvider();
  wire = await openFaultyWire((provider.config as { url: string }).url);
  const patience = { first: 100, longest: 500, most: 1_000 };
  const breaker = { failures: 1_000, pause: 1_000, longest: 1_000 };
  const pace = { leaseSeconds: 2, pollShortest: 100, pollLongest: 500, callTimeout, patience, breaker };
  server = await startServer({ plugins, tuning: { ...usualTuning, ...pace } });
  clerk = await server.login('super');
  await joinRegistry(server, provider, wire.url);
  [card] = await askingCases(clerk, 1);
});
afterAll(async () => {
  await server?.close();
  await wire?.close();
  await provider?.close();
});

async function askSome(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push((await ask(clerk, card?.id ?? '')).id);
  return ids;
}

async function allAnswered(ids: readonly string[]): Promise<number> {
  const began = performance.now();
  const open = `select id from request where id = any ($1) and status <> 'answered'`;
  const none = async () => expect((await server.database.execute(open, [ids])).rows).toEqual([]);
  await vi.waitFor(none, { timeout: size(100_000, 900_000), interval: 50 });
  return Math.round(performance.now() - began);
}

const longRun = { timeout: size(180_000, 1_200_000) };

test('поставщик за медленной линией: 300 мс и 10 КБ/с – всё дошло', longRun, async () => {
  wire.pace({ latency: 300, bytesPerSecond: 10_000 });
  const ids = await askSome(size(5, 100));
  tell('slow line', { requests: ids.length, milliseconds: await allAnswered(ids) });
  wire.pace(undefined);
  expect(provider.effects).toHaveLength(ids.length);
});

test(
  'линия к поставщику замолчала, не закрывшись: пул базы свободен, после починки всё уходит один раз',
  longRun,
  async () => {
    const already = provider.effects.length;
    wire.freeze();
    const ids = await askSome(size(8, 200));
    // Whoever waits for a provider holds no connection to the database.
    await vi.waitFor(() => expect(server.deps.database.pool()).toMatchObject({ used: 0, waiting: 0 }), 10_000);
    wire.mend();
    tell('half-open line', { requests: ids.length, milliseconds: await allAnswered(ids) });
    expect(provider.effects).toHaveLength(already + ids.length);
  },
);
