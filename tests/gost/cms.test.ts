import { pureBackend, readCertificate, readPrivateKey, signCms, verifyCms } from '@reglament/gost';
import { afterAll, describe, expect, test } from 'vitest';
import { openAuthority } from './authority.ts';
import { openOpenssl, PARAMETER_SETS } from './openssl.ts';

const openssl = openOpenssl();
const content = Buffer.from('Содержание\r\nв две строки');

if (!openssl) {
  test('CMS вживую с OpenSSL не сверен: нет openssl с пакетом libengine-gost-openssl', () => {
    expect(openssl).toBeUndefined();
  });
} else {
  afterAll(() => openssl.close());
  const authority = openAuthority(openssl);
  const [set, long] = ['1.2.643.7.1.2.1.1.1', '1.2.643.7.1.2.1.2.3'].map((oid) =>
    PARAMETER_SETS.find((one) => one.oid === oid),
  );
  if (!set || !long) throw new Error('Нет набора параметров');
  authority.issue({ name: 'root', kind: 'authority', set: long });
  const official = authority.issue({ name: 'official', set, by: 'root' });
  const colleague = authority.issue({ name: 'colleague', set: long, by: 'root' });
  openssl.write('content', content);
  const signers = [official, colleague].map(({ key, certificate }) => {
    const opened = readPrivateKey(key);
    return {
      certificate: readCertificate(certificate).content,
      sign: (bytes: Uint8Array) => pureBackend.sign(opened, bytes),
    };
  });
  const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'ours', '-CAfile', 'root.pem'];

  describe.each([1, 2])('подписавших: %i', (count) => {
    test.each([false, true])('наша подпись принята OpenSSL (attached: %s)', async (attached) => {
      const signedAt = new Date();
      openssl.write('ours', await signCms({ content, signers: signers.slice(0, count), signedAt, attached }));
      const rest = [...(attached ? [] : ['-content', 'content']), '-purpose', 'any', '-out', 'read'];
      openssl.run(...verify, ...rest);
      expect(openssl.read('read')).toEqual(content);
      openssl.write('content', 'Другое');
      expect(openssl.accepts(...verify, ...rest)).toBe(attached);
      openssl.write('content', content);
    });
    test.each([[[]], [['-nodetach']], [['-nodetach', '-stream']]])('подпись OpenSSL %j принята здесь', (flags) => {
      const by = ['official', 'colleague']
        .slice(0, count)
        .flatMap((name) => ['-signer', `${name}.pem`, '-inkey', `${name}.key`]);
      openssl.run(
        ...['cms', '-sign', '-cades', '-binary', '-in', 'content', '-outform', 'DER', '-out', 'theirs'],
        ...by,
        ...flags,
      );
      const { signatures } = verifyCms(openssl.read('theirs'), content);
      expect(signatures.map(({ problem }) => problem)).toEqual(Array(count).fill(undefined));
    });
  });
}
