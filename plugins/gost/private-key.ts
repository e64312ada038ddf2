import { fromBER, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { AlgorithmIdentifier, PrivateKeyInfo } from 'pkijs';
import { findCurve } from './curve.ts';
import { GostError } from './error.ts';
import { fromBigEndian, fromLittleEndian, toLittleEndian } from './number.ts';
import { bitsOf, OIDS } from './oid.ts';
import { parameterSetOf } from './parameter-set.ts';
import { derOf } from './pem.ts';
import type { GostPrivateKey, GostPublicKey } from './signature.ts';

/** PKCS#8, PEM or DER, not encrypted. @throws GostError */
export function readPrivateKey(content: string | Uint8Array): GostPrivateKey {
  const der = derOf(content, 'PRIVATE KEY');
  if (!der) throw new GostError('badKey', notPrivate(content));
  const { privateKeyAlgorithm, privateKey } = parse(der);
  const bits = bitsOf('key', privateKeyAlgorithm.algorithmId);
  if (!bits) {
    throw new GostError('unknownAlgorithm', `Это не ключ ГОСТ Р 34.10-2012 (${privateKeyAlgorithm.algorithmId})`);
  }
  const curve = parameterSetOf(privateKeyAlgorithm);
  const { order, bits: curveBits } = findCurve(curve);
  const d = readNumber(privateKey.valueBlock.valueHexView, bits / 8);
  if (curveBits !== bits || d === 0n || d >= order) throw new GostError('badKey', 'Ключ не подходит к своей кривой');
  return { bits, curve, d };
}

/** PKCS#8, DER; parameters as RFC 9215 wants them: with the digest only for the older sets. */
export function writePrivateKey({ bits, curve, d }: GostPrivateKey): Uint8Array {
  const named = curve.startsWith('1.2.643.7.1.2.1.1.') ? [curve] : [curve, OIDS.digest[bits]];
  const info = new PrivateKeyInfo({
    version: 0,
    privateKeyAlgorithm: new AlgorithmIdentifier({
      algorithmId: OIDS.key[bits],
      algorithmParams: new Sequence({ value: named.map((value) => new ObjectIdentifier({ value })) }),
    }),
    privateKey: new OctetString({ valueHex: toLittleEndian(d, bits / 8) }),
  });
  return new Uint8Array(info.toSchema().toBER());
}

export function publicKeyOf({ bits, curve, d }: GostPrivateKey): GostPublicKey {
  return { bits, curve, ...findCurve(curve).baseTimes(d) };
}

function notPrivate(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  if (text.includes('ENCRYPTED PRIVATE KEY'))
    return 'Ключ зашифрован паролем: сохраните его в PKCS#12 или в PEM без пароля';
  if (text.includes('BEGIN CERTIFICATE')) return 'Это сертификат, а нужен закрытый ключ (BEGIN PRIVATE KEY)';
  return 'Закрытый ключ не читается: нужен PKCS#8 в PEM (BEGIN PRIVATE KEY) или DER';
}

function parse(der: Uint8Array): PrivateKeyInfo {
  try {
    return PrivateKeyInfo.fromBER(new Uint8Array(der));
  } catch (cause) {
    throw new GostError('badKey', 'Закрытый ключ повреждён: это не PKCS#8', { cause });
  }
}

/** Bare bytes, OCTET STRING or INTEGER, as programs differ; only the last has its most significant byte first. */
function readNumber(bytes: Uint8Array, length: number): bigint {
  if (bytes.length === length) return fromLittleEndian(bytes);
  const { result } = fromBER(bytes);
  if (result instanceof OctetString && result.valueBlock.valueHexView.length === length) {
    return fromLittleEndian(result.valueBlock.valueHexView);
  }
  if (result instanceof Integer) return fromBigEndian(result.valueBlock.valueHexView);
  throw new GostError(
    'badKey',
    'Закрытый ключ записан неизвестным образом (например, с маской): выгрузите его в PKCS#8',
  );
}
