import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignatureView } from '../../core/src/api.gen.ts';
import { newDraft, upload } from '../support/draft.ts';
import { act, createApplication, expected, grantInput, upload as uploadText } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { attachedSignature, detachedSignature, pemSignature } from '../support/signature-samples.ts';

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

async function newFile(): Promise<{ application: string; file: string }> {
  const { id } = await newDraft(registrar);
  const answer = await upload(registrar, id, { name: 'план.pdf', content: pdfBytes() });
  return { application: id, file: expected(answer, 201).id };
}

function sign(
  client: Client,
  file: string,
  [name, content, facts = {}]: readonly [string, Uint8Array, Record<string, string>?],
) {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const query = new URLSearchParams({ name, ...facts });
  return client.send('POST', `/api/files/${file}/signatures?${query}`, { body: new Uint8Array(content), headers });
}

async function signaturesOf(application: string): Promise<SignatureView[]> {
  const { items } = expected(await registrar.get(`/api/applications/${application}/files`));
  return items.flatMap((file: { signatures: SignatureView[] }) => file.signatures);
}

async function events(application: string): Promise<string[]> {
  return server.database.asOwner(async (trx) =>
    trx('application_event').where({ application_id: application }).orderBy('seq').pluck('type'),
  );
}

describe('подпись файла', () => {
  test('не по ГОСТ: приложена, названа непроверяемой, видна у файла и в истории, отдана теми же байтами', async () => {
    const { application, file } = await newFile();
    const added = expected(await sign(registrar, file, ['план.pdf.sig', detachedSignature()]), 201);
    expect(added).toMatchObject({
      name: 'план.pdf.sig',
      verdict: { valid: false, status: 'unknown', text: expect.stringContaining('не по ГОСТ') },
      uploadedBy: { name: 'Соколова Марина Викторовна' },
      signers: [{ name: 'Хабирова Лейла Маратовна', serial: '0a1b2c3d4e5f' }],
    });
    expect(await signaturesOf(application)).toEqual([added]);
    expect(await events(application)).toEqual(['created', 'fileAdded', 'signatureAdded']);
    const { items } = expected(await registrar.get(`/api/applications/${application}/history`));
    expect(items.at(-1).title).toBe('Приложена подпись к файлу: план.pdf');
    const content = await registrar.get(`/api/files/${file}/signatures/${added.id}/content`);
    expect(content.bytes.equals(detachedSignature())).toBe(true);
    expect(content.headers.get('Content-Disposition')).toContain('attachment');
    expect(content.headers.get('Content-Type')).toBe('application/pkcs7-signature');
  });

  test('вид узнаётся по содержимому, а не по имени', async () => {
    const { file } = await newFile();
    expect(expected(await sign(registrar, file, ['подпись.txt', pemSignature()]), 201).name).toBe('подпись.txt.sig');
    const refused = await sign(registrar, file, ['подпись.sig', pdfBytes()]);
    expect([refused.status, refused.body.code]).toEqual([422, 'fileRefused']);
    expect(refused.body.detail).toContain('Это не файл электронной подписи');
    const attached = await sign(registrar, file, ['подпись.sig', attachedSignature()]);
    expect(attached.body.detail).toContain('открепленная');
  });

  test('та же подпись второй раз не прилагается, а после удаления – снова можно', async () => {
    const { application, file } = await newFile();
    const { id } = expected(await sign(registrar, file, ['а.sig', detachedSignature()]), 201);
    expect((await sign(registrar, file, ['б.sig', detachedSignature()])).body.code).toBe('alreadyExists');
    const path = `/api/files/${file}/signatures/${id}`;
    expect((await registrar.delete(path)).status).toBe(204);
    expect((await registrar.delete(path)).status).toBe(404);
    expect((await registrar.get(`${path}/content`)).status).toBe(404);
    expect(await signaturesOf(application)).toEqual([]);
    expect((await sign(registrar, file, ['а.sig', detachedSignature()])).status).toBe(201);
    expect(await events(application)).toEqual([
      'created',
      'fileAdded',
      'signatureAdded',
      'signatureRemoved',
      'signatureAdded',
    ]);
  });

  test('подпись одного файла не видна через другой', async () => {
    const [one, other] = [await newFile(), await newFile()];
    const { id } = expected(await sign(registrar, one.file, ['а.sig', detachedSignature()]), 201);
    const path = `/api/files/${other.file}/signatures/${id}`;
    expect((await registrar.get(`${path}/content`)).status).toBe(404);
    expect((await registrar.delete(path)).status).toBe(404);
    expect(await signaturesOf(one.application)).toHaveLength(1);
  });

  test('чужому ведомству и тем, кому заявка не видна, её нет', async () => {
    const { application, file } = await newFile();
    const { id } = expected(await sign(registrar, file, ['а.sig', detachedSignature()]), 201);
    for (const login of ['registrar2', 'executor']) {
      const client = await server.login(login);
      const path = `/api/files/${file}/signatures/${id}`;
      const answers = [
        await client.get(`${path}/content`),
        await client.delete(path),
        await sign(client, file, ['б.sig', pemSignature()]),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    expect(await signaturesOf(application)).toHaveLength(1);
  });

  test('скачивание подписи остаётся на записи', async () => {
    const { file } = await newFile();
    const { id } = expected(await sign(registrar, file, ['а.sig', detachedSignature()]), 201);
    await registrar.get(`/api/files/${file}/signatures/${id}/content`);
    await server.deps.accessLog.flush();
    const actions = await server.database.asOwner(async (trx) =>
      trx('access_log').where({ subject_kind: 'file', subject_id: file }).pluck('action'),
    );
    expect(actions).toEqual(['download']);
  });
});

describe('своя подпись', () => {
  const own = { own: '1' };
  /** As the page makes it in a demonstration. */
  async function training(client: Client): Promise<Buffer> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const made = await client.send('POST', '/api/training-signature?form=cms', {
      body: new Uint8Array(pdfBytes()),
      headers,
    });
    expect(made.status).toBe(200);
    return made.bytes;
  }
  const setStrict = (strict: boolean) =>
    server.database.execute(`update organisation set strict_signer = $1 where code = 'arch'`, [strict]);

  test('в ведомстве, которое требует СНИЛС, учебным сертификатом подписывают: он в нём есть', async () => {
    const { certificate } = expected(await registrar.get('/api/training-certificate'));
    expect(certificate.snils).toBe(expected(await registrar.get('/api/me')).user.snils);
    await setStrict(true);
    const { file } = await newFile();
    const added = expected(await sign(registrar, file, ['план.pdf.sig', await training(registrar), own]), 201);
    expect(added.verdict).toMatchObject({ valid: true });
    await server.database.execute(`update user_account set snils = null where login = 'registrar'`);
    const refused = await sign(registrar, file, ['план.pdf.sig', await training(registrar), own]);
    expect([refused.status, refused.body.code]).toEqual([422, 'fileRefused']);
    expect(refused.body.detail).toContain('В сертификате нет СНИЛС');
    await server.database.execute(`update user_account set snils = $1 where login = 'registrar'`, [certificate.snils]);
    await setStrict(false);
  });

  test('чужая за свою не идёт, а принесённая файлом – прикладывается', async () => {
    const foreign = await training(await server.login('approver'));
    const { application, file } = await newFile();
    const refused = await sign(registrar, file, ['план.pdf.sig', foreign, own]);
    expect([refused.status, refused.body.code]).toEqual([422, 'fileRefused']);
    expect(refused.body.detail).toMatch(/другому лицу \(.*СНИЛС в нём не тот/);
    expect(refused.body.detail).not.toMatch(/\d{11}/);
    const unnamed = await sign(registrar, file, ['план.pdf.sig', attachedSignature(), own]);
    expect(unnamed.status).toBe(422);
    expect(await signaturesOf(application)).toEqual([]);
    expected(await sign(registrar, file, ['план.pdf.sig', foreign]), 201);
  });
});

test('подпись опубликованного решения не убрать', async () => {
  const person = await server.login('super');
  const draft = await createApplication(person);
  const { id } = await uploadText(person, draft.id, { name: 'заключение.txt', purpose: 'attachment' });
  const signature = expected(await sign(person, id, ['а.sig', detachedSignature()]), 201);
  await act(person, await act(person, draft, ['register', {}]), ['grant', { input: grantInput }]);
  const removal = await person.delete(`/api/files/${id}/signatures/${signature.id}`);
  expect([removal.status, removal.body.code]).toEqual([409, 'actionClosed']);
  expect(removal.body.detail).toContain('до публикации решения');
  expect((await sign(person, id, ['б.p7s', pemSignature()])).status).toBe(201);
});
