import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClamdEmulator, MALWARE_MARK, startClamd } from '../support/clamd-emulator.ts';
import { newDraft, upload } from '../support/draft.ts';
import { act, createApplication, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes, pngBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ACCEPTED } from '../support/upload-samples.ts';

let clamd: ClamdEmulator;
let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  clamd = await startClamd();
  server = await startServer({ env: { ANTIVIRUS: clamd.url, UPLOAD_LIMIT_MB: '1' } });
  registrar = await server.login('registrar');
});
afterAll(async () => {
  await server.close();
  await clamd.close();
});

const megabyte = 1024 * 1024;
const pdf = { name: 'Выписка из ЕГРН.pdf', content: pdfBytes() };

/** Names of all contents in the store, kept and on their way. */
async function stored(): Promise<string[]> {
  const { files } = server.deps.config;
  const root = files.kind === 'folder' ? files.folder : '';
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((one) => one.isFile())
    .map(({ name }) => name)
    .sort();
}

async function events(application: string): Promise<string[]> {
  return server.database.asOwner(async (trx) =>
    trx('application_event').where({ application_id: application }).orderBy('seq').pluck('type'),
  );
}

async function rows(application: string): Promise<number> {
  const found = await server.database.asOwner(async (trx) =>
    trx('file').where({ application_id: application }).select('id'),
  );
  return found.length;
}

describe('загрузка', () => {
  test('файл приложен, виден в перечне, записан в журнал и отдан теми же байтами', async () => {
    const { id } = await newDraft(registrar);
    const answer = await upload(registrar, id, {
      ...pdf,
      purpose: 'document',
      document: 'otherDocument',
      description: ' Скан ',
    });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({
      name: pdf.name,
      mediaType: 'application/pdf',
      size: pdf.content.length,
      purpose: 'document',
      document: 'otherDocument',
      description: 'Скан',
      uploadedBy: { name: 'Соколова Марина Викторовна' },
    });
    expect((await registrar.get(`/api/applications/${id}/files`)).body.items).toEqual([answer.body]);
    expect(await events(id)).toContain('fileAdded');
    const content = await registrar.get(`/api/files/${answer.body.id}/content`);
    expect(content.status).toBe(200);
    expect(content.bytes.equals(pdf.content)).toBe(true);
    expect(clamd.scanned.at(-1)?.equals(pdf.content)).toBe(true);
  });

  test('документ заявителя требует указать, какой он', async () => {
    const { id } = await newDraft(registrar);
    for (const document of [{}, { document: 'unknown' }]) {
      const answer = await upload(registrar, id, { ...pdf, purpose: 'document', ...document });
      expect(answer.status).toBe(400);
      expect(answer.body.problems[0].field).toBe('document');
    }
    expect(await rows(id)).toBe(0);
  });

  test('результат услуги создаёт только система', async () => {
    const { id } = await newDraft(registrar);
    expect((await upload(registrar, id, { ...pdf, purpose: 'result' })).status).toBe(400);
  });

  test('файлы решения прикладывает только тот, кто его готовит, причина названа', async () => {
    const draft = await createApplication(registrar, { applicant: personNumber(900) });
    const { id } = await act(registrar, draft, ['register', {}]);
    const dispatcher = await server.login('dispatcher');
    const before = await stored();
    const answer = await upload(dispatcher, id, { name: 'а.png', content: pngBytes(7, 7), purpose: 'decision' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'actionClosed', detail: expect.stringContaining('Файлы решения') });
    expect(await stored()).toEqual(before);
  });

  test('иной тип тела не принимается', async () => {
    const { id } = await newDraft(registrar);
    const answer = await registrar.post(`/api/applications/${id}/files?name=a.pdf&purpose=attachment`, { a: 1 });
    expect(answer.status).toBe(415);
  });

  test.each([
    ['чуть больше предела', megabyte + 1],
    ['намного больше предела', 6 * megabyte],
  ])('%s: отказ словами, ничего не осталось', async (_what, size) => {
    const { id } = await newDraft(registrar);
    const before = await stored();
    const answer = await upload(registrar, id, { name: 'а.txt', content: Buffer.alloc(size, 'a') });
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toContain('больше 1 МБ');
    expect(await stored()).toEqual(before);
    expect(await rows(id)).toBe(0);
  });

  test('ровно предел принимается', async () => {
    const { id } = await newDraft(registrar);
    expect((await upload(registrar, id, { name: 'а.txt', content: Buffer.alloc(megabyte, 'a') })).status).toBe(201);
  });

  test('оборванная передача ничего не оставляет', async () => {
    const { id } = await newDraft(registrar);
    const before = await stored();
    await abortedUpload(id);
    await expect.poll(stored).toEqual(before);
    expect(await rows(id)).toBe(0);
  });
});

/** Sends half of what it announces and closes the connection once the server has begun to write it down. */
async function abortedUpload(application: string): Promise<void> {
  const before = (await stored()).length;
  const cookie = [...registrar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sending = request(`${server.url}/api/applications/${application}/files?name=a.txt&purpose=attachment`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': '1000000',
      Cookie: cookie,
      Origin: server.url,
    },
  });
  const closed = new Promise<void>((resolve) => sending.on('close', () => resolve()));
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(100_000, 'a'));
  await expect.poll(async () => (await stored()).length).toBe(before + 1);
  sending.destroy();
  await closed;
}

