import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCertificate, readPublicKey } from './certificate.ts';
import { readPkcs12 } from './pkcs12.ts';
import { publicKeyOf } from './private-key.ts';

/** Made by `openssl pkcs12 -export` with the engine, of c256.pem and c512.pem. */
const { password, files }: { password: string; files: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/key-files.json'), 'utf8'),
);
const file = (name: string) => Buffer.from(files[name] ?? '', 'base64');

describe('PKCS#12', () => {
  test.each(['usual', 'streebog', 'gost89', 'kuznyechik', 'magma', 'open'])('%s: ключ и его сертификат', (name) => {
    const { key, certificates } = readPkcs12(file(name), password);
    expect(certificates).toHaveLength(1);
    expect(publicKeyOf(key)).toEqual(readPublicKey(certificates[0] ?? ''));
  });
  test('ГОСТ 28147-89 длиннее килобайта, после которого ключ меняется: все сертификаты целы', () => {
    const { key, certificates } = readPkcs12(file('gost89Chain'), password);
    const read = certificates.map((one) => readCertificate(one));
    expect(read[0]?.publicKey).toEqual(publicKeyOf(key));
    const { issued } = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors/signed-files.json'), 'utf8'));
    const known = [issued.root, issued.intermediate].map(({ certificate }) => readCertificate(certificate).content);
    expect(read.slice(2).map(({ content }) => content)).toEqual(known);
  });
  test.each([
    ['другой пароль', file('usual'), 'secret-2', /пароль не подходит/],
    ['другой пароль к ГОСТ 28147-89', file('gost89'), 'secret-2', /пароль не подходит/],
    ['другой пароль к «Кузнечику»', file('kuznyechik'), 'secret-2', /пароль не подходит/],
    [
      'другая таблица ГОСТ 28147-89',
      otherTable(),
      password,
      /1\.2\.643\.7\.1\.2\.5\.1\.2, который здесь не читается.*openssl/,
    ],
    ['Кузнечик с суммой', otherCipher(), password, /Кузнечик.*суммой.*, который здесь не читается/],
    ['обрезан', file('usual').subarray(0, 200), password, /повреждён/],
    ['не то', Buffer.from('ключ'), password, /повреждён/],
  ])('%s – словами', (...[, content, given, message]) => {
    expect(() => readPkcs12(content, given)).toThrow(message);
  });
});

/** The same file under the name of Kuznyechik with a sum: …5.2.1 becomes …5.2.2. */
function otherCipher(): Buffer {
  const bytes = Buffer.from(file('kuznyechik'));
  const name = Buffer.from('06092a8503070101050201', 'hex');
  bytes[bytes.indexOf(name) + name.length - 1] = 2;
  return bytes;
}

/** A set of another table: 1.2.643.7.1.2.5.1.1 becomes …1.2. */
function otherTable(): Buffer {
  const bytes = Buffer.from(file('gost89'));
  const name = Buffer.from('06092a8503070102050101', 'hex');
  bytes[bytes.indexOf(name) + name.length - 1] = 2;
  return bytes;
}
