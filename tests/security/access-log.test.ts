import type { ServiceDefinition } from '@reglament/format';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import { publish } from '../../core/src/definition/commands.ts';
import type { Route } from '../../core/src/http.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import { attorneyXml, bringAttorney } from '../support/attorney-samples.ts';
import { act, createApplication, expected, personNumber, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { attachedSignature } from '../support/signature-samples.ts';
import { trainingSignature } from '../support/training-signature.ts';

/** ASVS 16.3.2 and 152-ФЗ: whoever looks at a person's data leaves a record with the body whose data they are. */
let server: TestServer;
let monitor: Client;
let application: string;
let file: string;
/** A signature with its document inside. */
let signedFile: string;
let signature: string;
let request: string;
let exchange: string;
let delivery: string;
/** What a portal has sent about the application. */
let portalDelivery: string;
let body: string;
beforeAll(async () => {
  server = await startServer();
  await takeDuty();
  monitor = await server.login('monitor');
  const registrar = await server.login('registrar');
  const client = await server.login('super');
  const draft = await createApplication(client, { applicant: personNumber(1) });
  application = draft.id;
  file = (await upload(client, application, { name: 'план.txt', purpose: 'attachment' })).id;
  const headers = { 'Content-Type': 'application/octet-stream' };
  const me = expected(await client.get('/api/me')).user.fullName;
  expected(await bringAttorney(client, attorneyXml({ from: '2020-01-01', until: '2100-01-01', person: me })));
  const content = { body: new Uint8Array(await trainingSignature(client, file)), headers };
  signature = expected(await client.send('POST', `/api/files/${file}/signatures?name=a.sig&own=1`, content), 201).id;
  const held = { body: new Uint8Array(attachedSignature()), headers };
  const attached = `/api/applications/${application}/files?name=doc.txt.p7m&purpose=attachment`;
  signedFile = expected(await client.send('POST', attached, held), 201).id;
  const items = [{ title: 'Паспорт', form: 'copy', sheets: 2 }];
  const path = `/api/applications/${application}/received-documents`;
  const { version } = expected(await registrar.put(path, { version: draft.version, items }));
  const registered = await act(client, { id: application, version }, ['register', {}]);
  const granted = await act(client, registered, ['grant', { input: { text: 'Да.', message: 'Готово.' } }]);
  const input = { receiver: 'applicant', document: 'Паспорт 7304 123456', confirmation: 'receipt' };
  await act(client, granted, ['issue', { input }]);
  await signPaper(client);
  const { rows } = await server.database.execute("select id from organisation where code = 'arch'");
  body = (rows[0] as { id: string }).id;
  ({ request, exchange, delivery, portalDelivery } = await insertRequest());
});
afterAll(() => server.close());

/** So that the case has a duty to show, which nothing waits for. */
async function takeDuty(): Promise<void> {
  const { tests: _tests, ...content } = server.deps.definitions.latest('service', 'landPlotPlan').content;
  const payee = {
    ...{ name: 'УФК по области', inn: '7707083893', account: '03100643000000012345', bank: 'Отделение' },
    ...{ bik: '012345678', kbk: '91810807150011000110', oktmo: '73701000' },
  };
  const amounts = [{ code: 'any', title: 'План участка', amount: 100_000 }];
  const duty: ServiceDefinition['duty'] = { basis: { title: 'Налоговый кодекс' }, amounts, payee };
  const text = JSON.stringify({ ...content, duty });
  await publish(server.deps, { kind: 'service', code: 'landPlotPlan', text, author: null, comment: null });
}

/** A printed copy shows only what is signed. */
async function signPaper(client: Client): Promise<void> {
  const { files } = expected(await client.get(`/api/applications/${application}`));
  const paper = files.find(
    ({ purpose, name }: { purpose: string; name: string }) => purpose === 'result' && name.endsWith('.pdf'),
  );
  const body = new Uint8Array(await trainingSignature(client, paper.id));
  const headers = { 'Content-Type': 'application/octet-stream' };
  expected(await client.send('POST', `/api/files/${paper.id}/signatures?name=b.sig&own=1`, { body, headers }), 201);
}

/** A request that has gone out, with what was said. */
async function insertRequest(): Promise<Record<'request' | 'exchange' | 'delivery' | 'portalDelivery', string>> {
  const versionId = server.deps.definitions.latest('requestType', 'regionalRequest').id;
  return server.database.asOwner(async (trx) => {
    const author = await trx('user_account').where({ login: 'super' }).first('id');
    const [{ id: connectionId }] = await trx('connection')
      .insert({ organisation_id: body, plugin: 'regional', code: 'shown', title: 'Р-сведения' })
      .returning('id');
    const kind = { entry: 'regional', type_code: 'regionalRequest', plugin: 'regional', kind: 'universal' };
    const [{ id }] = await trx('request')
      .insert({
        ...kind,
        kind_version: '1',
        organisation_id: body,
        application_id: application,
        type_version_id: versionId,
        author_id: author.id,
        creation_key: application,
      })
      .returning('id');
    const said = { direction: 'out', method: 'POST', address: 'http://127.0.0.1', status: '200', duration: 1 };
    const [{ id: exchangeId }] = await trx('exchange_message')
      .insert({
        ...said,
        connection_id: connectionId,
        organisation_id: body,
        owner_id: id,
        at: new Date(),
        sent: Buffer.from('x'),
      })
      .returning('id');
    const received = { connection_id: connectionId, organisation_id: body, received_at: new Date() };
    const came = { ...received, status: 'accepted', original: Buffer.from('x') };
    const [{ id: deliveryId }, { id: portalId }] = await trx('delivery')
      .insert([
        { ...came, message_id: 'one', kind: 'answer', request_id: id },
        { ...came, message_id: 'two', kind: 'text', application_id: application },
      ])
      .returning('id');
    return { request: id, exchange: exchangeId, delivery: deliveryId, portalDelivery: portalId };
  });
}

/** Who of the colleagues has a case open: nothing of the applicant is in it. */
const ofColleagues = '/api/applications/:id/presence';
const shows = (route: Route) =>
  route.path !== ofColleagues &&
  typeof route.access === 'object' &&
  'application' in route.access &&
  route.access.application === 'see';
const routes = allRoutes(createMetrics()).filter(shows);

/** Of what the path names. */
function subjectOf({ path }: Route): readonly [kind: string, id: string] {
  if (/^\/api\/files\/:id\/(?:check|signed-content)$/.test(path)) return ['file', signedFile];
  if (path.startsWith('/api/files/')) return ['file', file];
  return path.startsWith('/api/requests/') ? ['request', request] : ['application', application];
}

function pathOf({ path }: Route, subject: string): string {
  const parts = path.replace(':id', subject).replace(':signature', signature);
  const shown = path.startsWith('/api/applications/') ? portalDelivery : delivery;
  const filled = parts.replace(':exchange', exchange).replace(':delivery', shown);
  return filled.endsWith('/exchanges/'.concat(exchange, '/content')) ? `${filled}?part=sent` : filled;
}

async function recorded(requestId: string | null): Promise<unknown[]> {
  await server.deps.accessLog.flush();
  const { rows } = await server.database.execute(
    'select action, subject_kind, subject_id, organisation_id from access_log where request_id = $1',
    [requestId],
  );
  return rows;
}

test.each(routes)('$method $path остаётся на записи', async (route) => {
  const [kind, subject] = subjectOf(route);
  // Letters of either case name the same record.
  const path = pathOf(route, subject.toUpperCase());
  const answer = route.method === 'POST' ? await monitor.post(path, {}) : await monitor.get(path);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  expect(route.recordedAs).toEqual(expect.any(String));
  expect(await recorded(answer.headers.get('X-Request-Id'))).toEqual([
    {
      action: route.recordedAs,
      subject_kind: kind,
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
    const path = pathOf(route, subjectOf(route)[1]);
    const answer = route.method === 'POST' ? await monitor.post(path, {}) : await monitor.get(path);
    expect([route.path, answer.headers.get('Cache-Control')]).toEqual([
      route.path,
      expect.stringContaining('no-store'),
    ]);
  }
});
