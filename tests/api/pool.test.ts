import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../core/src/db.ts';
import { liftTimeLimits } from '../../core/src/db-patience.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { act, createApplication, expected, grantInput, upload } from '../support/factories.ts';
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

test('путь заявки и запроса никогда не берёт второго соединения, пока держит первое', async () => {
  const narrow = await startServer({ env: { DATABASE_POOL: '2', DATABASE_TIMEOUT: '5' }, works: false });
  onTestFinished(() => narrow.close());
  const clerk = await narrow.login('super');
  // One of the two is taken, so whoever needs two at once waits for itself and is refused.
  await narrow.deps.database.asOwner(async (holder) => {
    await liftTimeLimits(holder);
    const draft = await createApplication(clerk);
    await upload(clerk, draft.id, { name: 'записка.txt', purpose: 'attachment' });
    const card = await act(clerk, draft, ['register', {}]);
    expected(await clerk.get(`/api/applications/${card.id}/request-forms/regional`));
    const question = { provider: 'zem', subject: 'Сведения об участке', comment: 'Пришлите выписку.' };
    const asked = { entry: 'regional', key: randomUUID(), question };
    const request = expected(await clerk.post(`/api/applications/${card.id}/requests`, asked), 201);
    expected(await clerk.get(`/api/requests/${request.id}`));
    expected(await clerk.patch(`/api/requests/${request.id}`, { version: request.version, question }));
    const { version } = expected(await clerk.get(`/api/requests/${request.id}`));
    expected(await clerk.post(`/api/requests/${request.id}/send`, { version }));
    const waiting = expected(await clerk.get(`/api/applications/${card.id}`));
    await act(clerk, waiting, ['grant', { input: grantInput }]);
    expected(await clerk.get(`/api/applications/${card.id}/history`));
  });
});
