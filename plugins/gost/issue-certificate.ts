import { BitString, Integer, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import type { NameAttribute } from './certificate.ts';
import { toLittleEndian } from './number.ts';
import { OIDS } from './oid.ts';

import { type GostPrivateKey, type GostPublicKey, signDigest } from './signature.ts';
import { type GostBits, streebog } from './streebog.ts';

export interface CertificateOrder {
  readonly subject: readonly NameAttribute[];
  readonly key: GostPublicKey;
  /** Not longer than 20 bytes. */
  readonly serial: Uint8Array;
  readonly from: Date;
  readonly to: Date;
  /** An authority may issue; else the owner may sign. */
  readonly authority: boolean;
  readonly issuer: { readonly subject: readonly NameAttribute[]; readonly key: GostPrivateKey };
}

/** For demonstrations and tests: the same order gives the same bytes. An accredited authority does more than this. */
export function issueCertificate(order: CertificateOrder): Uint8Array {
  const { issuer, key, from, to } = order;
  const algorithm = new AlgorithmIdentifier({ algorithmId: OIDS.signature[issuer.key.bits] });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: Uint8Array.of(0x01, ...order.serial.subarray(0, 19)) }),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    issuer: nameOf(issuer.subject),
    subject: nameOf(order.subject),
    notBefore: timeOf(from),
    notAfter: timeOf(to),
    subjectPublicKeyInfo: keyInfoOf(key),
    extensions: extensionsOf(order.authority),
  });
  const tbs = certificate.encodeTBS().toBER();
  const digest = streebog(issuer.key.bits, new Uint8Array(tbs));
  certificate.signatureValue = new BitString({
    valueHex: new Uint8Array(signDigest(issuer.key, digest, new Uint8Array(32))),
  });
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** A key that a seed stands for; only for demonstrations and tests. */
export function keyFromSeed(seed: string, bits: GostBits = 256): GostPrivateKey {
  const bytes = streebog(bits, Buffer.from(seed));
  // Below the order of every set: the highest byte stays zero.
  return { bits, curve: SEED_CURVES[bits], d: BigInt(`0x${Buffer.from(bytes.subarray(1)).toString('hex')}`) };
}

/** КриптоПро XchA, and ТК 26 A. */
const SEED_CURVES = { 256: '1.2.643.2.2.36.0', 512: '1.2.643.7.1.2.1.2.1' } as const;

function nameOf(attributes: readonly NameAttribute[]): RelativeDistinguishedNames {
  return new RelativeDistinguishedNames({
    typesAndValues: attributes.map(
      ({ type, value }) => new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }),
    ),
  });
}

const timeOf = (value: Date) => new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });

function keyInfoOf({ bits, curve, x, y }: GostPublicKey): PublicKeyInfo {
  const named = curve.startsWith('1.2.643.7.1.2.1.1.') ? [curve] : [curve, OIDS.digest[bits]];
  const point = new Uint8Array([...toLittleEndian(x, bits / 8), ...toLittleEndian(y, bits / 8)]);
  return new PublicKeyInfo({
    algorithm: new AlgorithmIdentifier({
      algorithmId: OIDS.key[bits],
      algorithmParams: new Sequence({ value: named.map((value) => new ObjectIdentifier({ value })) }),
    }),
    subjectPublicKey: new BitString({ valueHex: new OctetString({ valueHex: point }).toBER() }),
  });
}

function extensionsOf(authority: boolean): Extension[] {
  const constraints = new BasicConstraints({ cA: authority });
  // keyCertSign and crlSign, or digitalSignature and nonRepudiation (RFC 5280, 4.2.1.3).
  const usage = new BitString({ valueHex: Uint8Array.of(authority ? 0x06 : 0xc0), unusedBits: authority ? 1 : 6 });
  return [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER() }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER() }),
  ];
}
