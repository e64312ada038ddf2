import type { Emulator } from '@reglament/sdk';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, IncomingItem, IncomingView } from '../../core/src/api.gen.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { joinSmev3, openNode, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { size, tell } from './chance.ts';
import { ask, askingCases } from './registry.ts';
import type { Victim } from './victim.ts';
import { longRun, openWalker, type Walker } from './walk.ts';
import { expectNothingBroken } from './wholeness.ts';

/** The exchanges of the installation itself: a Р-запрос at the body that answers it, and a request over СМЭВ. */
let server: TestServer;
let asker: Client;
let answerer: Client;
let walker: Walker;
let node: Emulator;
let card: ApplicationCard | undefined;
beforeAll(async () => {
  node = await openNode();
  server = await startServer({ plugins: smevPlugins, works: false, quiet: true });
  [asker, answerer] = [await server.login('super'), await server.login('super2')];
  walker = openWalker(server, smevPlugins);
  const url = (await walker.open(node)).url;
  await joinSmev3(server, node, url);
  // It has its turn in the walk that is about it.
  await setSmev(false);
  [card] = await askingCases(asker, 1);
});
afterEach(() => walker?.bury());
afterAll(async () => {
  await server?.close();
  await walker?.close();
});

async function setSmev(enabled: boolean): Promise<void> {
  await server.database.execute(
    `update connection set enabled = $1, version = version + 1, poll_due_at = '-infinity' where plugin = 'smev3'`,
    [enabled],
  );
}

const patiently = { timeout: 60_000, interval: 10 };

/** One row, once there is nothing left to do. */
async function settled(at: Victim, [query, ...bindings]: readonly [string, ...unknown[]]): Promise<void> {
  await vi.waitFor(async () => {
    if (at.life.isOver()) return;
    expect((await server.database.execute(query, bindings)).rows).toHaveLength(1);
  }, patiently);
}

const contents = ['Сведения из реестра: участок есть\n', 'План участка\n'];

/** Whoever pressed and got no answer looks what there is, and goes on from there. */
async function answerWithFiles(person: Client, id: string): Promise<void> {
  const read = async (): Promise<IncomingView> => expected(await person.get(`/api/incoming-requests/${id}`));
  let view = await read();
  if (view.status === 'new') {
    expected(await person.post(`/api/incoming-requests/${id}/take`, { version: view.version }));
  }
  for (const [at, content] of contents.entries()) {
    view = await read();
    if (view.status === 'answered' || view.files.some(({ name }) => name === `${at}.txt`)) continue;
    const path = `/api/incoming-requests/${id}/files?${new URLSearchParams({ name: `${at}.txt` })}`;
    const headers = { 'Content-Type': 'application/octet-stream' };
    expected(await person.send('POST', path, { body: new Uint8Array(Buffer.from(content)), headers }), 201);
  }
  view = await read();
  if (view.status === 'answered') return;
  const answer = { version: view.version, answer: { text: 'Сведения приложены.' } };
  expected(await person.post(`/api/incoming-requests/${id}/answer`, answer));
}

