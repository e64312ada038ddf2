import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** A workflow may take an application out of the sight of the one who has just acted on it. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const path = join(server.deps.config.definitionsDir, 'workflows/doverie.json');
  const workflow = JSON.parse(readFileSync(path, 'utf8'));
  workflow.functions.dispatcher.sees.phases = ['received'];
  const text = JSON.stringify(workflow);
  await publish(server.deps, { kind: 'workflow', code: 'doverie', text, author: 'admin', comment: 'Правка' });
});
afterAll(() => server.close());

test('действие выполнено – ответ говорит об этом, хотя больше заявка не видна', async () => {
  const registrar = await server.login('registrar');
  const dispatcher = await server.login('dispatcher');
  const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
  const candidates = await dispatcher.get(`/api/applications/${registered.id}/candidates/assign`);
  const employee = candidates.body.items[0].id;
  const card = await act(dispatcher, registered, ['assign', { input: { employee } }]);
  expect(card).toMatchObject({ state: 'deciding', executor: { id: employee } });
  expect((await dispatcher.get(`/api/applications/${registered.id}`)).status).toBe(404);
});