describe('проверка на вирусы', () => {
  test('вредоносный файл не сохранён', async () => {
    const { id } = await newDraft(registrar);
    const before = await stored();
    const answer = await upload(registrar, id, { name: 'а.txt', content: Buffer.from(MALWARE_MARK) });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain('вредоносный код');
    expect(await stored()).toEqual(before);
  });

  test('без проверки файл не принимается', async () => {
    const { id } = await newDraft(registrar);
    const before = await stored();
    clamd.answer = 'INSTREAM size limit exceeded. ERROR';
    const answer = await upload(registrar, id, { name: 'а.txt', content: Buffer.from('другой текст') });
    clamd.answer = undefined;
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'scannerUnavailable', detail: expect.stringContaining('не сохранён') });
    expect(await stored()).toEqual(before);
    expect(await rows(id)).toBe(0);
  });
});

describe('скачивание', () => {
  test.each(ACCEPTED)(
    '$what отдаётся вложением, без угадывания типа, в песочнице',
    async ({ name, mediaType, make }) => {
      const { id } = await newDraft(registrar);
      const file = (await upload(registrar, id, { name, content: make() })).body;
      for (const query of ['', '?inline=1']) {
        const { status, headers } = await registrar.get(`/api/files/${file.id}/content${query}`);
        expect(status).toBe(200);
        const shown = query !== '' && /pdf|png|jpeg/.test(mediaType);
        expect(headers.get('Content-Disposition')).toMatch(shown ? /^inline; / : /^attachment; /);
        expect(headers.get('Content-Type')).toBe(mediaType);
        expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
        expect(headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/);
        expect(headers.get('Cache-Control')).toBe('private, no-store');
        expect(headers.get('X-Frame-Options')).toBe(shown ? 'SAMEORIGIN' : 'DENY');
      }
    },
  );

  test('частями: каждая – те же байты, другое содержимое не склеить, лишнего не обещано', async () => {
    const { id } = await newDraft(registrar);
    const content = Buffer.from(Array.from({ length: 3000 }, (_, index) => `строка ${index}\n`).join(''));
    const file = (await upload(registrar, id, { name: 'перечень.txt', content })).body;
    const path = `/api/files/${file.id}/content`;
    const part = (headers: Record<string, string>) => registrar.get(path, { headers });
    const whole = await registrar.get(path);
    expect([whole.status, whole.headers.get('Accept-Ranges')]).toEqual([200, 'bytes']);
    const etag = whole.headers.get('ETag') ?? '';

    const middle = await part({ Range: 'bytes=100-299', 'If-Range': etag });
    expect([middle.status, middle.headers.get('Content-Range')]).toEqual([206, `bytes 100-299/${content.length}`]);
    expect(middle.headers.get('Content-Length')).toBe('200');
    expect(middle.bytes.equals(content.subarray(100, 300))).toBe(true);
    expect(middle.headers.get('Content-Security-Policy')).toMatch(/^sandbox/);
    expect((await part({ Range: 'bytes=-7' })).bytes.equals(content.subarray(-7))).toBe(true);
    const other = await part({ Range: 'bytes=100-299', 'If-Range': '"other"' });
    expect([other.status, other.bytes.equals(content)]).toEqual([200, true]);

    const beyond = await part({ Range: `bytes=${content.length}-` });
    expect([beyond.status, beyond.body.code]).toEqual([416, 'rangeNotSatisfiable']);
    expect(beyond.headers.get('Content-Range')).toBe(`bytes */${content.length}`);
    const known = await part({ 'If-None-Match': etag });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  test('записывается, кто и что скачал', async () => {
    const { id } = await newDraft(registrar);
    const file = (await upload(registrar, id, pdf)).body;
    await registrar.get(`/api/files/${file.id}/content`);
    await server.deps.accessLog.flush();
    const found = await server.database.asOwner(async (trx) =>
      trx('access_log').where({ subject_kind: 'file', subject_id: file.id }).pluck('action'),
    );
    expect(found).toEqual(['download']);
  });

  test('чужому ведомству и тем, кому заявка не видна, файла нет', async () => {
    const { id } = await newDraft(registrar);
    const file = (await upload(registrar, id, pdf)).body;
    for (const login of ['registrar2', 'super2', 'executor', 'admin']) {
      const client = await server.login(login);
      const answers = [
        await client.get(`/api/files/${file.id}/content`),
        await client.get(`/api/applications/${id}/files`),
        await upload(client, id, pdf),
        await client.delete(`/api/applications/${id}/files/${file.id}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      for (const { text } of answers) expect(text).not.toContain('Выписка');
    }
    expect((await server.client().get(`/api/files/${file.id}/content`)).status).toBe(401);
    expect(await rows(id)).toBe(1);
  });
});

describe('удаление', () => {
  test('файл пропал из заявки, запись о нём осталась в истории', async () => {
    const { id } = await newDraft(registrar);
    const file = (await upload(registrar, id, pdf)).body;
    const path = `/api/applications/${id}/files/${file.id}`;
    expect((await registrar.delete(path)).status).toBe(204);
    expect((await registrar.get(`/api/applications/${id}/files`)).body.items).toEqual([]);
    expect((await registrar.get(`/api/files/${file.id}/content`)).status).toBe(404);
    expect((await registrar.delete(path)).status).toBe(404);
    expect(await events(id)).toEqual(['created', 'fileAdded', 'fileRemoved']);
    expect(await rows(id)).toBe(1);
  });

  test('файл одной заявки не удаляется через другую', async () => {
    const [one, other] = [await newDraft(registrar), await newDraft(registrar)];
    const file = (await upload(registrar, one.id, pdf)).body;
    expect((await registrar.delete(`/api/applications/${other.id}/files/${file.id}`)).status).toBe(404);
    expect((await registrar.get(`/api/files/${file.id}/content`)).status).toBe(200);
  });
});
