import type { Emulator, Scenario } from '@reglament/sdk';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { joinSmev3, openNode, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { openChance, size, tell } from './chance.ts';
import { ask, askingCases } from './registry.ts';

const chance = openChance();

let node: Emulator;
let meddler: Meddler;
let wire: FaultyWire;
let server: TestServer;
let clerk: Client;
let card: ApplicationCard | undefined;
beforeAll(async () => {
  node = await openNode();
  meddler = await openMeddler((node.config as { url: string }).url);
  wire = await openFaultyWire(meddler.url);
  const patience = { first: 100, longest: 500, most: 1_000 };
  const breaker = { failures: 1_000_000, pause: 100, longest: 100 };
  const pace = { leaseSeconds: 2, pollShortest: 50, pollLongest: 200, callTimeout: 4_000, patience, breaker };
  server = await startServer({ plugins: smevPlugins, tuning: { ...usualTuning, ...pace } });
  clerk = await server.login('super');
  await joinSmev3(server, node, wire.url);
  [card] = await askingCases(clerk, 1);
});
afterAll(async () => {
  await server?.close();
  await wire?.close();
  await meddler?.close();
  await node?.close();
});
beforeEach(() => {
  meddler.meddle = () => undefined;
  node.play({ kind: 'answer' });
});

async function askSome(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push((await ask(clerk, card?.id ?? '', smevQuestion)).id);
  return ids;
}

interface Left {
  readonly id: string;
  readonly status: string;
  readonly accepted: number;
  readonly apart: number;
}

async function left(ids: readonly string[]): Promise<Left[]> {
  const { rows } = await server.database.execute(
    `select r.id, r.status, (select count(*)::int from delivery d where d.request_id = r.id and d.status = 'accepted'
         and d.outcome ->> 'status' <> 'interim') as accepted,
       (select count(*)::int from delivery d where d.request_id = r.id and d.status = 'quarantine' and d.reason <> '') as apart
     from request r where r.id = any ($1)`,
    [ids],
  );
  return rows as Left[];
}

const patiently = { timeout: size(90_000, 1_800_000), interval: 50 };
const longRun = { timeout: size(180_000, 1_800_000) };

async function until(ids: readonly string[], holds: (one: Left) => boolean): Promise<void> {
  await vi.waitFor(async () => expect((await left(ids)).filter((one) => !holds(one))).toEqual([]), patiently);
}

const isAnswered = ({ status, accepted }: Left) => status === 'answered' && accepted === 1;

/** What the node has done since it had done so much, by its own names, and the names that our requests went under. */
async function namesOf(ids: readonly string[], already: number): Promise<[done: string[], ours: string[]]> {
  const { rows } = await server.database.execute('select message_id as name from request where id = any ($1)', [ids]);
  const ours = (rows as { name: string }[]).map(({ name }) => name);
  return [
    node.effects
      .slice(already)
      .map(({ id }) => id)
      .toSorted(),
    ours.toSorted(),
  ];
}

const errors = () => server.log.filter(({ level }) => level === 'error');

test(
  'узел в плохой день: молчит, падает, рвёт, портит, забывает имена – каждый запрос у него один раз и с ответом',
  longRun,
  async () => {
    const draw = (): Scenario => {
      const at = chance();
      if (at < 0.08) return { kind: 'hang' };
      if (at < 0.25) return { kind: 'fail' };
      if (at < 0.4) return { kind: 'reset', late: chance() < 0.5 };
      if (at < 0.5) return { kind: 'stale' };
      if (at < 0.6) return { kind: 'interim', text: 'Принято в работу' };
      if (at < 0.7) return { kind: 'repeat', times: 3 };
      return { kind: 'answer' };
    };
    const count = size(25, 300);
    node.play(...Array.from({ length: count * 2 }, draw), { kind: 'answer' });
    const [began, already] = [performance.now(), node.effects.length];
    const ids = await askSome(count);
    await until(ids, isAnswered);
    await vi.waitFor(() => expect(node.waiting()).toBe(0), patiently);
    tell('a bad day of СМЭВ', { requests: count, seconds: Math.round((performance.now() - began) / 1_000) });
    const [done, ours] = await namesOf(ids, already);
    expect(done).toEqual(ours);
    expect(errors()).toEqual([]);
  },
);

test(
  'линия к узлу замолчала, не закрывшись: пул базы свободен, после починки каждый запрос уходит один раз',
  longRun,
  async () => {
    const already = node.effects.length;
    wire.freeze();
    const ids = await askSome(size(4, 100));
    await vi.waitFor(() => expect(server.deps.database.pool()).toMatchObject({ used: 0, waiting: 0 }), patiently);
    wire.mend();
    const began = performance.now();
    await until(ids, isAnswered);
    tell('half-open line to СМЭВ', { requests: ids.length, milliseconds: Math.round(performance.now() - began) });
    const [done, ours] = await namesOf(ids, already);
    expect(done).toEqual(ours);
  },
);

test(
  'ответ испорчен по пути, всякий раз иначе: ничего ложного не принято, ни одного сбоя, целый принят',
  longRun,
  async () => {
    let meddled = 0;
    const count = size(30, 300);
    meddler.meddle = (answer, asked) => {
      if (!asked.includes('GetResponse') || !answer.includes('EchoResponse') || meddled >= count) return undefined;
      meddled += 1;
      const bytes = Buffer.from(answer);
      for (let flips = 1 + Math.floor(chance() * 4); flips > 0; flips -= 1) {
        bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
      }
      return chance() < 0.2 ? bytes.subarray(0, Math.floor(chance() * bytes.length)) : bytes;
    };
    const asked: string[] = [];
    while (meddled < count) {
      const [id = ''] = await askSome(1);
      asked.push(id);
      await until([id], ({ status }) => status !== 'queued');
      await vi.waitFor(() => expect(node.waiting()).toBe(0), patiently);
    }
    const { rows } = await server.database.execute(
      `select count(*) filter (where status = 'answered' and answer ->> 'content' like '%>Проверка<%')::int as answered,
       count(*) filter (where status = 'answered' and answer ->> 'content' not like '%>Проверка<%')::int as wrong,
       count(*) filter (where status <> 'answered')::int as waiting from request where id = any ($1)`,
      [asked],
    );
    const [{ answered, wrong, waiting }] = rows as [{ answered: number; wrong: number; waiting: number }];
    const { rows: kept } = await server.database.execute(
      `select count(*)::int as count from delivery where status = 'quarantine' and reason <> ''`,
    );
    tell('answers of СМЭВ spoilt on their way', { meddled, answered, waiting, kept });
    expect([wrong, answered + waiting]).toEqual([0, asked.length]);
    // Whoever waits on has an answer that a person can look at.
    expect((kept as [{ count: number }])[0].count).toBeGreaterThanOrEqual(waiting);
    expect(errors()).toEqual([]);
  },
);

test.each([
  ['СМЭВ, другой хеш', { name: 'wrongSmevSignature', with: { how: 'digest' } }],
  ['СМЭВ, другое значение', { name: 'wrongSmevSignature', with: { how: 'signature' } }],
  ['отправителя, другой хеш', { name: 'wrongSenderSignature', with: { how: 'digest' } }],
  ['отправителя, другое значение', { name: 'wrongSenderSignature', with: { how: 'signature' } }],
  ['СМЭВ нет', { name: 'noSmevSignature' }],
])('подпись %s: не принят, отложен с причиной, виден в истории', async (_name, special) => {
  node.play({ kind: 'special', ...special });
  const ids = await askSome(1);
  await until(ids, ({ apart, accepted, status }) => apart === 1 && accepted === 0 && status === 'waiting');
  await vi.waitFor(() => expect(node.waiting()).toBe(0), patiently);
  const { rows } = await server.database.execute(
    `select count(*)::int as told from application_event e join application_event_payload p on p.event_id = e.id
     where e.type = 'requestAnswerKept' and p.text::jsonb ->> 'request' = $1`,
    [ids[0]],
  );
  expect(rows).toEqual([{ told: 1 }]);
});
