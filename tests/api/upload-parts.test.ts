import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newDraft } from '../support/draft.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { beginUpload, octets, sendPart, sendParts } from '../support/upload-parts.ts';

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer({ env: { UPLOAD_LIMIT_MB: '5' } });
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

const megabyte = 1024 * 1024;
const part = 2 * megabyte;
/** Text, two parts and a rest, another one each time. */
const sheet = (size = 2 * part + 1000) => Buffer.from(randomBytes(size / 2).toString('hex'), 'latin1');

function attach(application: string, given: { name: string; upload: string; sha256: string }) {
  const query = new URLSearchParams({ purpose: 'attachment', ...given });
  return registrar.send('POST', `/api/applications/${application}/files?${query}`, { headers: octets });
}

async function partsOf(upload: string): Promise<number> {
  const rows = await server.database.asOwner((trx) => trx('upload_part').where({ upload_id: upload }).select('start'));
  return rows.length;
}

describe('загрузка по частям', () => {
  test('после обрыва идёт с того места, до которого дошла; целое – те же байты', async () => {
    const { id } = await newDraft(registrar);
    const sent = { name: 'журнал.txt', content: sheet() };
    const begun = await beginUpload(registrar, sent);
    expect(begun).toMatchObject({ size: sent.content.length, offset: 0, partSize: part });
    expect(expected(await sendPart(registrar, begun, { content: sent.content, offset: 0 })).offset).toBe(part);
    await cutPart(begun.id, part);
    expect(expected(await registrar.get(`/api/me/uploads/${begun.id}`)).offset).toBe(part);

    const whole = await sendParts(registrar, sent);
    expect(whole.upload).toBe(begun.id);
    const file = expected(await attach(id, whole), 201);
    expect(file).toMatchObject({ name: 'журнал.txt', size: sent.content.length, mediaType: 'text/plain' });
    const { bytes } = await registrar.get(`/api/files/${file.id}/content`);
    expect(bytes.equals(sent.content)).toBe(true);
    expect(await partsOf(begun.id)).toBe(0);
  });

  test('ответ потерялся: повтор не удваивает файл, и в чужую заявку он не попадает', async () => {
    const { id } = await newDraft(registrar);
    const other = await newDraft(registrar);
    const whole = await sendParts(registrar, { name: 'опись.txt', content: sheet(5000) });
    const file = expected(await attach(id, whole), 201);
    expect(expected(await attach(id, whole), 201)).toEqual(file);
    expect((await attach(other.id, whole)).status).toBe(404);
    expect(expected(await registrar.get(`/api/applications/${id}/files`)).items).toHaveLength(1);
    expect((await registrar.get(`/api/me/uploads/${whole.upload}`)).status).toBe(404);
  });

  test('не с того места, не того размера, не весь файл: отказ словами, принятое цело', async () => {
    const { id } = await newDraft(registrar);
    const sent = { name: 'план.txt', content: sheet() };
    const begun = await beginUpload(registrar, sent);
    expected(await sendPart(registrar, begun, { content: sent.content, offset: 0 }));
    const again = await sendPart(registrar, begun, { content: sent.content, offset: 0 });
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining(`Принято ${part} байт`) } });
    for (const size of [part - 1, part + 1]) {
      const wrong = await sendPart(registrar, { ...begun, partSize: size }, { content: sent.content, offset: part });
      expect(wrong.status).toBe(413);
    }
    const early = await attach(id, { name: sent.name, upload: begun.id, sha256: 'a'.repeat(64) });
    expect(early).toMatchObject({ status: 409, body: { detail: expect.stringContaining('не весь') } });
    expect(expected(await registrar.get(`/api/me/uploads/${begun.id}`)).offset).toBe(part);
    expect((await registrar.delete(`/api/me/uploads/${begun.id}`)).status).toBe(204);
    expect(await partsOf(begun.id)).toBe(0);
  });

  test('искажённое не сохранено и начинается снова; враждебное отвергнуто по содержимому', async () => {
    const { id } = await newDraft(registrar);
    const sent = { name: 'акт.txt', content: sheet(5000) };
    const whole = await sendParts(registrar, sent);
    const damaged = await attach(id, { ...whole, sha256: 'a'.repeat(64) });
    expect(damaged).toMatchObject({ status: 422, body: { code: 'damagedContent' } });
    expect(expected(await registrar.get(`/api/me/uploads/${whole.upload}`)).offset).toBe(0);
    expected(await attach(id, await sendParts(registrar, sent)), 201);

    const program = Buffer.concat([Buffer.from('MZ'), randomBytes(5000)]);
    const hostile = await attach(id, await sendParts(registrar, { name: 'акт.pdf', content: program }));
    expect(hostile).toMatchObject({ status: 422, body: { code: 'fileRefused' } });
    expect(expected(await registrar.get(`/api/applications/${id}/files`)).items).toHaveLength(1);
  });

  test('чужой загрузки для человека нет', async () => {
    const begun = await beginUpload(registrar, { name: 'своя.txt', content: sheet(5000) });
    const other = await server.login('super');
    expect((await other.get(`/api/me/uploads/${begun.id}`)).status).toBe(404);
    expect((await sendPart(other, begun, { content: sheet(5000), offset: 0 })).status).toBe(404);
    expect((await other.delete(`/api/me/uploads/${begun.id}`)).status).toBe(204);
    expect(expected(await registrar.get(`/api/me/uploads/${begun.id}`)).offset).toBe(0);
  });

  test('пределы – до первого байта; брошенное забыто через сутки', async () => {
    const client = await server.login('executor');
    const begin = (name: string, size: number) => client.post('/api/me/uploads', { name, size, mark: '1' });
    expect(await begin('а.pdf', 5 * megabyte + 1)).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
    const begun = await Promise.all(['а', 'б', 'в', 'г', 'д'].map((name) => begin(`${name}.pdf`, 5 * megabyte)));
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409]);
    server.clock.advance(25 * 60 * 60 * 1000);
    const { deps } = server;
    await deps.database.asOwner((trx) => deps.jobs.enqueue(trx, { name: 'upload-cleaning', data: {} }));
    const left = () => deps.database.asOwner((trx) => trx('upload').select('id'));
    await vi.waitUntil(async () => (await left()).length === 0, { timeout: 60_000, interval: 50 });
  });
});

