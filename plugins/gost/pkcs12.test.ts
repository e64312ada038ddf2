import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPublicKey } from './certificate.ts';
import { readPkcs12 } from './pkcs12.ts';
import { publicKeyOf } from './private-key.ts';

/** Made by `openssl pkcs12 -export` with the engine, of c256.pem and c512.pem. */
const { password, files }: { password: string; files: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/key-files.json'), 'utf8'),
);
const file = (name: string) => Buffer.from(files[name] ?? '', 'base64');

describe('PKCS#12', () => {
  test.each(['usual', 'streebog', 'open'])('%s: ключ и его сертификат', (name) => {
    const { key, certificates } = readPkcs12(file(name), password);
    expect(certificates).toHaveLength(1);
    expect(publicKeyOf(key)).toEqual(readPublicKey(certificates[0] ?? ''));
  });
  test.each([
    ['другой пароль', file('usual'), 'secret-2', /пароль не подходит/],
    ['шифр ГОСТ 28147-89', file('gost89'), password, /1\.2\.643\.2\.2\.21, который здесь не читается/],
    ['обрезан', file('usual').subarray(0, 200), password, /повреждён/],
    ['не то', Buffer.from('ключ'), password, /повреждён/],
  ])('%s – словами', (...[, content, given, message]) => {
    expect(() => readPkcs12(content, given)).toThrow(message);
  });
});
