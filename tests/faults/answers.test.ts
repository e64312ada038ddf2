import { randomUUID } from 'node:crypto';
import type { Delivery, Emulator, Outcome } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import type { StoredConnection } from '../../core/src/connection/connection.model.ts';
import { findStored } from '../../core/src/connection/queries.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { takeDelivery } from '../../core/src/request/receive.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openChance, shuffled, size, tell } from './chance.ts';
import { ask, askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

let provider: Emulator;
let server: TestServer;
let clerk: Client;
let cards: ApplicationCard[];
let stored: StoredConnection;
beforeAll(async () => {
  provider = await openProvider();
  provider.play({ kind: 'silence' });
  server = await startServer({ plugins, tuning: { ...usualTuning, callTimeout: 120_000 } });
  clerk = await server.login('super');
  const id = await joinRegistry(server, provider);
  stored = (await findStored(server.database, id)) as StoredConnection;
  cards = await askingCases(clerk, 4);
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
});

const read = async (id: string): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));

async function waiting(number: number): Promise<RequestView> {
  const { id } = await ask(clerk, cards[number % cards.length]?.id ?? '');
  return vi.waitFor(
    async () => {
      const view = await read(id);
      expect(view.status).toBe('waiting');
      return view;
    },
    { timeout: 60_000, interval: 50 },
  );
}

const answered: Outcome = { status: 'answered', answer: { found: true, text: 'Запись есть' } };

function delivery(requestId: string, outcome: Outcome = answered, messageId: string = randomUUID()): Delivery {
  const files = [{ name: 'Выписка.txt', content: Buffer.from(`Запись по ${requestId}\n`) }];
  const original = Buffer.from(JSON.stringify(outcome));
  return { messageId, requestId, original, files, verdicts: [], outcome, ack: async () => undefined };
}

/** Hundreds at once wait for ten connections of the database: what is not taken in time is not acknowledged, so it comes again. */
async function comesUntilTaken(one: Delivery): Promise<void> {
  const isTaken = await takeDelivery(server.deps, stored, one).then(
    () => true,
    (error: unknown) => {
      if (!server.database.isPassing(error)) throw error;
      return false;
    },
  );
  if (!isTaken) await comesUntilTaken(one);
}

/** What the answers have left behind, by request. */
async function traces(ids: readonly string[]) {
  const { rows } = await server.database.execute(
    `select r.id, r.status, (select count(*)::int from file f where f.request_id = r.id) as files,
       (select array_agg(e.type order by e.type) from application_event e
          join application_event_payload p on p.event_id = e.id
          where p.text::jsonb ->> 'request' = r.id::text and e.type ~ '^request(Answer|Refused)') as events,
       (select array_agg(d.status order by d.status) from delivery d where d.request_id = r.id) as deliveries
     from request r where r.id = any ($1)`,
    [ids],
  );
  return rows as { id: string; status: string; files: number; events: string[] | null; deliveries: string[] | null }[];
}

test('каждый ответ трижды, вперемешку и разом: один переход, один файл, одна запись истории', async () => {
  const chance = openChance();
  const requests: RequestView[] = [];
  for (let number = 0; number < size(24, 200); number += 1) requests.push(await waiting(number));
  const messages = requests.flatMap(({ id }) => Array<Delivery>(3).fill(delivery(id)));
  await Promise.all(shuffled(messages, chance).map(comesUntilTaken));
  const found = await traces(requests.map(({ id }) => id));
  tell('answers taken', { requests: requests.length, messages: messages.length });
  expect(found).toHaveLength(requests.length);
  for (const { id, ...left } of found) {
    const once = { status: 'answered', files: 1, events: ['requestAnswered'], deliveries: ['accepted'] };
    expect(left, id).toEqual(once);
  }
});

test('разные ответы на один запрос разом: действует один, прочие сохранены как опоздавшие', async () => {
  const { id } = await waiting(0);
  const refused: Outcome = { status: 'refused', code: 'no-data', reason: 'Сведений нет' };
  const messages = [answered, refused, answered, refused].map((outcome) => delivery(id, outcome));
  await Promise.all(messages.map((one) => takeDelivery(server.deps, stored, one)));
  const [left] = await traces([id]);
  expect(left?.deliveries).toEqual(['accepted', 'late', 'late', 'late']);
  const isAnswered = left?.status === 'answered';
  expect(left).toMatchObject({ status: isAnswered ? 'answered' : 'refused', files: 1 });
});

test('ответ раньше расписки: больше не отправляется, состояние – от ответа', async () => {
  provider.play({ kind: 'hang' });
  const { id } = await ask(clerk, cards[0]?.id ?? '');
  const inHand = async () =>
    (await server.database.execute('select attempt from outbox where owner_id = $1 and lease_until is not null', [id]))
      .rows;
  await vi.waitFor(async () => expect(await inHand()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  await takeDelivery(server.deps, stored, delivery(id));
  const [left] = await traces([id]);
  expect(left).toMatchObject({ status: 'answered', files: 1, events: ['requestAnswered'] });
  const { rows } = await server.database.execute(
    'select done_at is not null as done, failed_at, attempt from outbox where owner_id = $1',
    [id],
  );
  expect(rows).toEqual([{ done: true, failed_at: null, attempt: 2 }]);
  provider.play({ kind: 'silence' });
});

test('ответ после отмены: сохранён отдельно, состояние прежнее', async () => {
  const { id, version } = await waiting(1);
  expected(await clerk.post(`/api/requests/${id}/cancel`, { version }));
  await takeDelivery(server.deps, stored, delivery(id));
  expect(await traces([id])).toEqual([
    { id, status: 'cancelled', files: 0, events: ['requestAnswerKept'], deliveries: ['late'] },
  ]);
});
