import { randomUUID } from 'node:crypto';
import {
  createMessageQueue,
  type HttpServer,
  type MessageQueue,
  openHttpServer,
  serveQueue,
} from '@reglament/sdk/emulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openChance, size, tell } from './chance.ts';
import { ask, askingCases, joinRegistry, plugins } from './registry.ts';

const chance = openChance();

/** A registry that takes everything and answers with whatever bytes the test lays down. */
let queue: MessageQueue;
let side: HttpServer;
/** Names on the wire of what it was asked. */
const names: string[] = [];
let server: TestServer;
let clerk: Client;
beforeAll(async () => {
  queue = createMessageQueue(() => new Date());
  side = await openHttpServer((exchange) => {
    if (serveQueue('/answers', { exchange, queue })) return;
    if (exchange.path === '/questions') names.push(String(exchange.headers['idempotency-key']));
    exchange.answer(exchange.path === '/questions' ? 202 : 200, { messages: [] });
  });
  const tuning = { ...usualTuning, pollShortest: 100, pollLongest: 200, callTimeout: size(60_000, 600_000) };
  server = await startServer({ plugins, tuning });
  clerk = await server.login('super');
  const config = { url: side.url, token: 'any' };
  await joinRegistry(server, { config } as Parameters<typeof joinRegistry>[1]);
});
afterAll(async () => {
  await server?.close();
  await side?.close();
});

const good = JSON.stringify({ status: 'answered', answer: { found: true, text: 'Запись есть' } });
const answered = (answer: unknown) => JSON.stringify({ status: 'answered', answer });

/** What other programs really send, and what nobody should. */
const byHand: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  good.slice(0, 20),
  good.slice(0, -1),
  `${good}${good}`,
  Buffer.from(good, 'utf16le'),
  Buffer.from([0xff, 0xfe, ...Buffer.from(good, 'utf16le')]),
  Buffer.concat([
    Buffer.from('{"status":"answered","answer":{"found":true,"text":"'),
    Buffer.from([0xc7, 0xe0, 0xef]),
    Buffer.from('"}}'),
  ]),
  Buffer.from([0]),
  Buffer.concat([Buffer.from(good), Buffer.from([0])]),
  'null',
  'true',
  '0',
  '"answered"',
  '[]',
  '{}',
  '<answer xmlns="urn:other"/>',
  '<html><body>502 Bad Gateway</body></html>',
  JSON.stringify({ status: 'unknown' }),
  JSON.stringify({ status: 'ANSWERED', answer: { found: true } }),
  JSON.stringify({ status: null }),
  JSON.stringify({ status: ['answered'] }),
  answered(null),
  answered(undefined),
  answered('да'),
  answered([]),
  answered({ found: 'true' }),
  answered({ found: 1 }),
  answered({ found: true, text: 5 }),
  answered({ found: true, text: 'с нулём \u0000 внутри' }),
  '{"status":"answered","answer":{"found":true,"text":"половина \\ud800 знака"}}',
  '{"status":"interim","text":"нуль \\u0000"}',
  '{"status":"interim","text":"\\udc00"}',
  '{"status":"refused","code":"\\u0000","reason":"нет"}',
  '{"status":"refused","code":"x","reason":"\\ud83d"}',
  `{"status":"answered","answer":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  `{"__proto__":{"status":"answered","answer":{"found":true}}}`,
  JSON.stringify({ status: 'answered' }),
  answered({ text: 'Запись есть' }),
  JSON.stringify({ answer: { found: true, text: 'Запись есть' } }),
  `{"status":"answered","answer":{"found":true,"text":"Запись есть"},}`,
  `{status:'answered',answer:{found:true}}`,
];

/** A few bytes of a good answer turned into others. */
function mutated(): Uint8Array {
  const bytes = Buffer.from(good);
  for (let left = 1 + Math.floor(chance() * 4); left > 0; left -= 1) {
    bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  }
  return bytes;
}

async function deliveries(ids: readonly string[]) {
  const { rows } = await server.database.execute(
    `select message_id as id, status, reason from delivery where message_id = any ($1)`,
    [ids],
  );
  return rows as { id: string; status: string; reason: string | null }[];
}

async function askedName(): Promise<string> {
  const [card] = await askingCases(clerk, 1);
  const before = names.length;
  await ask(clerk, card?.id ?? '', { key: randomUUID() });
  return vi.waitFor(() => {
    const name = names[before];
    if (name === undefined) throw new Error('the question has not come yet');
    return name;
  }, 30_000);
}

test('испорченные ответы: все отложены с причиной и подтверждены, сбоев нет, годный за ними принят', async () => {
  const about = await askedName();
  const lay = (bytes: Uint8Array) => queue.put(bytes, { about }).id;
  const byHandIds = byHand.map((one) => lay(typeof one === 'string' ? Buffer.from(one) : one));
  // A byte order mark is not an error: the decoder takes it off.
  const fit = lay(Buffer.from(`\uFEFF${good}`));
  const mutatedIds = Array.from({ length: size(200, 2_000) }, () => lay(mutated()));
  await vi.waitFor(() => expect(queue.waiting()).toBe(0), { timeout: size(60_000, 600_000), interval: 100 });
  const [hand, chanced, last] = await Promise.all([byHandIds, mutatedIds, [fit]].map(deliveries));
  const apart = chanced?.filter(({ status }) => status === 'quarantine');
  tell('malformed answers', { byHand: byHandIds.length, mutated: mutatedIds.length, quarantine: apart?.length });
  expect(hand).toHaveLength(byHandIds.length);
  const taken = hand?.filter(({ status, reason }) => status !== 'quarantine' || !reason);
  expect(taken?.map(({ id }) => String(byHand[byHandIds.indexOf(id)]))).toEqual([]);
  expect(last?.map(({ status }) => status)).toEqual(['accepted']);
  // What still says something says it too late by now.
  expect(chanced).toHaveLength(mutatedIds.length);
  expect(chanced?.filter(({ status, reason }) => status === 'accepted' || !reason)).toEqual([]);
  expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
}, 900_000);
