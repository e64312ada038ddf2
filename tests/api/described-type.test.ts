import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RequestTypeDraftView, RequestTypeList } from '../../core/src/api.gen.ts';
import { openEmulatorsOf } from '../../core/src/demo/emulators.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { publishService } from '../support/clock-definitions.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { ownTypeArchive, ownTypeFiles } from '../support/own-type.ts';
import { soon } from '../support/portal.ts';
import { askingCase, askUntil } from '../support/registry.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { connectSmev3, openNode, smevPlugins } from '../support/smev3-side.ts';
import { typeDrafts } from '../support/type-drafts.ts';

/** A provider's type from its files to an answered request, with nobody writing code. */
let server: TestServer;
let node: Emulator;
let admin: Client;
beforeAll(async () => {
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 200 };
  server = await startServer({ plugins: smevPlugins, tuning, env: { PRIVATE_NETWORKS: '127.0.0.0/8' } });
  const types = () => server.deps.definitions.list('requestType').map(({ content }) => content);
  node = await openNode(undefined, { types });
  await connectSmev3(server, node);
  admin = await server.login('admin');
});
afterAll(async () => {
  await server?.close();
  await node?.close();
});

const { send, read, change, publishDraft } = typeDrafts(() => admin);

const list = async (): Promise<RequestTypeList> => expected(await admin.get('/api/admin/request-types'));

describe('вид сведений из XSD', () => {
  const emulator = [
    { title: 'Нет разрешения', when: { plateNumber: 'А000АА99' }, refuse: 'Разрешения нет' },
    { title: 'Есть', interim: 'Принято', answer: { zone: 'Центр', validTo: '2027-01-31' } },
  ];

  test('черновик, правка, публикация, запрос через узел СМЭВ: ответ по сценарию', async () => {
    const choice = { question: 'ParkingRequest', code: 'parking', title: 'Парковочное разрешение' };
    const { id } = expected(await send(ownTypeArchive(), choice), 201);
    const { content, kind, findings } = await read(id);
    expect({ kind, errors: findings.filter(({ level }) => level === 'error') }).toEqual({
      kind: 'requestType',
      errors: [],
    });
    expect(content).toMatchObject({
      schemas: { 'parking.xsd': expect.any(String), 'types/common.xsd': expect.any(String) },
    });
    await change(id, 'Ответы эмулятора', (type: object) => ({ ...type, emulator }));
    const ask = async (question: object) =>
      expected(await admin.post(`/api/admin/request-types/drafts/${id}/answer`, { question }));
    expect(await ask({ plateNumber: 'А000АА99' })).toMatchObject({ outcome: 'refuse', reason: 'Разрешения нет' });
    expect(await ask({ plateNumber: 'Х1' })).toMatchObject({ outcome: null, problems: [{ pointer: '/plateNumber' }] });
    await publishDraft(id);
    const { items, providers } = await list();
    expect(providers).toContainEqual({ id: 'smev3', title: 'СМЭВ 3', drafts: true });
    expect(items.find(({ code }) => code === 'parking')).toMatchObject({
      ...{ plugin: 'smev3', version: 1, described: true, questions: 3, answers: 2, services: [] },
      findings: { errors: 0, warnings: 0 },
    });

    await publishService(server, { code: 'parkingService', requests: [{ code: 'parking', type: 'parking' }] });
    expect((await list()).items.find(({ code }) => code === 'parking')?.services).toMatchObject([
      { code: 'parkingService' },
    ]);
    const clerk = await server.login('super');
    const card = await askingCase(clerk, 'parkingService');
    const question = { plateNumber: 'А123ВС77' };
    const view = await askUntil(clerk, card, { entry: 'parking', question });
    expect(view).toMatchObject({ status: 'answered', answer: { zone: 'Центр', validTo: '2027-01-31' } });
    const refused = { entry: 'parking', question: { plateNumber: 'А000АА99' }, status: 'refused' } as const;
    expect(await askUntil(clerk, card, refused)).toMatchObject({
      resultText: expect.stringContaining('Разрешения нет'),
    });
  });

  test('убранное место помнят файлы: по ним вид составляется заново', async () => {
    const begun = { kind: 'requestType', from: 'published', code: 'parking' };
    const { id } = expected(await admin.post('/api/admin/drafts', begun), 201);
    const again: RequestTypeDraftView = expected(await admin.get(`/api/admin/request-types/drafts/${id}/source`));
    expect(again.type).toMatchObject({
      code: 'parking',
      message: { question: { places: { plateNumber: 'PlateNumber', onDate: 'OnDate', remark: 'Remark' } } },
    });
    expected(await admin.delete(`/api/admin/drafts/${id}`), 204);
    const service = expected(
      await admin.post('/api/admin/drafts', { kind: 'service', from: 'published', code: 'misprint' }),
      201,
    );
    expect((await admin.get(`/api/admin/request-types/drafts/${service.id}/source`)).status).toBe(404);
    expected(await admin.delete(`/api/admin/drafts/${service.id}`), 204);
  });

  test.each([
    ['нет файла, на который ссылаются', ownTypeArchive(ownTypeFiles.slice(0, 1)), /types\/common\.xsd/],
    ['корень не назван', ownTypeArchive(), /Выберите, что спрашивают/],
  ])('черновик не начинается и сказано почему: %s', async (_, body, words) => {
    const choice: Record<string, string> = words.source.includes('Выберите') ? {} : { question: 'ParkingRequest' };
    const refused = await send(body, choice);
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(words)]);
  });
});

