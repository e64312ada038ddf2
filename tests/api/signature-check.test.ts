import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignatureView } from '../../core/src/api.gen.ts';
import { editConnection } from '../../core/src/connection/commands.ts';
import { newDraft, upload } from '../support/draft.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface SignedFiles {
  readonly content: string;
  readonly issued: Readonly<Record<string, { readonly certificate: string }>>;
  readonly revocations: string;
  readonly signatures: Readonly<Record<string, string>>;
}

/** Made by OpenSSL's engine: tests/gost/make-signed-files.ts. */
const recorded: SignedFiles = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../plugins/gost/vectors/signed-files.json'), 'utf8'),
);
const folder = mkdtempSync(join(tmpdir(), 'reglament-check-'));
const revocationFiles = join(folder, 'revoked.crl');
writeFileSync(revocationFiles, recorded.revocations);
const authorities = ['root', 'intermediate'].map((name) => recorded.issued[name]?.certificate).join('');

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the body's signature connection trusts from now on. */
async function trust(settings: JsonObject, enabled = true) {
  const { rows } = await server.database.asOwner((trx) =>
    trx.raw(
      `select c.id, c.version from connection c join organisation o on o.id = c.organisation_id
       where o.code = 'arch' and c.plugin = 'gost-signature'`,
    ),
  );
  const [{ id, version }] = rows as [{ id: string; version: number }];
  const change = { version, title: 'Подпись', settings: { place: 'none', ...settings }, enabled };
  await editConnection(server.deps, id, change);
}

async function newFile(content = recorded.content): Promise<string> {
  const { id } = await newDraft(registrar);
  return expected(await upload(registrar, id, { name: 'решение.txt', content: Buffer.from(content) }), 201).id;
}

async function attach(file: string, name: string): Promise<SignatureView> {
  const answer = await registrar.send('POST', `/api/files/${file}/signatures?name=a.sig`, {
    body: Buffer.from(recorded.signatures[name] ?? '', 'base64'),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  return expected(answer, 201);
}

const check = (file: string, { id }: SignatureView, client = registrar) =>
  client.post(`/api/files/${file}/signatures/${id}/check`, {});

describe('подпись OpenSSL проверена, как только приложена', () => {
  beforeAll(() => trust({ authorities, revocationFiles }));

  test.each([
    ['detached', recorded.content, 'valid', /^Подпись верна: Проверкин Пётр official/],
    ['two', recorded.content, 'valid', /official.*colleague/],
    ['detached', 'Решение об отказе\n', 'broken', /изменён после подписания/],
    ['expired', recorded.content, 'expired', /истёк 01\.01\.2021/],
    ['stranger', recorded.content, 'untrusted', /нет среди разрешённых/],
    ['revoked', recorded.content, 'revoked', /отозван/],
  ] as const)('%s: %j – %s', async (...[name, content, status, text]) => {
    const { verdict } = await attach(await newFile(content), name);
    expect(verdict).toMatchObject({ status, valid: status === 'valid', text: expect.stringMatching(text) });
  });

  test('о подписавшем – владелец, центр, срок, время', async () => {
    const { verdict } = await attach(await newFile(), 'detached');
    expect(verdict?.signers).toEqual([
      {
        ...{ valid: true, status: 'valid', text: verdict?.text },
        owner: 'Проверкин Пётр official, Проверочный орган',
        issuer: 'Проверочный центр intermediate',
        serial: expect.stringMatching(/^[0-9a-f]+$/),
        ...{ validFrom: '2020-01-01T00:00:00.000Z', validTo: '2099-12-31T23:59:59.000Z' },
        signedAt: expect.stringMatching(/^2026-/),
      },
    ]);
  });
});

describe('«Проверить подпись»', () => {
  test('смотрит заново: центр разрешили позже, и это видно у файла', async () => {
    await trust({});
    const file = await newFile();
    const signature = await attach(file, 'detached');
    expect(signature.verdict?.status).toBe('untrusted');
    await trust({ authorities });
    const checked = expected(await check(file, signature));
    expect(checked.verdict).toMatchObject({ status: 'valid', valid: true });
    expect(expected(await check(file, signature)).id).toBe(signature.id);
  });
  test('без подключения приложенная остаётся не проверенной, а проверка говорит, что делать', async () => {
    await trust({}, false);
    const file = await newFile();
    const signature = await attach(file, 'detached');
    expect(signature.verdict).toBeNull();
    const refused = await check(file, signature);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Подключения')]);
  });
  test('негодные настройки не мешают приложить, а проверка называет их', async () => {
    await trust({ authorities, revocationFiles: '/nowhere/list.crl' });
    const file = await newFile();
    const signature = await attach(file, 'detached');
    expect(signature.verdict).toBeNull();
    const refused = await check(file, signature);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('/nowhere/list.crl');
  });
  test('чужому и после удаления – не найдена; проверка на записи', async () => {
    await trust({ authorities });
    const file = await newFile();
    const signature = await attach(file, 'detached');
    expect((await check(file, signature, await server.login('registrar2'))).status).toBe(404);
    expected(await check(file, signature));
    await registrar.delete(`/api/files/${file}/signatures/${signature.id}`);
    expect((await check(file, signature)).status).toBe(404);
    await server.deps.accessLog.flush();
    const actions = await server.database.asOwner((trx) =>
      trx('access_log').where({ subject_kind: 'file', subject_id: file }).pluck('action'),
    );
    expect(actions).toContain('signatureCheck');
  });
});