test(
  'ответ на Р-запрос: процесс отвечающего ведомства кончается на каждом слове, ответ приходит один раз и с файлами',
  longRun,
  async () => {
    const ids: string[] = [];
    const question = { provider: 'zem', subject: 'Сведения об участке', comment: 'Пришлите план.' };
    const idle = `select from request r join incoming_request i on i.message_id = r.id::text
      join outbox a on a.owner_id = r.id join outbox b on b.owner_id = i.id
      where i.id = $1 and r.status = 'answered' and i.delivered_at is not null and a.done_at is not null
        and b.done_at is not null and not exists (select from bus_message where taken_at is null)
        and not exists (select from connection where poll_lease_until is not null)`;
    const ended = await walker.endEverywhere<string>({
      works: 'everything',
      stride: size(120, 4),
      lay: async () => {
        const { id, number } = await ask(asker, card?.id ?? '', { entry: 'regional', question });
        ids.push(id);
        return vi.waitFor(async () => {
          const { items } = expected(await answerer.get('/api/incoming-requests?limit=100'));
          const own = items.find(({ askerNumber }: IncomingItem) => askerNumber === String(number));
          expect(own).toBeDefined();
          return own.id;
        }, patiently);
      },
      go: async (at, incoming) => {
        await answerWithFiles(at.client(answerer), incoming);
        await settled(at, [idle, incoming]);
      },
    });
    const { rows } = await server.database.execute(
      `select r.status, i.status as "theirs", r.answer ->> 'text' as text,
         (select array_agg(f.name || ' ' || f.size order by f.name) from file f where f.request_id = r.id) as files,
         (select count(*)::int from incoming_file f where f.incoming_request_id = i.id and f.side = 'answer') as given,
         (select count(*)::int from application_event e join application_event_payload p on p.event_id = e.id
            where p.text::jsonb ->> 'request' = r.id::text and e.type = 'requestAnswered') as answers,
         count(*)::int as requests
       from request r join incoming_request i on i.message_id = r.id::text where r.id = any ($1) group by 1, 2, 3, 4, 5, 6`,
      [ids],
    );
    tell('ended while answering a body', { points: ended, rows });
    expect(ended).toBeGreaterThan(size(1, 50));
    const files = contents.map((content, at) => `${at}.txt ${Buffer.byteLength(content)}`);
    const text = 'Сведения приложены.';
    expect(rows).toEqual([
      { status: 'answered', theirs: 'answered', text, files, given: files.length, answers: 1, requests: ids.length },
    ]);
    await expectNothingBroken(server);
  },
);

test(
  'запрос СМЭВ: процесс кончается на каждом слове отправки, приёма и подтверждения, у узла и у нас всё по разу',
  longRun,
  async () => {
    await setSmev(true);
    const ids: string[] = [];
    const already = node.effects.length;
    const idle = `select from request r join outbox o on o.owner_id = r.id where r.id = $1 and r.status = 'answered'
      and o.done_at is not null and not exists (select from connection where poll_lease_until is not null)`;
    const ended = await walker.endEverywhere<string>({
      works: 'everything',
      stride: size(40, 2),
      lay: async () => {
        ids.push((await ask(asker, card?.id ?? '', smevQuestion)).id);
        return ids.at(-1) ?? '';
      },
      go: async (at, id) => {
        await settled(at, [idle, id]);
        if (!at.life.isOver()) await vi.waitFor(() => expect(at.life.isOver() ? 0 : node.waiting()).toBe(0), patiently);
      },
    });
    const { rows } = await server.database.execute(
      `select r.status, count(*)::int as requests, count(distinct r.message_id)::int as names,
         (select count(*)::int from delivery d where d.request_id = any (array_agg(r.id)) and d.status = 'accepted') as accepted,
         (select count(*)::int from delivery d where d.request_id = any (array_agg(r.id)) and d.status <> 'accepted') as apart,
         (select count(*)::int from application_event e join application_event_payload p on p.event_id = e.id
            where e.type = 'requestAnswered' and (p.text::jsonb ->> 'request')::uuid = any (array_agg(r.id))) as answers,
         array_agg(r.message_id order by r.message_id) as sent
       from request r where r.id = any ($1) group by 1`,
      [ids],
    );
    const [{ sent, ...found }] = rows as [{ sent: string[] } & Record<string, unknown>];
    tell('ended while exchanging over СМЭВ', { points: ended, ...found });
    expect(ended).toBeGreaterThan(size(3, 30));
    const each = ids.length;
    expect(found).toEqual({ status: 'answered', requests: each, names: each, accepted: each, apart: 0, answers: each });
    expect(
      node.effects
        .slice(already)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(sent);
    await expectNothingBroken(server);
  },
);
