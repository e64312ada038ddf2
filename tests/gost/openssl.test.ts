import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { derOf, pureBackend, readPrivateKey } from '@reglament/gost';
import { afterAll, describe, expect, test } from 'vitest';
import { findEngine, makeKeyPair, openOpenssl, PARAMETER_SETS } from './openssl.ts';

const openssl = openOpenssl();

if (!openssl) {
  test('вживую с OpenSSL не сверено: нет openssl с пакетом libengine-gost-openssl', () => {
    expect(openssl).toBeUndefined();
  });
} else {
  afterAll(() => openssl.close());

  describe.each(PARAMETER_SETS)('$algorithm $name вживую', (set) => {
    const { key: pem, certificate } = makeKeyPair(openssl, set);
    const key = readPrivateKey(pem);
    const der = derOf(certificate, 'CERTIFICATE') ?? new Uint8Array();
    const hash = `-md_gost12_${set.bits}`;
    const bytes = Buffer.from(`Содержание ${set.name} ${Date.now()}`);
    openssl.write('content', bytes);
    const theirs = openssl.run('dgst', hash, '-sign', 'key.pem', 'content');
    openssl.write('public.pem', openssl.run('x509', '-in', 'certificate.pem', '-noout', '-pubkey'));
    openssl.write('ours', pureBackend.sign(key, bytes));
    openssl.write('other', 'Другое содержание');
    const verified = (content: string) =>
      openssl.accepts('dgst', hash, '-verify', 'public.pem', '-signature', 'ours', content);
    const [ours, oursOverOther] = [verified('content'), verified('other')];

    test('кривая названа так же', () => expect(key.curve).toBe(set.oid));
    test('подпись OpenSSL принята здесь', () => {
      expect(pureBackend.verify({ certificate: der, bytes, signature: theirs })).toBe(true);
      expect(pureBackend.verify({ certificate: der, bytes: Buffer.from('Иное'), signature: theirs })).toBe(false);
    });
    test('наша подпись принята OpenSSL', () => expect([ours, oursOverOther]).toEqual([true, false]));
  });

  test('Node с движком считает им и сходится с JavaScript', () => {
    const script = join(import.meta.dirname, 'engine-process.ts');
    const told = execFileSync(process.execPath, [`--openssl-config=${openssl.config}`, script], { encoding: 'utf8' });
    expect(JSON.parse(told)).toEqual({
      backend: 'engine',
      digests: true,
      afterDigest: true,
      verdicts: PARAMETER_SETS.map(({ oid }) => ({
        oid,
        oursByEngine: true,
        engineByOurs: true,
        spoilt: false,
        cut: false,
      })),
    });
  });

  test('файл движка находится сам и по имени', () => {
    const file = findEngine('auto');
    expect(findEngine(file)).toBe(file);
    expect(findEngine('off')).toBeUndefined();
  });
}

test('неверный GOST_ENGINE назван', () => {
  expect(() => findEngine('/nowhere/gost.so')).toThrow(/GOST_ENGINE=\/nowhere\/gost\.so: файла нет/);
  expect(() => findEngine('on')).toThrow(/auto, off или полный путь/);
});
