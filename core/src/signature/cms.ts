import { BrokenAsn1, childrenOf, type Element, only, piecesOf, readElement, TAGS } from './asn1.ts';
import { timeOf } from './asn1-value.ts';
import { type Certificate, namesSigner, readCertificate } from './certificate.ts';

/** Who signed, as the signature itself says: nothing of it is proven before a check. */
export interface SignerClaim {
  /** Surname and names of the certificate's owner, else its common name; null without a certificate inside. */
  readonly name: string | null;
  readonly organisation: string | null;
  /** Serial number of the certificate, lower-case hex; null when it is named by its key. */
  readonly serial: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** The signer's own clock. */
  readonly signedAt: string | null;
}

/** Whose the certificate of a signer is; it is compared and not kept with the signature. */
export type SignerOwner = Pick<Certificate, 'person' | 'snils'>;

export type CmsProblem = 'notSignature' | 'broken' | 'noSigner';
export type CmsReading =
  | {
      readonly signers: readonly SignerClaim[];
      /** Of each signer, in their order; undefined without a certificate inside. */
      readonly owners: readonly (SignerOwner | undefined)[];
      /** What is signed, when the signature holds it inside. */
      readonly content?: Buffer;
    }
  | { readonly problem: CmsProblem };

const { SEQUENCE, SET, INTEGER, OID, OCTET_STRING } = TAGS;
/** Streamed. */
const OCTETS_IN_PIECES = 0x24;
const context = (number: number) => 0xa0 | number;

const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
const SIGNING_TIME = Buffer.from('2a864886f70d010905', 'hex');
const MOST_SIGNERS = 20;

/** A signature by RFC 5652, section 5: SignedData with the content it signs or without, and at least one signer. */
export function readCms(file: Buffer): CmsReading {
  try {
    const bytes = derOf(file);
    if (bytes === undefined) return { problem: 'notSignature' };
    const info = readElement(bytes);
    if (info.tag !== SEQUENCE) return { problem: 'notSignature' };
    const [type, explicit] = childrenOf(info);
    if (type?.tag !== OID || !type.content.equals(SIGNED_DATA)) return { problem: 'notSignature' };
    // Something behind the signature would be a second file in this one.
    if (info.whole.length !== bytes.length) return { problem: 'broken' };
    return readSignedData(only(explicit, context(0)));
  } catch (error) {
    if (error instanceof BrokenAsn1) return { problem: 'broken' };
    throw error;
  }
}

function readSignedData(explicit: Element): CmsReading {
  const parts = childrenOf(only(childrenOf(explicit)[0], SEQUENCE));
  const [version, digests, content, ...rest] = parts;
  only(version, INTEGER);
  only(digests, SET);
  const [, signed] = childrenOf(only(content, SEQUENCE));
  const infos = childrenOf(only(rest.at(-1), SET));
  if (infos.length === 0) return { problem: 'noSigner' };
  if (infos.length > MOST_SIGNERS) throw new BrokenAsn1('too many signers');
  const kept = rest.find(({ tag }) => tag === context(0));
  const certificates = kept === undefined ? [] : childrenOf(kept).filter(({ tag }) => tag === SEQUENCE);
  const known = certificates.map(readCertificate);
  const signers = infos.map((one) => readSigner(one, known));
  const owners = infos.map((one) => certificateOf(one, known));
  return signed === undefined
    ? { signers, owners }
    : { signers, owners, content: octetsOf(childrenOf(only(signed, context(0)))[0]) };
}

/** In one piece or, streamed, in several. */
function octetsOf(element: Element | undefined): Buffer {
  if (element?.tag === OCTET_STRING) return element.content;
  const pieces = piecesOf(only(element, OCTETS_IN_PIECES));
  return Buffer.concat(pieces.map((piece) => only(piece, OCTET_STRING).content));
}

function readSigner(info: Element, certificates: readonly Certificate[]): SignerClaim {
  const [version, signer, digest, ...rest] = childrenOf(only(info, SEQUENCE));
  only(version, INTEGER);
  only(digest, SEQUENCE);
  if (signer === undefined) throw new BrokenAsn1('a signer without a name');
  const value = rest.find(({ tag }) => tag === OCTET_STRING || tag === OCTETS_IN_PIECES);
  if (value === undefined || value.content.length === 0) throw new BrokenAsn1('a signer without a signature');
  const certificate = certificateOf(info, certificates);
  const serial = signer.tag === SEQUENCE ? childrenOf(signer)[1] : undefined;
  return {
    name: certificate?.name ?? null,
    organisation: certificate?.organisation ?? null,
    serial: certificate?.serial ?? serial?.content.toString('hex') ?? null,
    validFrom: certificate?.validFrom ?? null,
    validTo: certificate?.validTo ?? null,
    signedAt: signingTime(rest.find(({ tag }) => tag === context(0))),
  };
}

function certificateOf(info: Element, certificates: readonly Certificate[]): Certificate | undefined {
  const [, signer] = childrenOf(info);
  return signer && certificates.find((one) => namesSigner(one, signer));
}

/** Attribute signing-time (RFC 5652, 11.3). */
function signingTime(attributes: Element | undefined): string | null {
  for (const attribute of attributes === undefined ? [] : childrenOf(attributes)) {
    const [type, values] = childrenOf(attribute);
    if (type === undefined || !type.content.equals(SIGNING_TIME) || values === undefined) continue;
    const [value] = childrenOf(values);
    return value === undefined ? null : timeOf(value);
  }
  return null;
}

const ARMOUR = /^-----BEGIN (PKCS7|CMS|SIGNATURE|SIGNED MESSAGE)-----([A-Za-z0-9+/=\s]*)-----END \1-----$/;

/** DER or BER as it is; PEM, and base64 without its lines, as signing programs save it. */
export function derOf(file: Buffer): Buffer | undefined {
  if (file[0] === SEQUENCE && !/^[\w+/=\s]+$/.test(file.toString('latin1', 0, 64))) return file;
  const text = file.toString('latin1').trim();
  const base64 = ARMOUR.exec(text)?.[2] ?? (/^[A-Za-z0-9+/=\s]+$/.test(text) ? text : undefined);
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 0 ? undefined : bytes;
}
