import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, ConnectionView } from '../../core/src/api.gen.ts';
import { createConnection } from '../../core/src/connection/commands.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { outboxChannel } from '../../core/src/outbox/rows.ts';
import { openEmulator } from '../plugins/portal/emulator.js';
import { plugin as otherPortal } from '../plugins/portal/plugin.js';
import { inState, keeperOfExchange } from '../support/epgu-hands.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import { act, expected, readCard } from '../support/factories.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { filed as filedElsewhere } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { smevPlugins } from '../support/smev3-side.ts';
import { size, tell } from './chance.ts';

const MINUTE = 60_000;

/** What one application says while the node is away, in its order: two states, an answer to the applicant and words. */
const said = ['В работе', 'Завтра.', 'Сообщение 1.', 'Сообщение 2.', 'На доработке'] as const;
const applications = size(2, 1_000 / said.length);
const patiently = { timeout: size(60_000, 600_000), interval: 100 };

let server: TestServer;
let desk: EpguDesk;
let wire: FaultyWire;
let other: Awaited<ReturnType<typeof openEmulator>>;
let executor: Client;
beforeAll(async () => {
  // The pace of the product itself: its breaker, its patience.
  server = await startServer({
    plugins: [...smevPlugins, otherPortal],
    tuning: { ...usualTuning, pollShortest: 200, pollLongest: 1_000 },
  });
  desk = await openPortalSide(server, {
    through: async ({ config }) => {
      wire = await openFaultyWire(config.url);
      return wire.url;
    },
  });
  other = await openEmulator({ now: server.clock.now });
  executor = await server.login('city.executor');
});
afterAll(async () => {
  await desk?.close();
  await wire?.close();
  await other?.close();
});

async function rowsOf<Row>(sql: string, bindings: readonly unknown[]): Promise<Row[]> {
  return (await server.database.execute(sql, [...bindings])).rows as Row[];
}

async function joinOtherPortal(): Promise<string> {
  const [city] = await rowsOf<{ id: string }>(`select id from organisation where code = 'city'`, []);
  const draft = { plugin: otherPortal.id, code: 'other', title: 'Другой портал', enabled: true };
  const settings = { ...other.config, source: 'rpgu' };
  return (await createConnection(server.deps, city?.id ?? '', { ...draft, settings })).id;
}

interface Case {
  readonly orderId: string;
  readonly id: string;
}

/** Applications with a question of the applicant each, and the portal knows of them. */
async function fileAll(): Promise<Case[]> {
  const orders: string[] = [];
  for (let number = 0; number < applications; number += 1) {
    const message = filed();
    await desk.send(message);
    await desk.send({ kind: 'text', orderId: message.orderId, text: 'Когда?' });
    orders.push(message.orderId);
  }
  return vi.waitFor(async () => {
    const cases = await rowsOf<Case & { told: number }>(
      `select a.id, a.external_id as "orderId" from application a
       where a.external_id = any ($1) and exists (select from applicant_question q where q.application_id = a.id)
         and exists (select from publication p where p.application_id = a.id)
         and not exists (select from publication p where p.application_id = a.id and p.delivered_at is null)`,
      [orders],
    );
    expect(cases).toHaveLength(applications);
    return cases.map(({ id, orderId }) => ({ id, orderId }));
  }, patiently);
}

/** What the clerks do while nobody is there to be told. */
async function speak({ id }: Case): Promise<void> {
  const write = async (text: string, question?: string) =>
    expected(
      await executor.post(`/api/applications/${id}/correspondence`, {
        ...{ key: randomUUID(), text },
        ...(question === undefined ? {} : { question }),
      }),
      201,
    );
  await act(executor, await readCard(executor, id), ['assignToMe', {}]);
  const [asked] = await rowsOf<{ id: string }>('select id from applicant_question where application_id = $1', [id]);
  await write(said[1], asked?.id);
  await write(said[2]);
  await write(said[3]);
  await act(executor, await readCard(executor, id), ['sendBack', { comment: 'Укажите породу' }]);
}

