import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCertificate, readPublicKey } from './certificate.ts';
import { gostBackend } from './chosen-backend.ts';
import { GostError } from './error.ts';
import { derOf, writePem } from './pem.ts';
import { publicKeyOf, readPrivateKey } from './private-key.ts';
import { signDigest } from './signature.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'vectors', name), 'utf8');

describe.each([256, 512] as const)('сертификат и ключ OpenSSL, %i бит', (bits) => {
  const certificate = readCertificate(read(`c${bits}.pem`));
  const key = readPrivateKey(read(`k${bits}.pem`));

  test('сведения', () => {
    expect(certificate).toMatchObject({
      owner: `Test GOST ${bits}, Test`,
      issuer: `Test GOST ${bits}, Test`,
      authority: true,
      keyUsage: ['digitalSignature', 'keyCertSign', 'crlSign'],
    });
    expect(certificate.validFrom < certificate.validTo).toBe(true);
    expect(certificate.serial).toMatch(/^[0-9a-f]{40}$/);
  });
  test('ключ подходит к сертификату', () => expect(publicKeyOf(key)).toEqual(certificate.publicKey));
  test('DER – то же, что PEM', () => expect(readPublicKey(certificate.content)).toBe(certificate.publicKey));
  test('подписанное ключом проверяется по сертификату', () => {
    const backend = gostBackend();
    const bytes = Buffer.from('Содержание');
    const signature = signDigest(key, backend.digest(bits, bytes));
    const signed = { certificate: certificate.content, bytes, signature };
    expect(backend.verify(signed)).toBe(true);
    expect(backend.verify({ ...signed, bytes: Buffer.from('содержание') })).toBe(false);
  });
});

const der = derOf(read('k256.pem'), 'PRIVATE KEY') ?? new Uint8Array();

describe('негодное названо словами', () => {
  test.each([
    ['пусто', '', /не читается/],
    ['сертификат вместо ключа', read('c256.pem'), /Это сертификат/],
    ['под паролем', writePem('ENCRYPTED PRIVATE KEY', der), /зашифрован паролем/],
    ['обрезанный', writePem('PRIVATE KEY', der.subarray(0, 30)), /повреждён/],
    ['ключ длиннее числа', new Uint8Array([...der.subarray(0, -1), 0xff]), /не подходит к своей кривой/],
  ])('ключ: %s', (_, content, message) => {
    expect(() => readPrivateKey(content)).toThrow(GostError);
    expect(() => readPrivateKey(content)).toThrow(message);
  });
  test.each([
    ['пусто', '', /не читается/],
    ['ключ вместо сертификата', read('k256.pem'), /не читается/],
    ['обрезанный', readCertificate(read('c256.pem')).content.subarray(0, 200), /повреждён/],
  ])('сертификат: %s', (_, content, message) => expect(() => readCertificate(content)).toThrow(message));
});
