import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator, Scenario } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import type { Client } from '../support/http-client.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';
import { joinSmev3, openNode, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { openChance, size, tell } from './chance.ts';
import { type Member, startMember } from './crew.ts';
import { ask, askingCases } from './registry.ts';
import { expectNothingBroken } from './wholeness.ts';

/** Short leases and patience; the breaker stays out of it, since nobody is to be spared here. */
const tuning: Tuning = {
  ...usualTuning,
  breaker: { failures: 1_000_000, pause: 1_000, longest: 1_000 },
  patience: { first: 100, longest: 500, most: 1_000 },
  ...{ leaseSeconds: 2, callTimeout: 4_000, pollShortest: 50, pollLongest: 200 },
};

const chance = openChance();
const count = size(12, 1_000);
const kills = size(2, 30);

let node: Emulator;
let meddler: Meddler;
let server: TestServer;
let clerk: Client;
let cards: ApplicationCard[];
beforeAll(async () => {
  node = await openNode();
  meddler = await openMeddler((node.config as { url: string }).url);
  server = await startServer({ plugins: smevPlugins, tuning, works: false, quiet: true });
  clerk = await server.login('super');
  await joinSmev3(server, node, meddler.url);
  cards = await askingCases(clerk, 4);
});
afterAll(async () => {
  await server?.close();
  await meddler?.close();
  await node?.close();
});

function start(): Member {
  const NODE_NAME = `smev-${randomUUID().slice(0, 8)}`;
  const env = { DATA_DIR: server.deps.config.dataDir, SECRET_KEY: processSecret, DEMO: '1', NODE_NAME };
  return startMember({ databaseUrl: server.database.url, env, tuning });
}

/** A node that answers late and out of order, several times over, forgets names, fails and breaks off. */
function badDay(): Scenario {
  const at = chance();
  if (at < 0.04) return { kind: 'hang' };
  if (at < 0.14) return { kind: 'fail' };
  if (at < 0.26) return { kind: 'reset', late: chance() < 0.7 };
  if (at < 0.32) return { kind: 'stale' };
  if (at < 0.4) return { kind: 'interim', text: 'Принято в работу' };
  if (at < 0.6) return { kind: 'repeat', times: 3 };
  return { kind: 'answer', afterSeconds: Math.floor(chance() * 3) };
}

interface Left {
  readonly answered: number;
  readonly waiting: number;
  readonly failed: number;
  readonly apart: number;
  readonly twice: number;
  readonly told: number;
  readonly sent: readonly string[];
  readonly attempts: number;
}

async function left(): Promise<Left> {
  const { rows } = await server.database.execute(
    `select count(*) filter (where r.status = 'answered')::int as answered,
       (select count(*)::int from outbox where done_at is null) as waiting,
       (select count(*)::int from outbox where failed_at is not null) as failed,
       (select count(*)::int from delivery where status = 'quarantine') as apart,
       (select count(*)::int from (select from delivery d where d.status = 'accepted' and d.outcome ->> 'status' = 'answered'
          group by d.request_id having count(*) > 1) as more) as twice,
       (select count(*)::int from application_event where type = 'requestAnswered') as told,
       (select coalesce(sum(attempt), 0)::int from outbox) as attempts,
       array_agg(r.message_id order by r.message_id) as sent from request r`,
  );
  return rows[0] as Left;
}

async function askAll(): Promise<number> {
  for (let number = 0; number < count; number += 1)
    await ask(clerk, cards[number % cards.length]?.id ?? '', smevQuestion);
  return count;
}

test('процессы убивают посреди обмена с узлом, а узел молчит, падает, повторяет, путает порядок, подтверждения пропадают: всё по разу', {
  timeout: size(180_000, 1_800_000),
}, async () => {
  node.play(...Array.from({ length: count * 2 }, badDay), { kind: 'answer' });
  let lost = 0;
  meddler.lose = (asked) => {
    if (!asked.includes('AckTargetMessage') || (lost > 0 && chance() > 0.3)) return undefined;
    lost += 1;
    return chance() < 0.5 ? 'question' : 'answer';
  };
  const crew = [start(), start()];
  onTestFinished(async () => void (await Promise.all(crew.map((one) => one.kill()))));
  onTestFailed(async () => {
    const { sent, ...found } = await left();
    tell('how far it came', { asked: sent.length, lost, ...found });
    tell('what the processes said last', { log: crew.map(({ log }) => log.slice(-5)) });
  });
  await Promise.all(crew.map(({ ready }) => ready));
  const began = performance.now();
  const asked = askAll();
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(400 + chance() * 1_200);
    const at = Math.floor(chance() * crew.length);
    await crew[at]?.kill();
    crew[at] = start();
    await crew[at]?.ready;
  }
  const requests = await asked;
  tell('СМЭВ under fire: after the last blow', {
    requests,
    kills,
    seconds: Math.round((performance.now() - began) / 1_000),
  });
  await vi.waitFor(async () => expect((await left()).answered, JSON.stringify(await left())).toBe(requests), {
    timeout: size(90_000, 1_200_000),
    interval: 250,
  });
  await vi.waitFor(() => expect(node.waiting()).toBe(0), { timeout: size(60_000, 600_000), interval: 50 });
  const { sent, ...found } = await left();
  const seconds = Math.round((performance.now() - began) / 1_000);
  tell('СМЭВ under fire', { requests, kills, lost, seconds, effects: node.effects.length, ...found });
  expect(found).toMatchObject({ answered: requests, waiting: 0, failed: 0, apart: 0, twice: 0, told: requests });
  expect(lost).toBeGreaterThan(0);
  expect(new Set(sent).size).toBe(requests);
  expect(node.effects.map(({ id }) => id).toSorted()).toEqual(sent);
  await expectNothingBroken(server);
});