describe('вид запроса из OpenAPI', () => {
  const path = new URL('../../plugins/http-api/emulator/land-registry.openapi.json', import.meta.url);
  const begin = async (choice: Record<string, string>): Promise<string> => {
    const body = new Uint8Array(await readFile(path));
    return expected(await send(body, { provider: 'http-api', name: 'land.json', ...choice }), 201).id;
  };

  test('ответ сразу и ответ по опросу: черновик, публикация, подключение, запрос; ответ эмулятора отмечен навсегда', async () => {
    const types = () => server.deps.definitions.list('requestType').map(({ content }) => content);
    const now = () => new Date();
    const provider = await smevPlugins.find(({ id }) => id === 'http-api')?.emulator?.({ now, types });
    if (provider === undefined) throw new Error('http-api has an emulator');
    onTestFinished(() => provider.close());
    const played = await openEmulatorsOf(server.deps, []);
    onTestFinished(() => played.close());
    const plots = await begin({ question: 'POST /plots/search', code: 'plots' });
    const refusing = (cadastralNumber: string, refuse: string) => (type: object) => ({
      ...type,
      emulator: [{ title: 'Нет', when: { cadastralNumber }, refuse }],
    });
    await change(plots, 'Ответ эмулятора', refusing('73:24:010203:46', 'Участок снят с учёта'));
    await publishDraft(plots);
    // Of the same operation: the answers of both hold.
    const again = await begin({ question: 'POST /plots/search', code: 'plotsAgain' });
    await change(again, 'Ответ эмулятора', refusing('73:24:010203:47', 'Участка нет'));
    await publishDraft(again);
    await publishDraft(await begin({ question: 'POST /extracts/{kind}', answer: 'GET /orders/{id}', code: 'extract' }));
    const settings = { ...(provider.config as object), auth: 'bearer', token: 'secret' };
    const connection = { plugin: 'http-api', code: 'land', title: 'Реестр', settings, emulated: true };
    const strange = { ...connection, code: 'strange', emulated: false, settings: { ...settings, token: 'секрет' } };
    expect((await admin.post('/api/admin/connections', strange)).body.problems).toMatchObject([{ field: 'token' }]);
    const { id, version } = expected(await admin.post('/api/admin/connections', connection), 201);
    const health = async () => expected(await admin.post(`/api/admin/connections/${id}/check`));
    await soon(async () => expect(await health()).toMatchObject({ ok: true }));
    const requests = ['plots', 'plotsAgain', 'extract'].map((code) => ({ code, type: code }));
    await publishService(server, { code: 'landService', requests });
    const clerk = await server.login('super');
    const card = await askingCase(clerk, 'landService');
    const number = (cadastralNumber: string) => ({ entry: 'plots', question: { cadastralNumber } });
    const madeUp = await askUntil(clerk, card, number('73:24:010203:45'));
    expect(madeUp).toMatchObject({
      answer: { found: true, plots: [{ number: '73:24:010203:45', area: 612.5 }] },
      emulated: true,
    });
    expect(await askUntil(clerk, card, { ...number('73:24:010203:46'), status: 'refused' })).toMatchObject({
      resultText: expect.stringContaining('Участок снят с учёта'),
    });
    const other = { entry: 'plotsAgain', question: { cadastralNumber: '73:24:010203:47' }, status: 'refused' } as const;
    expect(await askUntil(clerk, card, other)).toMatchObject({ resultText: expect.stringContaining('Участка нет') });
    const question = { kind: 'rights', cadastralNumber: '73:24:010203:45' };
    expect(await askUntil(clerk, card, { entry: 'extract', question })).toMatchObject({
      answer: { owner: { name: 'ООО «Верхнереченский лес»' } },
      emulated: true,
    });

    expected(await admin.post(`/api/admin/connections/${id}/emulator`, { version, emulated: false }));
    expect(await askUntil(clerk, card, number('73:24:010203:45'))).toMatchObject({ emulated: false });
    expect(expected(await clerk.get(`/api/requests/${madeUp.id}`)).emulated).toBe(true);
    const { items } = expected(await clerk.get(`/api/requests/${madeUp.id}/exchanges`));
    expect(items).toMatchObject([{ emulated: true }]);
    const history = expected(await clerk.get(`/api/applications/${card.id}/history`)).items;
    const told = history.filter(({ remarks }: { remarks: string[] }) =>
      remarks.some((one) => one.includes('эмулятор')),
    );
    // Four were taken and answered, three of them at once; the last did not go to an emulator.
    expect(told).toHaveLength(8);
    const titles = history.map(({ type }: { type: string }) => type);
    expect(titles.filter((type: string) => type === 'requestAnswered')).toHaveLength(3);
    const { items: notices } = expected(await clerk.get('/api/me/notices'));
    const ofMadeUp = notices.filter(({ text }: { text: string }) => text.includes(`(запрос № ${madeUp.number})`));
    expect(ofMadeUp.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringMatching(/^Получен ответ на запрос по заявке/),
    ]);
  });
});

