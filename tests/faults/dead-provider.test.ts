import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApplicationCard, ConnectionView } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { outboxChannel } from '../../core/src/outbox/rows.ts';
import { expected } from '../support/factories.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { joinSmev3, openNode, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { size, tell } from './chance.ts';
import { ask, askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

const MINUTE = 60_000;

interface Side {
  readonly name: string;
  readonly count: number;
  readonly open: () => Promise<Emulator>;
  /** Connects the body at this address; gives the connection's id. */
  readonly join: (server: TestServer, provider: Emulator, url: string) => Promise<string>;
  readonly asked: Record<string, unknown>;
}

const sides: readonly Side[] = [
  { name: 'реестр', count: size(100, 1_000), open: () => openProvider(), join: joinRegistry, asked: {} },
  { name: 'узел СМЭВ', count: size(20, 500), open: () => openNode(), join: joinSmev3, asked: smevQuestion },
];

describe.each(sides)('$name', ({ name, count, open, join, asked }) => {
  let provider: Emulator;
  let wire: FaultyWire;
  let server: TestServer;
  let clerk: Client;
  let admin: Client;
  let cards: ApplicationCard[];
  let connectionId: string;
  beforeAll(async () => {
    provider = await open();
    wire = await openFaultyWire((provider.config as { url: string }).url);
    // The pace of the product itself: its breaker, its patience.
    server = await startServer({
      plugins: [...smevPlugins, ...plugins.filter((one) => !smevPlugins.includes(one))],
      tuning: { ...usualTuning, pollShortest: 200, pollLongest: 1_000 },
    });
    [clerk, admin] = [await server.login('super'), await server.login('admin')];
    connectionId = await join(server, provider, wire.url);
    cards = await askingCases(clerk, 4);
  });
  afterAll(async () => {
    await server?.close();
    await wire?.close();
    await provider?.close();
  });

  async function incident(): Promise<ConnectionView['incident']> {
    const { items } = expected(await admin.get('/api/admin/connections'));
    return items.find((one: ConnectionView) => one.id === connectionId).incident;
  }

  interface Queue {
    readonly open: number;
    readonly due: number;
    readonly tries: number;
    readonly failed: number;
  }

  async function queue(): Promise<Queue> {
    const { rows } = await server.database.execute(
      `select count(*) filter (where done_at is null)::int as open, coalesce(max(tries), 0)::int as tries,
       count(*) filter (where done_at is null and (due_at <= $2 or lease_until > clock_timestamp()))::int as due,
       count(failed_at)::int as failed from outbox where lane = $1`,
      [connectionId, server.clock.now()],
    );
    return rows[0] as Queue;
  }

  /** The clock goes on, and everything whose time has come has its turn. */
  async function pass(ms: number): Promise<void> {
    server.clock.advance(ms);
    await server.database.execute('select pg_notify($1, $2)', [outboxChannel, 'request']);
    await vi.waitFor(async () => expect((await queue()).due).toBe(0), { timeout: 60_000, interval: 50 });
  }

  async function statuses(ids: readonly string[]): Promise<string[]> {
    const { rows } = await server.database.execute('select distinct status from request where id = any ($1)', [ids]);
    return (rows as { status: string }[]).map(({ status }) => status);
  }

  /** What the requests are called over there. */
  async function names(ids: readonly string[]): Promise<string[]> {
    const { rows } = await server.database.execute('select id, message_id as name from request where id = any ($1)', [
      ids,
    ]);
    const known = rows as { id: string; name: string }[];
    return known.map(({ id, name: wire }) => (asked === smevQuestion ? wire : id)).toSorted();
  }

  test('нет два часа: предохранитель, происшествие, соседу не мешает, потом всё уходит', {
    timeout: size(180_000, 1_200_000),
  }, async () => {
    wire.refuse();
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) {
      ids.push((await ask(clerk, cards[number % cards.length]?.id ?? '', asked)).id);
    }
    await vi.waitFor(async () => expect(await incident()).not.toBeNull(), { timeout: 60_000, interval: 100 });
    await pass(0);
    const shown = await incident();
    expect(shown?.reason).toMatch(/^Связи с поставщиком нет/);
    expect(shown?.waiting).toBe(count);

    const [before, steps] = [wire.connections(), 12];
    for (let step = 0; step < steps; step += 1) await pass(10 * MINUTE);
    const knocks = wire.connections() - before;
    // One try of what goes out and one look at what has come, each time that the breaker lets one through.
    expect(knocks).toBeLessThanOrEqual(steps * 4);
    expect(await statuses(ids)).toEqual(['queued']);
    const dead = await queue();
    expect(dead).toMatchObject({ open: count, failed: 0 });
    // Waiting for the breaker is no try: patience is for what the provider really was asked.
    expect(dead.tries).toBeLessThanOrEqual(knocks);
    expect(dead.tries).toBeLessThan(10);

    const question = { provider: 'zem', subject: 'Сведения об участке', comment: 'Пришлите выписку.' };
    const neighbour = await ask(clerk, cards[0]?.id ?? '', { entry: 'regional', question });
    await vi.waitFor(async () => expect(await statuses([neighbour.id])).toEqual(['waiting']), {
      timeout: 20_000,
      interval: 50,
    });

    wire.mend();
    const began = performance.now();
    await vi.waitFor(
      async () => {
        await pass(MINUTE);
        expect(await statuses(ids)).toEqual(['answered']);
      },
      { timeout: size(60_000, 300_000), interval: 200 },
    );
    tell('provider dead for two hours', {
      name,
      ...{ requests: count, knocks, tries: dead.tries, effects: provider.effects.length },
      drainedIn: `${Math.round(performance.now() - began)} ms`,
    });
    expect(await incident()).toBeNull();
    expect(provider.effects.map(({ id }) => id).toSorted()).toEqual(await names(ids));
  });
});
