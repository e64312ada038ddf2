import type { Connection, Plugin } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { readConfig } from '../../core/src/config.ts';
import { openEngine } from '../../core/src/engine.ts';
import { createLog } from '../../core/src/log.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import type { Client } from '../support/http-client.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { quick as tuning } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';
import { joinSmev3, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { tell } from './chance.ts';
import { ask, askingCases } from './registry.ts';
import { expectNothingBroken } from './wholeness.ts';

/**
 * Two workers of an installation at a node of СМЭВ. Two systems share the queue of one owner there, each by a NodeID of its own: the one
 * asks, the other takes what a portal sends.
 */
let server: TestServer;
let desk: EpguDesk;
let meddler: Meddler;
let clerk: Client;
let cards: ApplicationCard[];
/** NodeID of every look into a queue of the body's. */
const looks = new Set<string>();
beforeAll(async () => {
  server = await startServer({ plugins: smevPlugins, tuning, works: false });
  desk = await openPortalSide(server, {
    settings: { nodeId: 'узел-1' },
    through: async ({ config }) => {
      meddler = await openMeddler(config.url);
      return meddler.url;
    },
  });
  meddler.lose = (asked) => {
    const text = Buffer.from(asked, 'latin1').toString('utf8');
    if (text.includes('MessageTypeSelector')) looks.add(/NodeID>([^<]*)</.exec(text)?.[1] ?? 'без узла');
    return undefined;
  };
  const asking = { ...desk.node, config: { ...desk.node.config, nodeId: 'узел-2' } };
  await joinSmev3(server, asking, meddler.url);
  clerk = await server.login('super');
  cards = await askingCases(clerk, 2);
});
afterAll(async () => {
  await desk?.close();
  await meddler?.close();
});

interface Worker {
  /** Names of what it has taken out of the queues, in order. */
  readonly taken: readonly string[];
  stop(): Promise<void>;
}

async function startWorker(name: string): Promise<Worker> {
  const taken: string[] = [];
  const env = { DATA_DIR: server.deps.config.dataDir, SECRET_KEY: processSecret, DEMO: '1', NODE_NAME: name };
  const engine = await openEngine({
    config: readConfig({ ...env, DATABASE_URL: server.database.url, PORT: '0' }),
    databaseUrl: server.database.url,
    clock: server.clock.now,
    log: createLog('silent', { write: () => undefined }),
    plugins: smevPlugins.map((plugin) => (plugin.id === 'smev3' ? noting(plugin, taken) : plugin)),
    tuning,
  });
  await engine.work();
  return { taken, stop: () => engine.close() };
}

/** The plugin as it is; what this worker takes is written down. */
function noting(plugin: Plugin, taken: string[]): Plugin {
  async function* noted<One>(found: AsyncIterable<One>, nameOf: (one: One) => string): AsyncGenerator<One> {
    for await (const one of found) {
      taken.push(nameOf(one));
      yield one;
    }
  }
  return {
    ...plugin,
    connect: async (host) => {
      const connection: Connection = await plugin.connect(host);
      const { receive, bus } = connection;
      return {
        ...connection,
        ...(receive && { receive: (...given) => noted(receive(...given), (one) => one.messageId) }),
        ...(bus && { bus: { ...bus, take: (...given) => noted(bus.take(...given), (one) => one.id) } }),
      };
    },
  };
}

const orders: string[] = [];

/** As many orders of the portal and questions of the clerk as there are cases. */
async function more(): Promise<void> {
  for (const { id } of cards) {
    const order = filed();
    orders.push(order.orderId);
    await desk.send(order);
    await ask(clerk, id, smevQuestion);
  }
}

async function counted(): Promise<Record<string, number>> {
  const { rows } = await server.database.execute(
    `select (select count(*) from request where status = 'answered')::int as answered,
       (select count(*) from application_event where type = 'requestAnswered')::int as told,
       (select count(*) from application where external_id is not null and number is not null)::int as filed,
       (select count(distinct external_id) from application where external_id is not null)::int as orders,
       (select count(*) from delivery where status = 'quarantine')::int as apart,
       (select count(*) from outbox where failed_at is not null)::int as failed`,
  );
  return rows[0] as Record<string, number>;
}

/** At the node, once the portal has taken what is its own. */
async function left(): Promise<number> {
  await desk.shown('');
  return desk.node.waiting();
}

test('два процесса у одной очереди: всё принято по разу, каждый спрашивает от имени своего узла, после остановки одного ничего не теряется', {
  timeout: 120_000,
}, async () => {
  onTestFailed(async () => tell('two workers at a queue', { ...(await counted()), looks: [...looks] }));
  await more();
  const first = await startWorker('worker-1');
  await expect.poll(() => first.taken.length, { timeout: 60_000 }).toBeGreaterThan(0);
  const second = await startWorker('worker-2');
  await more();
  // Whatever the first one has in its hands is not acknowledged and comes again.
  await first.stop();
  await more();
  try {
    const whole = { answered: orders.length, told: orders.length, filed: orders.length, orders: orders.length };
    await expect.poll(counted, { timeout: 60_000 }).toEqual({ ...whole, apart: 0, failed: 0 });
    await expect.poll(left, { timeout: 60_000 }).toBe(0);
    // Answers of the bus stand in a queue of their own.
    await expect.poll(() => [...looks].toSorted()).toEqual(['узел-1', 'узел-1bus', 'узел-2']);
  } finally {
    await second.stop();
  }
  expect(second.taken.length).toBeGreaterThan(0);
  await expectNothingBroken(server);
});