describe('ответ, который поставщик приносит сам', () => {
  const path = new URL('../../plugins/http-api/emulator/land-registry.openapi.json', import.meta.url);
  const call = (address: string, said: unknown) =>
    fetch(address, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: typeof said === 'string' ? said : JSON.stringify(said),
    });

  test('принят и сохранён раньше, чем поставщику ответили; повторы, чужое и поздние – как у всякого ответа', async () => {
    const body = new Uint8Array(await readFile(path));
    const choice = { provider: 'http-api', name: 'land.json', question: 'POST /arrests', code: 'arrests' };
    const { id: draft } = expected(await send(body, choice), 201);
    const { content } = await read(draft);
    expect(content).toMatchObject({ settings: { callback: { to: 'body:/callback_url', ticket: '/id' } } });
    expect(JSON.stringify((content as { message: { question: unknown } }).message.question)).not.toContain('callback');
    await publishDraft(draft);
    const types = () => server.deps.definitions.list('requestType').map(({ content: type }) => type);
    const provider = await smevPlugins
      .find(({ id }) => id === 'http-api')
      ?.emulator?.({ now: () => new Date(), types });
    if (provider === undefined) throw new Error('http-api has an emulator');
    onTestFinished(() => provider.close());
    const { rows } = await server.database.execute(
      `select id, version from connection where plugin = 'http-api' and code = 'land'`,
    );
    const [{ id, version }] = rows as [{ id: string; version: number }];
    const settings = { ...(provider.config as object), auth: 'none' };
    const save = (change: object) =>
      admin.send('PUT', `/api/admin/connections/${id}`, json({ title: 'Реестр', settings, ...change }));
    expected(await save({ version, enabled: true }));
    await publishService(server, { code: 'arrestService', requests: [{ code: 'arrests', type: 'arrests' }] });
    const clerk = await server.login('super');
    const card = await askingCase(clerk, 'arrestService');
    const question = { cadastralNumber: '73:24:010203:45' };
    const request = await askUntil(clerk, card, { entry: 'arrests', question });
    expect(request).toMatchObject({ answer: { arrests: [{ since: '2026-01-15' }] } });

    const address = server.deps.callAddresses.of(id, request.id);
    // Kept once the answer is stored: a call cut off between the two comes again.
    const calls = async () => (await exchanges(id)).filter(({ direction }) => direction === 'in');
    const kept204 = { address: `/api/callbacks/${id}`, status: '204', owner_id: request.id };
    await expect.poll(calls, { timeout: 30_000 }).toMatchObject([kept204]);
    const [firstCall] = await calls();
    const again = await call(address, Buffer.from(firstCall?.received ?? '').toString());
    const late = await call(address, { status: 'done', arrests: [] });
    const nobodys = await call(server.deps.callAddresses.of(id), { id: 'unheard-of', status: 'done' });
    const bytes = await call(server.deps.callAddresses.of(id), '\u0000не JSON');
    expect([again.status, late.status, nobodys.status, bytes.status]).toEqual([204, 204, 204, 204]);
    const kept = await server.database.execute(
      'select status, reason, request_id from delivery where connection_id = $1 order by received_at, id',
      [id],
    );
    expect((kept.rows as { status: string; request_id: string | null }[]).slice(-4)).toMatchObject([
      { status: 'accepted', request_id: request.id },
      { status: 'late', request_id: request.id },
      { status: 'quarantine', request_id: null },
      { status: 'quarantine', request_id: null },
    ]);

    const strangers = [
      address.slice(0, -1),
      `${address.slice(0, -1)}A`,
      address.replace(request.id, id),
      `${address}x`,
    ];
    for (const one of strangers.filter((other) => other !== address))
      expect((await call(one, {})).status, one).toBe(404);
    expected(await save({ version: version + 1, enabled: false }));
    expect((await call(address, { status: 'done' })).status).toBe(503);
  });
});

