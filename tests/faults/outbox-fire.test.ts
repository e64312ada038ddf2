import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator, Scenario } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import type { Tuning } from '../../core/src/exchange/tuning.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';
import { openChance, size, tell } from './chance.ts';
import { type Member, startMember } from './crew.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import { askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

/** Short leases and patience; the breaker stays out of it, since nobody is to be spared here. */
const tuning: Tuning = {
  breaker: { failures: 1_000_000, pause: 1_000, longest: 1_000 },
  patience: { first: 200, longest: 1_000, most: 1_000 },
  leaseSeconds: 2,
  sending: 16,
  perConnection: 12,
  callTimeout: 2_000,
  pollShortest: 200,
  pollLongest: 500,
};

const chance = openChance();
const count = size(150, 2_000);
const kills = size(4, 30);
const restarts = size(1, 3);

let postgres: OwnPostgres;
let provider: Emulator;
let server: TestServer;
let clerk: Client;
beforeAll(async () => {
  postgres = await startOwnPostgres();
  provider = await openProvider();
  server = await startServer({ plugins, tuning, database: postgres.database, works: false, quiet: true });
  clerk = await server.login('super');
  await joinRegistry(server, provider);
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
  await postgres?.close();
});

/** What the provider does with each message that arrives, in the shares of a bad day. */
function badDay(messages: number): Scenario[] {
  const draw = (): Scenario => {
    const at = chance();
    if (at < 0.15) return { kind: 'hang' };
    if (at < 0.25) return { kind: 'fail' };
    if (at < 0.32) return { kind: 'broken' };
    if (at < 0.36) return { kind: 'reset', late: chance() < 0.5 };
    return { kind: 'answer' };
  };
  return [...Array.from({ length: messages }, draw), { kind: 'answer' }];
}

function start(): Member {
  const env = {
    DATA_DIR: server.deps.config.dataDir,
    SECRET_KEY: processSecret,
    DEMO: '1',
    NODE_NAME: `fire-${randomUUID().slice(0, 8)}`,
  };
  return startMember({ databaseUrl: postgres.database.url, env, tuning });
}

/** A clerk asks until they are told that it is accepted, always under the same key. */
async function askUntilAccepted(applicationId: string): Promise<string> {
  const body = { entry: 'state', key: randomUUID(), question: {}, send: true };
  for (;;) {
    const answer = await clerk.post(`/api/applications/${applicationId}/requests`, body);
    if (answer.status === 201) return answer.body.id;
    if (answer.status < 500) throw new Error(`refused: ${answer.status} ${answer.text}`);
    await pause(100);
  }
}

async function askAll(): Promise<string[]> {
  const cards = await askingCases(clerk, 4);
  const ids: string[] = [];
  const one = async (id: string) => {
    for (let number = 0; number < Math.ceil(count / cards.length); number += 1) ids.push(await askUntilAccepted(id));
  };
  await Promise.all(cards.map(({ id }) => one(id)));
  return ids;
}

async function left(): Promise<Record<string, number>> {
  const { rows } = await postgres.database.execute(
    `select (select count(*)::int from outbox where done_at is null) as waiting,
       (select count(*)::int from outbox where failed_at is not null) as failed,
       (select count(*)::int from request r where status = 'answered') as answered,
       (select count(*)::int from request r where status = 'waiting' and exists (
          select from delivery d where d.request_id = r.id and d.status = 'quarantine')) as unreadable,
       (select count(*)::int from request where status not in ('answered', 'waiting')) as astray,
       (select count(*)::int from delivery) as deliveries,
       (select count(*)::int from request r where not exists (select from outbox o where o.owner_id = r.id)) as orphans,
       (select coalesce(sum(attempt), 0)::int from outbox) as attempts,
       (select count(*)::int from (select from application_event e join application_event_payload p on p.event_id = e.id
          where e.type in ('requestTaken', 'requestAnswered')
          group by p.text::jsonb ->> 'request', e.type having count(*) > 1) as repeated) as twice`,
  );
  return rows[0] as Record<string, number>;
}

const secondsSince = (moment: number) => Math.round((performance.now() - moment) / 1000);

test('исходящие под огнём: ничего не потеряно, на той стороне всё ровно один раз', {
  timeout: size(300_000, 1_200_000),
}, async () => {
  provider.play(...badDay(count * 2));
  const crew = [start(), start()];
  onTestFinished(async () => void (await Promise.all(crew.map((one) => one.kill()))));
  await Promise.all(crew.map(({ ready }) => ready));
  const began = performance.now();
  const asked = askAll();
  let blows = 0;
  for (const blow of Array.from({ length: kills + restarts }, (_, at) => at)) {
    await pause(500 + chance() * 1_500);
    blows += 1;
    if (blow % Math.ceil((kills + restarts) / restarts) === 1) postgres.crash();
    else {
      const at = Math.floor(chance() * crew.length);
      await crew[at]?.kill();
      crew[at] = start();
      // One that the crash of the database caught at its start has ended by itself, as a service manager would see.
      await crew[at]?.ready.catch(() => undefined);
    }
  }
  const fired = performance.now();
  const ids = await asked;
  for (const [at, { ready }] of crew.entries()) {
    const isWorking = await ready.then(
      () => true,
      () => false,
    );
    if (!isWorking) crew[at] = start();
  }
  await Promise.all(crew.map(({ ready }) => ready));
  onTestFailed(() => tell('what the workers said last', { log: crew.map(({ log }) => log.slice(-5)) }));
  await vi.waitFor(
    async () => {
      const now = await left();
      expect((now.answered ?? 0) + (now.unreadable ?? 0), JSON.stringify(now)).toBe(ids.length);
    },
    { timeout: size(120_000, 600_000), interval: 250 },
  );
  await vi.waitFor(() => expect(provider.waiting()).toBe(0), { timeout: 30_000, interval: 50 });
  const found = await left();
  tell('outbox under fire', {
    ...{ requests: ids.length, blows, seconds: secondsSince(began), afterTheLastBlow: secondsSince(fired) },
    ...{ effects: provider.effects.length, ...found },
  });
  expect(provider.effects.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(found).toMatchObject({ waiting: 0, failed: 0, astray: 0, orphans: 0, twice: 0, deliveries: ids.length });
});
