import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { smevPlugins } from '../support/smev3-side.ts';
import { size, tell } from './chance.ts';
import type { Victim } from './victim.ts';
import { longRun, openWalker, type Walker } from './walk.ts';
import { expectNothingBroken } from './wholeness.ts';

/** The circle through a portal, over СМЭВ, while the body's process ends at every word. */
let server: TestServer;
let walker: Walker;
let desk: EpguDesk;
let executor: Client;
beforeAll(async () => {
  server = await startServer({ plugins: smevPlugins, works: false, quiet: true });
  walker = openWalker(server, smevPlugins);
  desk = await openPortalSide(server, { through: async (node) => (await walker.open(node)).url });
  executor = await server.login('city.executor');
});
afterEach(() => walker?.bury());
afterAll(async () => {
  await desk?.close();
  await walker?.close();
});

const patiently = { timeout: 60_000, interval: 10 };

interface Order {
  readonly orderId: string;
  /** Of the clerk's answer: pressed again, it is the same answer. */
  readonly key: string;
}

/** The row, once it is there; undefined: the process is over. */
async function found<Row>(at: Victim, query: string, orderId: string): Promise<Row | undefined> {
  return vi.waitFor(async () => {
    if (at.life.isOver()) return undefined;
    const { rows } = await server.database.execute(query, [orderId]);
    expect(rows).toHaveLength(1);
    return rows[0] as Row;
  }, patiently);
}

const asked = `select q.id, q.application_id as "applicationId" from applicant_question q
  join application a on a.id = q.application_id where a.external_id = $1`;
const told = `select a.id from application a where a.external_id = $1
  and (select count(*) from publication p where p.application_id = a.id and p.delivered_at is not null) = 2
  and not exists (select from publication p join outbox o on o.owner_id = p.id where p.application_id = a.id and o.done_at is null)`;

test(
  'заявление с документом и вопрос: процесс кончается на каждом слове, ничего не потеряно и не удвоено – ни у нас, ни на портале',
  longRun,
  async () => {
    const orders: Order[] = [];
    const documents = [{ code: 'treePlan', fileName: 'Схема.txt', mimeType: 'text/plain' }];
    const ended = await walker.endEverywhere<Order>({
      works: 'everything',
      stride: size(400, 4),
      lay: async () => {
        const message = filed({ documents });
        const { orderId } = message;
        await desk.send(message, { 'Схема.txt': 'Схема посадок' });
        await desk.send({ kind: 'text', orderId, text: 'Когда?' });
        orders.push({ orderId, key: randomUUID() });
        return orders.at(-1) ?? { orderId: '', key: '' };
      },
      go: async (at, { orderId, key }) => {
        const question = await found<{ id: string; applicationId: string }>(at, asked, orderId);
        if (question === undefined) return;
        const answer = { key, text: 'Завтра.', question: question.id };
        expected(
          await at.client(executor).post(`/api/applications/${question.applicationId}/correspondence`, answer),
          201,
        );
        await found(at, told, orderId);
        await vi.waitFor(async () => {
          await desk.shown('');
          expect(at.life.isOver() ? 0 : desk.node.waiting()).toBe(0);
        }, patiently);
      },
    });
    const ids = orders.map(({ orderId }) => orderId);
    const { rows } = await server.database.execute(
      `select count(*)::int as cases, count(distinct a.external_id)::int as orders, count(a.number)::int as registered,
       sum((select count(*) from application_event e where e.application_id = a.id and e.type = 'created'))::int as created,
       sum((select count(*) from application_event e where e.application_id = a.id and e.type = 'portalText'))::int as asked,
       sum((select count(*) from application_event e where e.application_id = a.id and e.type = 'portalAnswered'))::int as answered,
       sum((select count(*) from file f where f.application_id = a.id))::int as files,
       (select count(*)::int from delivery where status <> 'accepted') as apart
     from application a where a.external_id = any ($1)`,
      [ids],
    );
    tell('ended while a portal asks and is answered', { points: ended, rows });
    expect(ended).toBeGreaterThan(size(0, 40));
    const each = ids.length;
    const all = {
      cases: each,
      orders: each,
      registered: each,
      created: each,
      asked: each,
      answered: each,
      files: each,
    };
    expect(rows).toEqual([{ ...all, apart: 0 }]);
    for (const orderId of ids) {
      const shown = await desk.shown(orderId);
      expect(shown.map(({ way, code }) => `${way} ${code}`)).toEqual(['interim 1', 'answer text']);
    }
    await expectNothingBroken(server);
  },
);
