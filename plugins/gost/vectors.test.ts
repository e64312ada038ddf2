import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPublicKey } from './certificate.ts';
import { gostBackend } from './chosen-backend.ts';
import { hexOf } from './number.ts';
import { publicKeyOf, readPrivateKey } from './private-key.ts';
import type { GostBits } from './streebog.ts';

interface Recorded {
  readonly algorithm: string;
  readonly name: string;
  readonly oid: string;
  readonly bits: GostBits;
  readonly key: string;
  readonly certificate: string;
  readonly digest: string;
  readonly signature: string;
  readonly ours: string;
}

/** Made by OpenSSL's engine: tests/gost/make-vectors.ts. */
const { content, curves }: { content: string; curves: readonly Recorded[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/signatures.json'), 'utf8'),
);
const bytes = Buffer.from(content);

test('записаны все кривые', () => expect(new Set(curves.map(({ oid }) => oid)).size).toBe(12));

describe.each(curves)('записанное с OpenSSL: $algorithm $name', (recorded) => {
  const backend = gostBackend();
  const certificate = Buffer.from(recorded.certificate, 'base64');
  const key = readPrivateKey(recorded.key);

  test('хеш', () => expect(hexOf(backend.digest(recorded.bits, bytes))).toBe(recorded.digest));
  test('ключ и сертификат – пара', () => {
    expect(key.curve).toBe(recorded.oid);
    expect(publicKeyOf(key)).toEqual(readPublicKey(certificate));
  });
  test.each(['signature', 'ours'] as const)('подпись (%s) верна, над другим – нет', (which) => {
    const signature = Buffer.from(recorded[which], 'hex');
    expect(backend.verify({ certificate, bytes, signature })).toBe(true);
    expect(backend.verify({ certificate, bytes: Buffer.from('Другое'), signature })).toBe(false);
  });
  test('чужим сертификатом не проверить', () => {
    const other = curves.find(({ oid, bits }) => oid !== recorded.oid && bits === recorded.bits)?.certificate ?? '';
    const signature = Buffer.from(recorded.signature, 'hex');
    expect(backend.verify({ certificate: Buffer.from(other, 'base64'), bytes, signature })).toBe(false);
  });
});
