import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import type { Emulator } from '@reglament/sdk';
import { createMessageQueue, type HttpServer, openHttpServer, serveQueue } from '@reglament/sdk/emulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openProviderFetch } from '../../core/src/connection/provider-fetch.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tell } from './chance.ts';
import { ask, askingCases, joinRegistry, plugins } from './registry.ts';

const MEGABYTE = 1_048_576;
const huge = 1_024 * MEGABYTE;

/** Says so many bytes as fast as they are taken, counts those that got into its socket. */
let said = 0;
let teller: Server;
let url: string;
beforeAll(async () => {
  teller = createServer((request, response) => void tellAll(request, response));
  await new Promise<void>((resolve) => teller.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(teller.address() as AddressInfo).port}`;
});
afterAll(async () => {
  teller.closeAllConnections();
  await new Promise<void>((resolve) => teller.close(() => resolve()));
});

async function tellAll({ url: path }: IncomingMessage, response: ServerResponse): Promise<void> {
  const isPacked = path === '/packed';
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  const out = isPacked ? createGzip({ level: 1 }) : response;
  if (out !== response) out.pipe(response);
  const piece = Buffer.alloc(MEGABYTE, 'a');
  const closed = once(response, 'close');
  for (said = 0; said < huge && !response.destroyed; said += piece.length) {
    if (!out.write(piece)) await Promise.race([once(out, 'drain'), closed]);
  }
  out.end();
}

/** The most that contents have taken while the work lasted, beyond what there was before, in bytes. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }, 5);
  await work();
  clearInterval(timer);
  return most - before;
}

test.each(['/plain', '/packed'])('ответ в гигабайт оборван на пределе, память цела: %s', async (path) => {
  const limit = 32 * MEGABYTE;
  const statuses: string[] = [];
  const get = openProviderFetch({
    ...{ timeout: 60_000, limit, send: fetch },
    onExchange: async ({ status }) => void statuses.push(status),
  });
  const memory = await memoryOf(() =>
    expect(get(url + path)).rejects.toMatchObject({ code: 'answerTooLarge', retry: 'never' }),
  );
  tell('huge answer', { path, said: Math.round(said / MEGABYTE), memory: Math.round(memory / MEGABYTE), figure: 100 });
  expect(statuses).toEqual(['answerTooLarge']);
  // What is packed is on its way before the first of it is unpacked.
  if (path === '/plain') expect(said).toBeLessThan(huge / 4);
  expect(memory).toBeLessThan(300 * MEGABYTE);
});

test('за сообщением и файлом, которые слишком велики, приходит следующее; сказано, чего не приняли', async () => {
  const queue = createMessageQueue(() => new Date());
  const names: string[] = [];
  const side: HttpServer = await openHttpServer((exchange) => {
    const [, kind = '', id = '', part] = exchange.path.split('/');
    const isHuge = id !== '' && (large.get(id) ?? 'none') === (part ?? 'message');
    if (kind === 'answers' && exchange.method === 'GET' && isHuge)
      return exchange.answer(200, Buffer.alloc(64 * MEGABYTE));
    if (serveQueue('/answers', { exchange, queue })) return;
    if (exchange.path === '/questions') names.push(String(exchange.headers['idempotency-key']));
    exchange.answer(exchange.path === '/questions' ? 202 : 200, { messages: [] });
  });
  const large = new Map<string, 'message' | 'files'>();
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 100 };
  const server: TestServer = await startServer({ plugins, tuning });
  try {
    const clerk = await server.login('super');
    await joinRegistry(server, { config: { url: side.url, token: 'any' } } as Emulator);
    const [card] = await askingCases(clerk, 1);
    const asked = [await ask(clerk, card?.id ?? ''), await ask(clerk, card?.id ?? '')];
    const about = await vi.waitFor(() => {
      expect(names).toHaveLength(asked.length);
      return names;
    }, 30_000);
    const answer = Buffer.from(JSON.stringify({ status: 'answered', answer: { found: true } }));
    large.set(queue.put(answer, { about: about[0] ?? '' }).id, 'message');
    const file = { name: 'Выписка.txt', content: Buffer.from('Выписка') };
    large.set(queue.put(answer, { about: about[0] ?? '', files: [file] }).id, 'files');
    queue.put(answer, { about: about[1] ?? '', files: [file] });
    await vi.waitFor(() => expect(queue.waiting()).toBe(0), { timeout: 60_000, interval: 50 });
    const { rows } = await server.database.execute(
      `select d.status, d.reason is not null as told, r."result_text" ~ 'не принят' as named,
         (select count(*)::int from file f where f.request_id = d.request_id) as files
       from delivery d left join request r on r.id = d.request_id order by d.received_at`,
    );
    expect(rows).toEqual([
      { status: 'quarantine', told: true, named: true, files: 0 },
      { status: 'accepted', told: false, named: true, files: 0 },
      { status: 'accepted', told: false, named: false, files: 1 },
    ]);
  } finally {
    await server.close();
    await side.close();
  }
});