const json = (body: unknown) => ({ body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

async function exchanges(connectionId: string) {
  const { rows } = await server.database.execute(
    'select direction, address, status, owner_id, received from exchange_message where connection_id = $1 order by id',
    [connectionId],
  );
  return rows as { direction: string; address: string; status: string; owner_id: string; received: Uint8Array }[];
}

test('в свидетельстве о выдаче токена – что её просили, но ни секрета, ни токена', async () => {
  let status = 200;
  const provider = createServer((request, response) => {
    request.resume();
    if (request.url !== '/token') response.statusCode = status;
    response.end(request.url === '/token' ? '{"access_token":"T-0-K-E-N","expires_in":60}' : '{}');
  });
  await new Promise<void>((opened) => provider.listen(0, '127.0.0.1', opened));
  onTestFinished(() => new Promise<void>((closed) => provider.close(() => closed())));
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const oauth = { auth: 'oauth', oauthUrl: `${url}/token`, clientId: 'id', clientSecret: 'S-E-C-R-E-T' };
  const connection = { plugin: 'http-api', code: 'oauth', title: 'С токеном', settings: { url, ...oauth } };
  const { id } = expected(await admin.post('/api/admin/connections', connection), 201);
  expect(expected(await admin.post(`/api/admin/connections/${id}/check`))).toMatchObject({ ok: true });
  const { rows } = await server.database.execute(
    `select address, status, convert_from(sent, 'UTF8') as sent, convert_from(received, 'UTF8') as received
     from exchange_message where connection_id = $1 order by id`,
    [id],
  );
  const kept = '[не хранится: даёт доступ к поставщику]';
  expect(rows).toMatchObject([
    { address: `${url}/token`, status: '200', sent: kept, received: kept },
    { received: '{}' },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/T-0-K-E-N|S-E-C-R-E-T/);
  const log = async () => expected(await admin.get(`/api/admin/connections/${id}/log`));
  expect(await log()).toEqual({ items: [] });
  status = 503;
  expect(expected(await admin.post(`/api/admin/connections/${id}/check`))).toMatchObject({ ok: false });
  expect((await log()).items).toMatchObject([{ event: 'http-api.failed', facts: { method: 'GET', status: 503 } }]);
});