test('малый файл с ключом: два нажатия и повтор – один файл; без ключа – сколько прислано; чужой ключ ничего не открывает', async () => {
  // A sitting of its own: the day that passes in the tests before ends theirs.
  const clerk = await server.login('registrar');
  const { id } = await newDraft(clerk);
  const key = randomUUID();
  const send = (client: Client, more: Record<string, string>, application = id) => {
    const query = new URLSearchParams({ purpose: 'attachment', name: 'справка.txt', ...more });
    return client.send('POST', `/api/applications/${application}/files?${query}`, {
      body: new Uint8Array(sheet(50_000)),
      headers: octets,
    });
  };
  const twice = await Promise.all([send(clerk, { key }), send(clerk, { key })]);
  const [first, second] = twice.map((answer) => expected(answer, 201));
  expect(first).toEqual(second);
  expect(expected(await send(clerk, { key }), 201)).toEqual(first);
  const files = async () => expected(await clerk.get(`/api/applications/${id}/files`)).items;
  expect(await files()).toEqual([first]);
  const other = await server.login('super');
  const taken = await send(other, { key }, (await newDraft(other)).id);
  expect(taken).toMatchObject({ status: 409, body: { detail: expect.stringContaining('уже приложен') } });
  for (const _more of [1, 2]) expected(await send(clerk, {}), 201);
  expect(await files()).toHaveLength(3);
  expect((await send(clerk, { key: 'не UUID' })).status).toBe(400);
});

/** Half of a part, and the line is gone once the server has begun to read. */
async function cutPart(upload: string, offset: number): Promise<void> {
  const cookie = [...registrar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = {
    ...octets,
    'Content-Length': String(part),
    Cookie: cookie,
    Origin: server.url,
    Expect: '100-continue',
  };
  const sending = request(`${server.url}/api/me/uploads/${upload}?offset=${offset}`, { method: 'PUT', headers });
  const gone = new Promise((resolve) => sending.once('close', resolve));
  sending.on('error', () => undefined);
  sending.once('continue', () => sending.write(Buffer.alloc(part / 2), () => sending.destroy()));
  sending.flushHeaders();
  await gone;
}
