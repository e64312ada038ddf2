import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import type { Route } from '../../core/src/http.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import { act, createApplication, expected, personNumber, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';

/** ASVS 16.3.2 and 152-ФЗ: whoever looks at a person's data leaves a record with the body whose data they are. */
let server: TestServer;
let monitor: Client;
let application: string;
let file: string;
let signature: string;
let body: string;
beforeAll(async () => {
  server = await startServer();
  monitor = await server.login('monitor');
  const registrar = await server.login('registrar');
  const client = await server.login('super');
  const draft = await createApplication(client, { applicant: personNumber(1) });
  application = draft.id;
  file = (await upload(client, application, { name: 'план.txt', purpose: 'attachment' })).id;
  const headers = { 'Content-Type': 'application/octet-stream' };
  const content = { body: new Uint8Array(detachedSignature()), headers };
  signature = expected(await client.send('POST', `/api/files/${file}/signatures?name=a.sig`, content), 201).id;
  const items = [{ title: 'Паспорт', form: 'copy', sheets: 2 }];
  const path = `/api/applications/${application}/received-documents`;
  const { version } = expected(await registrar.put(path, { version: draft.version, items }));
  const registered = await act(client, { id: application, version }, ['register', {}]);
  await act(client, registered, ['grant', { input: { text: 'Да.', message: 'Готово.' } }]);
  const { rows } = await server.database.execute("select id from organisation where code = 'arch'");
  body = (rows[0] as { id: string }).id;
});
afterAll(() => server.close());

const shows = (route: Route) =>
  typeof route.access === 'object' && 'application' in route.access && route.access.application === 'see';
const routes = allRoutes(createMetrics()).filter(shows);

async function recorded(requestId: string | null): Promise<unknown[]> {
  await server.deps.accessLog.flush();
  const { rows } = await server.database.execute(
    'select action, subject_kind, subject_id, organisation_id from access_log where request_id = $1',
    [requestId],
  );
  return rows;
}

test.each(routes)('$method $path остаётся на записи', async (route) => {
  const subject = route.path.startsWith('/api/files/') ? file : application;
  // Letters of either case name the same record.
  const path = route.path.replace(':id', subject.toUpperCase()).replace(':signature', signature);
  const answer = route.method === 'POST' ? await monitor.post(path, {}) : await monitor.get(path);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  expect(route.recordedAs).toEqual(expect.any(String));
  expect(await recorded(answer.headers.get('X-Request-Id'))).toEqual([
    {
      action: route.recordedAs,
      subject_kind: subject === file ? 'file' : 'application',
      subject_id: subject,
      organisation_id: body,
    },
  ]);
});

test('отказ ничего не показал и записи не оставляет', async () => {
  const stranger = await server.login('registrar2');
  const answer = await stranger.get(`/api/applications/${application}`);
  expect(answer.status).toBe(404);
  expect(await recorded(answer.headers.get('X-Request-Id'))).toEqual([]);
});

test.each([
  [`/api/applications?applicant=${encodeURIComponent('Ветрова')}`, { action: 'search', subject_kind: 'application' }],
  ['/api/notices', { action: 'list', subject_kind: 'notice' }],
])('%s', async (path, row) => {
  const answer = await monitor.get(path);
  expect(answer.status).toBe(200);
  expect(await recorded(answer.headers.get('X-Request-Id'))).toEqual([
    { ...row, subject_id: null, organisation_id: body },
  ]);
});

test('ответ с персональными данными не остаётся в кэше', async () => {
  for (const route of routes) {
    const path = route.path.replace(':id', route.path.startsWith('/api/files/') ? file : application);
    const answer = route.method === 'POST' ? await monitor.post(path, {}) : await monitor.get(path);
    expect([route.path, answer.headers.get('Cache-Control')]).toEqual([
      route.path,
      expect.stringContaining('no-store'),
    ]);
  }
});
