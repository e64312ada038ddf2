import { BitString, fromBER, OctetString } from 'asn1js';
import { BasicConstraints, Certificate, type RelativeDistinguishedNames } from 'pkijs';
import { findCurve } from './curve.ts';
import { GostError } from './error.ts';
import { fromLittleEndian, hexOf, serialOf } from './number.ts';
import { bitsOf } from './oid.ts';
import { parameterSetOf } from './parameter-set.ts';
import { derOf } from './pem.ts';
import type { GostPublicKey } from './signature.ts';
import type { GostBits } from './streebog.ts';

/** What a certificate says of its owner and of itself. Nothing of it is proven before a chain is built. */
export interface GostCertificate {
  /** For people: name and organisation. */
  readonly owner: string;
  readonly issuer: string;
  /** Lower-case hex. */
  readonly serial: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** DER. */
  readonly content: Uint8Array;
  /** Attributes of the owner's name by object identifier: `2.5.4.3` and so on, in their order. */
  readonly subject: readonly NameAttribute[];
  /** Undefined for a key that is not of ГОСТ Р 34.10-2012. */
  readonly publicKey?: GostPublicKey;
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly string[];
  readonly authority: boolean;
  /** How many authorities may stand below this one; undefined when it is not said. */
  readonly pathLength?: number;
  /** Critical extensions that nobody here understands: such a certificate must not be trusted (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[];
  /** DER of both names, hex: what a chain is followed by. */
  readonly names: { readonly subject: string; readonly issuer: string };
  readonly signed: SignedPart;
  /** Subject key identifier, hex. */
  readonly keyId?: string;
}

/** What the issuer has signed. */
export interface SignedPart {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  /** Undefined when it is not signed by ГОСТ Р 34.10-2012. */
  readonly bits?: GostBits;
}

export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** RFC 5280, 4.2.1.3, by the number of the bit. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** PEM or DER. @throws GostError */
export function readCertificate(content: string | Uint8Array): GostCertificate {
  const der = derOf(content, 'CERTIFICATE', 'TRUSTED CERTIFICATE');
  if (!der) throw new GostError('badCertificate', 'Сертификат не читается: нужен PEM (BEGIN CERTIFICATE) или DER');
  const name = Buffer.from(der).toString('latin1');
  const kept = recent.get(name);
  if (kept) return kept;
  const certificate = parseCertificate(der);
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(name, certificate);
  return certificate;
}

/** A message exchange sees the same few certificates, and parsing one costs more than checking a digest. */
const recent = new Map<string, GostCertificate>();
const MOST_RECENT = 200;

/** The key inside. @throws GostError also for a key that is not of ГОСТ Р 34.10-2012 */
export function readPublicKey(certificate: string | Uint8Array): GostPublicKey {
  const { publicKey } = readCertificate(certificate);
  if (!publicKey) throw new GostError('unknownAlgorithm', 'В сертификате ключ не ГОСТ Р 34.10-2012');
  return publicKey;
}

function parseCertificate(der: Uint8Array): GostCertificate {
  try {
    return factsOf(Certificate.fromBER(new Uint8Array(der)), der);
  } catch (cause) {
    if (cause instanceof GostError) throw cause;
    throw new GostError('badCertificate', 'Сертификат повреждён', { cause });
  }
}

function factsOf(certificate: Certificate, content: Uint8Array): GostCertificate {
  const subject = attributesOf(certificate.subject);
  const publicKey = publicKeyIn(certificate);
  const extension = (oid: string): unknown => certificate.extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
  const constraints = extension('2.5.29.19');
  const keyId = extension('2.5.29.14');
  const extended = extension('2.5.29.37') as { readonly keyPurposes?: readonly string[] } | undefined;
  return {
    owner: nameOf(subject),
    issuer: nameOf(attributesOf(certificate.issuer)),
    serial: serialOf(certificate.serialNumber.valueBlock.valueHexView),
    validFrom: certificate.notBefore.value,
    validTo: certificate.notAfter.value,
    content,
    subject,
    ...(publicKey && { publicKey }),
    keyUsage: keyUsageOf(extension('2.5.29.15')),
    extendedKeyUsage: extended?.keyPurposes ?? [],
    authority: constraints instanceof BasicConstraints && constraints.cA,
    ...(constraints instanceof BasicConstraints &&
      typeof constraints.pathLenConstraint === 'number' && { pathLength: constraints.pathLenConstraint }),
    unknownCritical: (certificate.extensions ?? [])
      .filter(({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID))
      .map(({ extnID }) => extnID),
    names: { subject: derOfName(certificate.subject), issuer: derOfName(certificate.issuer) },
    signed: signedPartOf(certificate),
    ...(keyId instanceof OctetString && { keyId: hexOf(keyId.valueBlock.valueHexView) }),
  };
}

/** Key usage, basic constraints, extended key usage; policies, which no rule here depends on. */
const UNDERSTOOD: readonly string[] = ['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.32'];

const derOfName = (name: RelativeDistinguishedNames) => hexOf(new Uint8Array(name.toSchema().toBER()));

function signedPartOf({ tbsView, signatureAlgorithm, signatureValue }: Certificate): SignedPart {
  const bits = bitsOf('signature', signatureAlgorithm.algorithmId);
  return {
    bytes: new Uint8Array(tbsView),
    signature: new Uint8Array(signatureValue.valueBlock.valueHexView),
    ...(bits && { bits }),
  };
}

function attributesOf({ typesAndValues }: RelativeDistinguishedNames): readonly NameAttribute[] {
  return typesAndValues.map(({ type, value }) => ({ type, value: String(value.valueBlock.value) }));
}

/** Surname with names, else the common name; then the organisation, when it says more. */
function nameOf(attributes: readonly NameAttribute[]): string {
  const find = (type: string) => attributes.find((attribute) => attribute.type === type)?.value;
  const person = [find('2.5.4.4'), find('2.5.4.42')].filter((part) => part !== undefined).join(' ');
  const name = person || find('2.5.4.3');
  const parts = [name, find('2.5.4.10')].filter((part) => part !== undefined && part !== '');
  return [...new Set(parts)].join(', ') || attributes.map(({ value }) => value).join(', ');
}

function keyUsageOf(value: unknown): readonly KeyUsage[] {
  if (!(value instanceof BitString)) return [];
  const bytes = value.valueBlock.valueHexView;
  return KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
}

function publicKeyIn({ subjectPublicKeyInfo: info }: Certificate): GostPublicKey | undefined {
  const bits = bitsOf('key', info.algorithm.algorithmId);
  if (!bits) return undefined;
  const curve = parameterSetOf(info.algorithm);
  if (findCurve(curve).bits !== bits)
    throw new GostError('badCertificate', 'Ключ сертификата не подходит к своей кривой');
  return { bits, curve, ...pointOf(info.subjectPublicKey.valueBlock.valueHexView, bits) };
}

/** OCTET STRING with X‖Y, both little-endian. */
function pointOf(bytes: Uint8Array, bits: GostBits): { readonly x: bigint; readonly y: bigint } {
  const { result } = fromBER(bytes);
  const length = bits / 8;
  const point = result instanceof OctetString ? result.valueBlock.valueHexView : new Uint8Array();
  if (point.length !== length * 2) throw new GostError('badCertificate', 'Открытый ключ сертификата повреждён');
  return { x: fromLittleEndian(point.subarray(0, length)), y: fromLittleEndian(point.subarray(length)) };
}