interface Left {
  readonly waiting: number;
  readonly due: number;
  readonly tries: number;
  readonly failed: number;
}

async function left(): Promise<Left> {
  const [row] = await rowsOf<Left>(
    `select count(*) filter (where p.delivered_at is null)::int as waiting, coalesce(max(o.tries), 0)::int as tries,
       count(*) filter (where o.done_at is null and o.failed_at is null
         and (o.due_at <= $2 or o.lease_until > clock_timestamp()))::int as due,
       (count(o.failed_at) + count(p.failed_at))::int as failed
     from publication p join application a on a.id = p.application_id left join outbox o on o.owner_id = p.id
     where a.portal_connection_id = $1`,
    [desk.connectionId, server.clock.now()],
  );
  if (row === undefined) throw new Error('count gives a row');
  return row;
}

async function incident(): Promise<ConnectionView['incident']> {
  const { items } = expected(await (await keeperOfExchange(desk)).get('/api/admin/connections'));
  return items.find((one: ConnectionView) => one.id === desk.connectionId).incident;
}

/** The clock goes on, and everything whose time has come has its turn. */
async function pass(ms: number): Promise<void> {
  server.clock.advance(ms);
  await server.database.execute('select pg_notify($1, $2)', [outboxChannel, 'publication']);
  await vi.waitFor(async () => expect((await left()).due).toBe(0), patiently);
}

/** The portal beside it, of the same body, is told at once. */
async function tellsNeighbour(): Promise<ApplicationCard> {
  const message = filedElsewhere();
  await other.file?.(message);
  const [row] = await vi.waitFor(async () => {
    const found = await rowsOf<{ id: string }>(
      `select a.id from application a join publication p on p.application_id = a.id
       where a.external_id = $1 and p.delivered_at is not null`,
      [message.externalId],
    );
    expect(found).toHaveLength(1);
    return found;
  }, patiently);
  const card = await readCard(await server.login('city.executor'), row?.id ?? '');
  inState('Новая')(card);
  return card;
}

/** What the portal showed of an order since then: one of `said` each, or what it was told instead. */
async function heard({ orderId }: Case): Promise<string[]> {
  const shown = (await desk.shown(orderId)).slice(1);
  // A message of the body says the state too, before its own words.
  return shown.map(({ text }) => said.findLast((one) => text.includes(one)) ?? text);
}

test('узла нет два часа: сказанное заявителям ждёт, подключение закрыто, другой портал – нет, потом всё уходит по порядку и по разу', {
  timeout: size(180_000, 1_800_000),
}, async () => {
  await joinOtherPortal();
  const cases = await fileAll();
  wire.refuse();
  for (const one of cases) await speak(one);
  const count = cases.length * said.length;
  await vi.waitFor(async () => expect(await incident()).not.toBeNull(), patiently);
  await pass(0);
  const shown = await incident();
  expect(shown?.reason).toMatch(/^Связи с поставщиком нет/);
  expect(await left()).toMatchObject({ waiting: count, failed: 0 });

  const [before, steps] = [wire.connections(), 12];
  for (let step = 0; step < steps; step += 1) await pass(10 * MINUTE);
  const knocks = wire.connections() - before;
  const dead = await left();
  expect(dead).toMatchObject({ waiting: count, failed: 0 });
  // Waiting for the breaker is no try: patience is for what the node really was asked.
  expect(dead.tries).toBeLessThan(10);
  await tellsNeighbour();
  expect((await left()).waiting).toBe(count);

  wire.mend();
  const began = performance.now();
  await vi.waitFor(async () => {
    await pass(MINUTE);
    expect((await left()).waiting).toBe(0);
  }, patiently);
  tell('portal dead for two hours', {
    ...{ applications: cases.length, messages: count, knocks, tries: dead.tries, waitingShown: shown?.waiting },
    drainedIn: `${Math.round(performance.now() - began)} ms`,
  });
  expect(await incident()).toBeNull();
  await vi.waitFor(async () => {
    await desk.shown('');
    expect(desk.node.waiting()).toBe(0);
  }, patiently);
  for (const one of cases) expect(await heard(one)).toEqual(said);
});
