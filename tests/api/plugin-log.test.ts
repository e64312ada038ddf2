import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPluginLog } from '../../core/src/connection/plugin-log.ts';
import { expected } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

test('журнал модуля – всех процессов вместе, последние двести строк; чего база не хранит, не задерживает остального', async () => {
  const admin = await server.login('admin');
  const connection = {
    plugin: 'http-api',
    code: 'logged',
    title: 'С журналом',
    settings: { url: 'http://127.0.0.1:9', auth: 'none' },
  };
  const { id } = expected(await admin.post('/api/admin/connections', connection), 201);
  const { database } = server.deps;
  const refused: unknown[] = [];
  const log = { error: (problem: unknown) => refused.push(problem) };
  const [one, other] = ['one', 'other'].map((node) => openPluginLog({ database, log, node, everyMs: 3_600_000 }));
  if (one === undefined || other === undefined) throw new Error('two processes were opened');
  const line = (event: string, facts = {}) => ({ at: new Date(0), event, facts });
  for (let at = 0; at < 250; at += 1) one.add(id, line(`e${at}`));
  expect(await one.of(id)).toHaveLength(200);
  other.add(id, line('odd \0 \ud800', { said: 'a\0b' }));
  other.add('00000000-0000-0000-0000-000000000000', line('of a connection that is gone'));
  await other.close();
  const kept = await one.of(id);
  expect(kept).toHaveLength(200);
  expect(kept[0]).toMatchObject({ node: 'other', event: 'odd \ufffd \ufffd', facts: { said: 'a\ufffdb' } });
  expect(kept[1]).toMatchObject({ node: 'one', event: 'e249' });
  expect(kept.at(-1)).toMatchObject({ event: 'e51' });
  expect(expected(await admin.get(`/api/admin/connections/${id}/log`)).items).toHaveLength(200);
  expect(refused).toEqual([]);
  await one.close();
});
