import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derOf, pureBackend, readPrivateKey } from '@reglament/gost';
import { openKitHost } from '@reglament/sdk/kit';
import { afterAll, describe, expect, test } from 'vitest';
import { connectSignature } from './connection.ts';

/** The tool is played here: what it is told, and what is made of its answer. With the tool itself: tests/gost/token.test.ts. */

interface SignedFiles {
  readonly issued: Readonly<Record<string, { readonly key: string; readonly certificate: string }>>;
}
const { issued }: SignedFiles = JSON.parse(
  readFileSync(join(import.meta.dirname, '../gost/vectors/signed-files.json'), 'utf8'),
);
const certificate = issued.official?.certificate ?? '';
const content = Buffer.from('Содержание запроса');
const folder = mkdtempSync(join(tmpdir(), 'reglament-token-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** Keeps its input and how it was called, and goes on by this script of shell. */
function tool(script: string) {
  count += 1;
  const file = join(folder, `tool-${count}`);
  const head = `#!/bin/sh\ncat > ${file}.in\nprintf '%s ' "$@" >> ${file}.calls\necho "pin=$REGLAMENT_TOKEN_PIN" >> ${file}.calls\n`;
  writeFileSync(file, `${head}${script}\n`);
  chmodSync(file, 0o755);
  return {
    tool: file,
    calls: () => readFileSync(`${file}.calls`, 'utf8').trim().split('\n'),
    input: () => readFileSync(`${file}.in`),
  };
}

function signing(name: string) {
  const file = join(folder, `${name}.value`);
  writeFileSync(file, pureBackend.sign(readPrivateKey(issued[name]?.key ?? ''), content));
  return tool(`cat ${file}`);
}
const failing = (words: string) => tool(`echo '${words}' >&2; exit 1`);

function signerWith(place: { tool: string }, settings = {}) {
  const token = { module: 'librtpkcs11ecp.so', deviceLabel: 'Ведомство', keyId: '0a01', pin: '12345678' };
  const config = { place: 'token', certificate, ...token, timeLimit: 20, ...settings } as const;
  const { host } = openKitHost({ config });
  const { signer } = connectSignature(host, { modules: '/etc/modules', tool: place.tool });
  if (!signer) throw new Error('Нет подписи');
  return signer;
}

describe('токен PKCS#11', () => {
  test('подписывает хеш; PIN не виден в списке процессов', async () => {
    const played = signing('official');
    const value = await signerWith(played).sign(content, 'raw');
    expect(
      pureBackend.verify({
        certificate: derOf(certificate, 'CERTIFICATE') ?? content,
        bytes: content,
        signature: value,
      }),
    ).toBe(true);
    expect(played.input()).toEqual(Buffer.from(pureBackend.digest(256, content)));
    const args = '--module /etc/modules/librtpkcs11ecp.so --sign --mechanism GOSTR3410 --id 0a01';
    await signerWith(played, { deviceLabel: undefined, pin: undefined }).sign(content, 'raw');
    expect(played.calls()).toEqual([
      `${args} --token-label Ведомство --login --pin env:REGLAMENT_TOKEN_PIN pin=12345678`,
      `${args} pin=`,
    ]);
  });
  test('ключ на токене чужой', async () => {
    const failed = signerWith(signing('stranger')).sign(content, 'raw');
    await expect(failed).rejects.toThrow('Библиотека токена дала подпись, которая не подходит к сертификату ведомства');
  });
  test('неверный PIN пробуют один раз: токен не закроется сам собой', async () => {
    const played = failing('error: PKCS11 function C_Login failed: rv = CKR_PIN_INCORRECT (0xa0)');
    for (const signer of [signerWith(played), signerWith(played), signerWith(played, { pin: 'другой' })]) {
      await expect(signer.sign(content, 'raw')).rejects.toMatchObject({ code: 'wrongPin', retry: 'never' });
    }
    expect(played.calls()).toHaveLength(2);
  });
  test.each([
    ['rv = CKR_PIN_LOCKED', 'never', /Токен закрыт/],
    ['rv = CKR_DEVICE_REMOVED', 'later', /Токен не вставлен/],
    ['что-то ещё', 'later', /не подписала: что-то ещё/],
  ])('%s – %s', async (words, retry, message) => {
    const failed = signerWith(failing(words)).sign(content, 'raw');
    await expect(failed).rejects.toMatchObject({ retry, message: expect.stringMatching(message) });
  });
  test('OpenSC не установлен – сказано, что поставить', async () => {
    const failed = signerWith({ tool: join(folder, 'absent') }).sign(content, 'raw');
    await expect(failed).rejects.toThrow(/поставьте на сервер пакет opensc/);
  });
});
