import type { SignedPart } from './certificate.ts';
import { type DerElement, readDer, readParts } from './der.ts';
import { GostError } from './error.ts';
import { hexOf, serialOf } from './number.ts';
import { bitsOf } from './oid.ts';
import { derOf } from './pem.ts';

/** What an authority says of the certificates that it has taken back. */
export interface RevocationList {
  /** DER of the authority's name, hex. */
  readonly issuer: string;
  readonly issuedAt: Date;
  /** When another one is due. */
  readonly nextAt?: Date;
  /** By serial number, lower-case hex. */
  readonly revoked: ReadonlyMap<string, Date>;
  readonly signed: SignedPart;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const BIT_STRING = 0x03;

/**
 * PEM or DER (RFC 5280, 5.1). Read by hand: the list of a big authority has hundreds of thousands of rows, and a general reader
 * makes objects of every part of each. @throws GostError
 */
export function readRevocationList(content: string | Uint8Array): RevocationList {
  const der = derOf(content, 'X509 CRL');
  if (!der) throw broken();
  const [list, algorithm, signature] = readParts(der, expect(readDer(der, 0), SEQUENCE));
  const parts = [...readParts(der, expect(list, SEQUENCE))];
  const value = expect(signature, BIT_STRING);
  // The version stands first, when it is not the first one.
  if (parts[0]?.tag === INTEGER) parts.shift();
  const [, issuer, issuedAt, ...rest] = parts;
  const next = rest[0] && isTime(rest[0]) ? rest.shift() : undefined;
  const rows = rest[0]?.tag === SEQUENCE ? rest[0] : undefined;
  const bits = bitsOf('signature', oidOf(der, expect(algorithm, SEQUENCE)));
  return {
    issuer: hexOf(slice(der, expect(issuer, SEQUENCE))),
    issuedAt: timeOf(der, issuedAt),
    ...(next && { nextAt: timeOf(der, next) }),
    revoked: rows ? readRows(der, rows) : new Map(),
    signed: {
      bytes: slice(der, expect(list, SEQUENCE)),
      signature: der.subarray(value.content + 1, value.end),
      ...(bits && { bits }),
    },
  };
}

function readRows(der: Uint8Array, rows: DerElement): Map<string, Date> {
  const revoked = new Map<string, Date>();
  for (const row of readParts(der, rows)) {
    const [serial, date] = readParts(der, expect(row, SEQUENCE));
    const { content, end } = expect(serial, INTEGER);
    revoked.set(serialOf(der.subarray(content, end)), timeOf(der, date));
  }
  return revoked;
}

const slice = (der: Uint8Array, { start, end }: DerElement) => der.subarray(start, end);
const isTime = ({ tag }: DerElement) => tag === UTC_TIME || tag === GENERALIZED_TIME;

function expect(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw broken();
  return element;
}

/** UTCTime with two digits of the year (50 and above are of the last century) or GeneralizedTime. */
function timeOf(der: Uint8Array, element: DerElement | undefined): Date {
  if (!element || !isTime(element)) throw broken();
  const text = Buffer.from(der.subarray(element.content, element.end)).toString('latin1');
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts) throw broken();
  const [, year = '', month, day, hour, minute, second] = parts;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  return new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The first member of an AlgorithmIdentifier, dotted. */
function oidOf(der: Uint8Array, algorithm: DerElement): string {
  const { content, end } = readDer(der, algorithm.content, algorithm.end);
  const numbers: number[] = [];
  let value = 0;
  for (const byte of der.subarray(content, end)) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...rest].join('.');
}

const broken = () =>
  new GostError('badRevocationList', 'Список отозванных сертификатов не читается: нужен CRL в PEM или DER');
