import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator } from '@reglament/sdk';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { freePort } from '../../core/src/database/embedded-postgres-process.ts';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import { type Balancer, openBalancer } from '../support/balancer.ts';
import { newApplication, personNumber } from '../support/factories.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import { type Client, createClient } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';
import { openChance, size, tell } from './chance.ts';
import { type Member, startMember } from './crew.ts';
import { ask, askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

/** Milliseconds. */
const longRun = size(900_000, 2_400_000);
const drained = { timeout: size(60_000, 900_000), interval: 200 };

const tuning: Tuning = { ...usualTuning, leaseSeconds: 2, pollShortest: 200, pollLongest: 500 };

let provider: Emulator;
let wire: FaultyWire;
let server: TestServer;
let clerk: Client;
let cards: ApplicationCard[];
const crew: Member[] = [];
beforeAll(async () => {
  provider = await openProvider();
  wire = await openFaultyWire((provider.config as { url: string }).url);
  server = await startServer({ plugins, tuning, works: false });
  clerk = await server.login('super');
  await joinRegistry(server, provider, wire.url);
  cards = await askingCases(clerk, 4);
});
afterEach(async () => void (await Promise.all(crew.splice(0).map((one) => one.kill()))));
afterAll(async () => {
  await server?.close();
  await wire?.close();
  await provider?.close();
});

function start(front?: { readonly port: number; readonly url: string }): Member {
  const env = {
    DATA_DIR: server.deps.config.dataDir,
    SECRET_KEY: processSecret,
    DEMO: '1',
    NODE_NAME: `crew-${randomUUID().slice(0, 8)}`,
    ...(front === undefined ? {} : { PUBLIC_URL: front.url }),
  };
  const port = front === undefined ? {} : { port: front.port };
  return startMember({ databaseUrl: server.database.url, env, tuning, ...port });
}

/** Says the same until it is told that it is done: a browser's person who presses again. */
async function insist(client: Client, path: string, body: Record<string, unknown>): Promise<string> {
  for (;;) {
    const answer = await client.post(path, body).catch(() => undefined);
    if (answer?.status === 201) return answer.body.id;
    if (answer !== undefined && answer.status < 500) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    await pause(50);
  }
}

interface Accepted {
  readonly applications: string[];
  readonly requests: string[];
}

async function work(balancer: Balancer, person: number, isOver: () => boolean): Promise<Accepted> {
  const client = createClient(balancer.url);
  for (const [name, value] of clerk.cookies) client.cookies.set(name, value);
  const done: Accepted = { applications: [], requests: [] };
  for (let number = 0; !isOver(); number += 1) {
    const applicant = personNumber(1_000 + person * 1_000 + number);
    const draft = newApplication({ applicant, key: randomUUID() });
    done.applications.push(await insist(client, '/api/applications', draft));
    const question = { entry: 'state', key: randomUUID(), question: {}, send: true };
    const path = `/api/applications/${cards[person % cards.length]?.id}/requests`;
    done.requests.push(await insist(client, path, question));
  }
  return done;
}

test(
  'три процесса за одним адресом, их убивают под нагрузкой: принятое есть, и один раз',
  async () => {
    const chance = openChance();
    const ports = await Promise.all([freePort(), freePort(), freePort()]);
    const balancer = await openBalancer(ports);
    const front = (at: number) => ({ port: ports[at] ?? 0, url: balancer.url });
    crew.push(...ports.map((_, at) => start(front(at))));
    await Promise.all(crew.map(({ ready }) => ready));
    const before = await counted();
    let over = false;
    const people = Array.from({ length: size(2, 6) }, (_, person) => work(balancer, person, () => over));
    const kills = size(3, 40);
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(500 + chance() * 1_500);
      const at = Math.floor(chance() * crew.length);
      await crew[at]?.kill();
      crew[at] = start(front(at));
      await crew[at]?.ready;
    }
    over = true;
    const done = await Promise.all(people);
    const applications = done.flatMap((one) => one.applications);
    const requests = done.flatMap((one) => one.requests);
    await vi.waitFor(async () => expect(await notYet(requests, 'answered')).toBe(0), drained);
    await balancer.close();
    tell('three processes', { kills, applications: applications.length, requests: requests.length });
    const after = await counted();
    expect(new Set(applications).size).toBe(applications.length);
    expect([after.applications - before.applications, after.requests - before.requests]).toEqual([
      applications.length,
      requests.length,
    ]);
    expect(provider.effects.map(({ id }) => id).toSorted()).toEqual(requests.toSorted());
  },
  longRun,
);

async function counted(): Promise<{ applications: number; requests: number }> {
  const { rows } = await server.database.execute(
    `select (select count(*)::int from application) as applications, (select count(*)::int from request) as requests`,
  );
  return rows[0] as { applications: number; requests: number };
}

async function notYet(ids: readonly string[], status: string): Promise<number> {
  const { rows } = await server.database.execute(
    `select count(*)::int as count from request where id = any ($1) and status <> $2`,
    [ids, status],
  );
  return (rows[0] as { count: number }).count;
}

test('остановленный дольше своей аренды, очнувшись, ничего не пишет', async () => {
  const sleeper = start();
  crew.push(sleeper);
  await sleeper.ready;
  const already = provider.effects.length;
  provider.play({ kind: 'silence' });
  wire.hold();
  const { id } = await ask(clerk, cards[0]?.id ?? '');
  await vi.waitFor(() => expect(provider.effects).toHaveLength(already + 1), { timeout: 20_000, interval: 20 });
  sleeper.signal('SIGSTOP');
  // The receipt comes to one that sleeps; the next process has to find it out anew.
  wire.release();
  const other = start();
  crew.push(other);
  await vi.waitFor(async () => expect(await notYet([id], 'waiting')).toBe(0), { timeout: 60_000, interval: 50 });
  const before = await traceOf(id);
  sleeper.signal('SIGCONT');
  await vi.waitFor(() => expect(sleeper.log.map(({ msg }) => msg)).toContain('lease was lost'), {
    timeout: 30_000,
    interval: 50,
  });
  expect(await traceOf(id)).toEqual(before);
  expect(before).toMatchObject({ attempt: 2, status: 'waiting', events: ['requestSent', 'requestTaken'] });
  expect(provider.effects).toHaveLength(already + 1);
});

async function traceOf(id: string) {
  const { rows } = await server.database.execute(
    `select o.attempt, r.status, r.version, (select array_agg(e.type order by e.type) from application_event e
        join application_event_payload p on p.event_id = e.id where p.text::jsonb ->> 'request' = r.id::text) as events
     from request r join outbox o on o.owner_id = r.id where r.id = $1`,
    [id],
  );
  return rows[0];
}
