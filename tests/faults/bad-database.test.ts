import { randomUUID } from 'node:crypto';
import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { size, tell } from './chance.ts';
import { askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

/** Seconds: a statement's own time, and the lease of what a worker has in hand. */
const [timeout, leaseSeconds] = [10, 10];
const poolSize = 8;

let provider: Emulator;
let wire: FaultyWire;
let server: TestServer;
let clerk: Client;
let card: ApplicationCard | undefined;
beforeAll(async () => {
  provider = await openProvider();
  const patience = { first: 100, longest: 500, most: 1_000 };
  const through = async (databaseUrl: string) => {
    wire = await openFaultyWire(databaseUrl);
    return wire.url;
  };
  server = await startServer({
    ...{ plugins, through, quiet: true },
    env: { DATABASE_TIMEOUT: String(timeout), DATABASE_POOL: String(poolSize) },
    tuning: { ...usualTuning, leaseSeconds, pollShortest: 100, pollLongest: 500, patience },
  });
  clerk = await server.login('super');
  await joinRegistry(server, provider);
  [card] = await askingCases(clerk, 1);
});
afterAll(async () => {
  await server?.close();
  await wire?.close();
  await provider?.close();
});

const question = (key: string) => ({ entry: 'state', key, question: {}, send: true });
const path = () => `/api/applications/${card?.id}/requests`;

let refusals = 0;

/** As a person does who is told to repeat: the same, until it is accepted. */
async function insist(key: string = randomUUID()): Promise<string> {
  return vi.waitFor(
    async () => {
      const answer = await clerk.post(path(), question(key));
      if (answer.status !== 201) refusals += 1;
      expect(answer.status, answer.text).toBe(201);
      return answer.body.id;
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function allAnswered(ids: readonly string[]): Promise<number> {
  const began = performance.now();
  const open = `select id, status from request where id = any ($1) and status <> 'answered'`;
  const none = async () => expect((await server.database.execute(open, [ids])).rows).toEqual([]);
  await vi.waitFor(none, { timeout: size(100_000, 900_000), interval: 50 });
  return Math.round(performance.now() - began);
}

const longRun = { timeout: size(180_000, 1_200_000) };

test('база за медленной линией, задержка и 10 КБ/с: люди работают, запросы уходят', longRun, async () => {
  wire.pace({ latency: size(50, 150), bytesPerSecond: 10_000 });
  const ids: string[] = [];
  for (let number = 0; number < size(1, 20); number += 1) ids.push(await insist());
  const milliseconds = await allAnswered(ids);
  wire.pace(undefined);
  tell('slow line to the database', { requests: ids.length, refusals, milliseconds });
  expect(provider.effects).toHaveLength(ids.length);
});

test(
  'линия к базе замолчала, не закрывшись: 503 и что делать, потом всё продолжается само и ничего дважды',
  longRun,
  async () => {
    const already = provider.effects.length;
    const before = await Promise.all(Array.from({ length: size(8, 100) }, () => insist()));
    wire.freeze();
    const began = performance.now();
    const key = randomUUID();
    const [reads, write] = await Promise.all([
      // More than the pool has connections.
      Promise.all(Array.from({ length: poolSize * 2 }, () => clerk.get(`/api/applications/${card?.id}`))),
      clerk.post(path(), question(key)),
    ]);
    const answeredIn = performance.now() - began;
    for (const { status, body } of reads) {
      expect([status, body.code]).toEqual([503, 'notReady']);
      expect(body.detail).toMatch(/Повторите действие через минуту/);
    }
    expect([write.status, write.body.code]).toEqual([503, 'notReady']);
    expect(write.body.detail).toMatch(/проверьте, прежде чем повторять|Повторите действие через минуту/);

    wire.mend();
    const back = performance.now();
    const ids = [...before, await insist(key)];
    const milliseconds = Math.round(performance.now() - back + (await allAnswered(ids)));
    tell('half-open line to the database', {
      ...{ requests: ids.length, refusedIn: Math.round(answeredIn), figure: (timeout + 2) * 1_000 },
      ...{ backIn: milliseconds, backFigure: (leaseSeconds + 5) * 1_000 },
    });
    expect(answeredIn).toBeLessThan((timeout + 2) * 10_000);
    expect(milliseconds).toBeLessThan((leaseSeconds + 5) * 10_000);
    expect(provider.effects).toHaveLength(already + ids.length);
    await vi.waitFor(() => expect(server.deps.database.pool()).toMatchObject({ used: 0, waiting: 0 }), 10_000);
  },
);
