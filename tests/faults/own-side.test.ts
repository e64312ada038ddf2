import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConnectionView, RequestView } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type ClamdEmulator, startClamd } from '../support/clamd-emulator.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ask, askingCases, joinRegistry, openProvider, plugins } from './registry.ts';

let provider: Emulator;
let clamd: ClamdEmulator;
let server: TestServer;
let clerk: Client;
let connectionId: string;
beforeAll(async () => {
  provider = await openProvider();
  clamd = await startClamd();
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 100 };
  server = await startServer({ plugins, tuning, env: { ANTIVIRUS: clamd.url }, quiet: true });
  clerk = await server.login('super');
  connectionId = await joinRegistry(server, provider);
});
afterAll(async () => {
  await server?.close();
  await clamd?.close();
  await provider?.close();
});

test('пока нечем проверить файл, ответ ждёт у поставщика и не теряет его; поставщик в этом не виноват', async () => {
  const [card] = await askingCases(clerk, 1);
  clamd.answer = 'INSTREAM: ERROR';
  const { id } = await ask(clerk, card?.id ?? '', { entry: 'extract', question: { number: '1234-56' } });
  const refusals = () => server.log.filter(({ msg }) => msg === 'what came could not be kept').length;
  await vi.waitFor(() => expect(refusals()).toBeGreaterThan(5), { timeout: 60_000, interval: 20 });
  const read = async (): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));
  expect(await read()).toMatchObject({ status: 'waiting', files: [] });
  expect(provider.waiting()).toBe(1);
  const { items } = expected(await (await server.login('admin')).get('/api/admin/connections'));
  expect(items.find((one: ConnectionView) => one.id === connectionId).incident).toBeNull();

  clamd.answer = undefined;
  await vi.waitFor(async () => expect((await read()).status).toBe('answered'), { timeout: 60_000, interval: 50 });
  expect((await read()).files.map(({ name }) => name)).toEqual(['Выписка.txt']);
  await vi.waitFor(() => expect(provider.waiting()).toBe(0), { timeout: 30_000, interval: 20 });
});
