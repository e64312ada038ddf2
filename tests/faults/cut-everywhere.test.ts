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

let provider: Emulator;
let wire: FaultyWire;
let server: TestServer;
let clerk: Client;
let card: ApplicationCard | undefined;
beforeAll(async () => {
  provider = await openProvider();
  const tuning = {
    ...usualTuning,
    ...{ leaseSeconds: 1, pollShortest: 50, pollLongest: 200 },
    patience: { first: 50, longest: 200, most: 1_000 },
  };
  const through = async (databaseUrl: string) => {
    wire = await openFaultyWire(databaseUrl);
    return wire.url;
  };
  server = await startServer({ plugins, tuning, through, quiet: true });
  clerk = await server.login('super');
  await joinRegistry(server, provider);
  [card] = await askingCases(clerk, 1);
});
afterAll(async () => {
  await server?.close();
  await wire?.close();
  await provider?.close();
});

async function insist(key: string): Promise<string> {
  const body = { entry: 'state', key, question: {}, send: true };
  return vi.waitFor(
    async () => {
      const answer = await clerk.post(`/api/applications/${card?.id}/requests`, body);
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return answer.body.id;
    },
    { timeout: 20_000, interval: 20 },
  );
}

test('связь с базой рвётся на каждом сообщении по очереди: запрос и его очередь вместе, ушёл один раз', async () => {
  const ids: string[] = [];
  const before = wire.connections();
  const steps = size(30, 120);
  for (let step = 1; step <= steps; step += 1) {
    for (const arrives of [true, false]) {
      wire.cutAt(step, arrives);
      ids.push(await insist(randomUUID()));
    }
  }
  const open = `select r.id, r.status from request r left join outbox o on o.owner_id = r.id
    where r.status <> 'answered' or o.done_at is null`;
  await vi.waitFor(async () => expect((await server.database.execute(open)).rows).toEqual([]), {
    timeout: size(60_000, 300_000),
    interval: 100,
  });
  tell('database cut everywhere', {
    cuts: steps * 2,
    effects: provider.effects.length,
    connections: wire.connections() - before,
  });
  // Each cut has cost a connection.
  expect(wire.connections() - before).toBeGreaterThan(steps);
  const { rows } = await server.database.execute('select id from request');
  expect((rows as { id: string }[]).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(provider.effects.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
}, 900_000);
