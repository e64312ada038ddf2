import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editConnection } from '../../core/src/connection/commands.ts';
import { newDraft, upload } from '../support/draft.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { attachedSignature } from '../support/signature-samples.ts';

interface SignedFiles {
  readonly content: string;
  readonly issued: Readonly<Record<string, { readonly certificate: string }>>;
  readonly signatures: Readonly<Record<string, string>>;
}

/** Made by OpenSSL's engine: tests/gost/make-signed-files.ts. */
const recorded: SignedFiles = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../plugins/gost/vectors/signed-files.json'), 'utf8'),
);
const bytesOf = (name: string) => Buffer.from(recorded.signatures[name] ?? '', 'base64');

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  const { rows } = await server.database.execute(
    `select c.id, c.version from connection c join organisation o on o.id = c.organisation_id
     where o.code = 'arch' and c.plugin = 'gost-signature'`,
  );
  const [{ id, version }] = rows as [{ id: string; version: number }];
  const authorities = ['root', 'intermediate'].map((name) => recorded.issued[name]?.certificate).join('');
  const settings = { place: 'none', authorities };
  await editConnection(server.deps, id, { version, title: 'Подпись', settings, enabled: true });
});
afterAll(() => server.close());

type Named = readonly [name: string, content: Uint8Array];

/** Files of one new application, in turn. */
async function files(...all: readonly Named[]): Promise<string[]> {
  const { id } = await newDraft(registrar);
  const ids: string[] = [];
  for (const [name, content] of all) ids.push(expected(await upload(registrar, id, { name, content }), 201).id);
  return ids;
}

const check = (file: string | undefined) => registrar.post(`/api/files/${file}/check`, {});
const extract = (file: string | undefined) => registrar.get(`/api/files/${file}/signed-content`);

test('документ внутри подписи: проверен, извлечён теми же байтами под своим именем', async () => {
  const [file] = await files(['решение.txt.p7m', bytesOf('attached')]);
  const size = Buffer.byteLength(recorded.content);
  expect(expected(await check(file))).toMatchObject({
    content: { name: 'решение.txt', size },
    of: null,
    signers: [{ name: expect.stringContaining('official') }],
    verdict: { status: 'valid', valid: true, signers: [{ issuer: 'Проверочный центр intermediate' }] },
  });
  const content = await extract(file);
  expect(content.text).toBe(recorded.content);
  expect(content.headers.get('Content-Disposition')).toContain(encodeURIComponent('решение.txt'));
  expect(content.headers.get('Content-Security-Policy')).toContain('sandbox');
});

test('документ внутри изменён – подпись не верна', async () => {
  const changed = bytesOf('attached');
  const at = changed.indexOf(Buffer.from(recorded.content));
  expect(at).toBeGreaterThan(0);
  changed[at] = (changed[at] ?? 0) ^ 1;
  const [file] = await files(['решение.p7m', changed]);
  expect(expected(await check(file)).verdict).toMatchObject({ status: 'broken', valid: false });
});

test('открепленная проверена по файлу рядом, от которого она по имени; без него сказано, что делать', async () => {
  const [sig, original] = await files(
    ['решение.txt.sig', bytesOf('detached')],
    ['решение.txt', Buffer.from(recorded.content)],
  );
  expect(expected(await check(sig))).toMatchObject({
    content: null,
    of: { id: original, name: 'решение.txt' },
    verdict: { status: 'valid' },
  });
  const [other] = await files(['решение.txt.sig', bytesOf('detached')], ['решение.txt', Buffer.from('Отказать.\n')]);
  expect(expected(await check(other)).verdict.status).toBe('broken');
  const [alone] = await files(['решение.txt.sig', bytesOf('detached')]);
  const refused = await check(alone);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringContaining('файла «решение.txt» рядом с ней нет'),
  ]);
  expect((await extract(alone)).body.detail).toContain('документа внутри неё нет');
});

test('что извлекают, осмотрено как всё, что приносят; не подпись – сказано', async () => {
  // The sample holds a text, and its name says PDF.
  const [lying, pdf] = await files(['план.pdf.sig', attachedSignature()], ['план.pdf', pdfBytes()]);
  const refused = await extract(lying);
  expect([refused.status, refused.body.code]).toEqual([422, 'fileRefused']);
  expect((await check(pdf)).body.detail).toContain('Это не файл электронной подписи');
});

test('чужому файла нет', async () => {
  const [file] = await files(['решение.txt.p7m', bytesOf('attached')]);
  const stranger = await server.login('registrar2');
  expect((await stranger.post(`/api/files/${file}/check`, {})).status).toBe(404);
  expect((await stranger.get(`/api/files/${file}/signed-content`)).status).toBe(404);
});
