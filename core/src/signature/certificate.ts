import { childrenOf, type Element, only, readElement, TAGS } from './asn1.ts';
import { textOf, timeOf } from './asn1-value.ts';

/** What of a certificate (RFC 5280, 4.1) tells who signed. */
export interface Certificate {
  readonly name: string | null;
  /** Surname and names, of a person's certificate. */
  readonly person: string | null;
  /** 11 digits, of a person's certificate. */
  readonly snils: string | null;
  readonly organisation: string | null;
  /** Lower-case hex. */
  readonly serial: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly issuer: Buffer;
  readonly keyId: Buffer | undefined;
}

const { SEQUENCE, INTEGER, OID } = TAGS;
const EXTENSIONS = 0xa3;
const SUBJECT_KEY_ID = '551d0e';
const NAMES = {
  commonName: '550403',
  surname: '550404',
  organisation: '55040a',
  givenName: '55042a',
  snils: '2a85036403',
} as const;

export function readCertificate(certificate: Element): Certificate {
  const [body] = childrenOf(only(certificate, SEQUENCE));
  const parts = childrenOf(only(body, SEQUENCE)).filter(({ tag }) => tag !== 0xa0);
  const [serial, _algorithm, issuer, validity, subject] = parts;
  const [from, to] = childrenOf(only(validity, SEQUENCE));
  const names = readNames(only(subject, SEQUENCE));
  const [surname, given] = [names.get(NAMES.surname), names.get(NAMES.givenName)];
  const full = [surname, given].filter(Boolean).join(' ');
  return {
    // Certificates of bodies carry the official beside the body's own name.
    name: full || names.get(NAMES.commonName) || null,
    person: surname && given ? full : null,
    snils: names.get(NAMES.snils)?.replace(/\D/g, '') || null,
    organisation: names.get(NAMES.organisation) || null,
    serial: only(serial, INTEGER).content.toString('hex'),
    validFrom: from === undefined ? null : timeOf(from),
    validTo: to === undefined ? null : timeOf(to),
    issuer: only(issuer, SEQUENCE).whole,
    keyId: keyIdOf(parts.find(({ tag }) => tag === EXTENSIONS)),
  };
}

/** Whether a signer's identifier (RFC 5652, 5.3) means this certificate: by issuer and serial number, or by its key. */
export function namesSigner({ issuer, serial, keyId }: Certificate, signer: Element): boolean {
  if (signer.tag !== SEQUENCE) return keyId !== undefined && signer.content.equals(keyId);
  const [name, number] = childrenOf(signer);
  return name?.whole.equals(issuer) === true && number?.content.toString('hex') === serial;
}

/** Attribute types by the hex of their OID; of several values the first. */
function readNames(subject: Element): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const attribute of childrenOf(subject).flatMap(childrenOf)) {
    const [type, value] = childrenOf(attribute);
    const key = only(type, OID).content.toString('hex');
    if (value !== undefined && !names.has(key)) names.set(key, textOf(value));
  }
  return names;
}

function keyIdOf(extensions: Element | undefined): Buffer | undefined {
  const list = extensions === undefined ? [] : childrenOf(extensions).flatMap(childrenOf);
  const found = list.find((one) => childrenOf(one)[0]?.content.toString('hex') === SUBJECT_KEY_ID);
  const value = found === undefined ? undefined : childrenOf(found).at(-1);
  return value === undefined ? undefined : readElement(value.content).content;
}
