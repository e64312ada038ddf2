import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../core/src/db.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { createApplication } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** More requests at once than the pool has connections: they wait for one another in a row, never in a circle. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('версия, которую опубликовал другой процесс, не запирает пул', async () => {
  const client = await server.login('registrar');
  await createApplication(client);
  const elsewhere = openDatabase({ url: server.database.url, poolSize: 2, log: { warn: () => undefined } });
  onTestFinished(() => elsewhere.close());
  const definitions = await openDefinitionStore(elsewhere);
  const path = join(server.deps.config.definitionsDir, 'workflows/doverie.json');
  const text = readFileSync(path, 'utf8').replace('"Создать"', '"Внести"');
  const deps = { ...server.deps, database: elsewhere, definitions };
  await publish(deps, { kind: 'workflow', code: 'doverie', text, author: 'admin', comment: 'Правка' });

  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 60 }, () => client.get('/api/applications')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 200));
  expect(performance.now() - began).toBeLessThan(9_000);
});
