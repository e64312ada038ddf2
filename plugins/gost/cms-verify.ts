import { createHash } from 'node:crypto';
import { type BaseBlock, GeneralizedTime, ObjectIdentifier, OctetString, Primitive, Sequence, UTCTime } from 'asn1js';
import { Certificate, IssuerAndSerialNumber, type SignedAndUnsignedAttributes, type SignerInfo } from 'pkijs';
import { type GostCertificate, readCertificate } from './certificate.ts';
import { gostBackend } from './chosen-backend.ts';
import { GostError } from './error.ts';
import { hexOf, serialOf } from './number.ts';
import { bitsOf, CMS_OIDS } from './oid.ts';
import { readSignedData } from './signed-data.ts';

/** Why a signature does not hold. */
export type CmsProblem =
  | 'noContent'
  | 'noCertificate'
  | 'unknownAlgorithm'
  | 'contentChanged'
  | 'signatureBroken'
  | 'otherCertificate'
  | 'malformed';

/** One signature by itself; whether its certificate may be trusted is asked apart, of `checkChain`. */
export interface CmsSignature {
  readonly certificate?: GostCertificate;
  /** By the signer's own clock. */
  readonly signedAt?: Date;
  /** Absent when the signature holds. */
  readonly problem?: CmsProblem;
}

export interface CmsReading {
  /** Of an attached signature. */
  readonly content?: Uint8Array;
  /** DER, all that came along. */
  readonly certificates: readonly Uint8Array[];
  readonly signatures: readonly CmsSignature[];
}

const MOST_SIGNERS = 20;

/** A detached signature needs the content; that of an attached one is its own. @throws GostError for what is no CMS at all */
export function verifyCms(cms: Uint8Array, content?: Uint8Array): CmsReading {
  const signed = readSignedData(cms);
  if (signed.signerInfos.length === 0) throw new GostError('badCms', 'В файле подписи нет ни одной подписи');
  if (signed.signerInfos.length > MOST_SIGNERS) throw new GostError('badCms', 'В файле подписи слишком много подписей');
  const { eContent, eContentType } = signed.encapContentInfo;
  const inside = eContent && contentOf(eContent);
  // What is inside speaks for itself only as long as nobody says what must have been signed.
  if (inside && content && Buffer.compare(inside, content) !== 0) {
    throw new GostError('badCms', 'Подпись содержит внутри другое содержание, чем у файла');
  }
  const certificates = (signed.certificates ?? [])
    .filter((item) => item instanceof Certificate)
    .map((item) => new Uint8Array(item.toSchema().toBER()));
  const source = { content: content ?? inside, contentType: eContentType, certificates };
  return {
    ...(inside && { content: inside }),
    certificates,
    signatures: signed.signerInfos.map((info) => verifySigner(info, source)),
  };
}

function contentOf(octets: unknown): Uint8Array {
  if (octets instanceof OctetString) return new Uint8Array(octets.getValue());
  throw new GostError('badCms', 'Файл подписи повреждён: содержание внутри не читается');
}

interface Source {
  readonly content: Uint8Array | undefined;
  readonly contentType: string;
  readonly certificates: readonly Uint8Array[];
}

function verifySigner(info: SignerInfo, source: Source): CmsSignature {
  let certificate: GostCertificate | undefined;
  const signedAt = signingTimeOf(info.signedAttrs);
  try {
    certificate = source.certificates.map((der) => readCertificate(der)).find((one) => isSigner(info, one));
    const problem = problemOf(info, certificate, source);
    return { ...(certificate && { certificate }), ...(signedAt && { signedAt }), ...(problem && { problem }) };
  } catch {
    // Whatever a structure that was made to break readers makes one of them throw: such a signature does not hold.
    return { ...(certificate && { certificate }), ...(signedAt && { signedAt }), problem: 'malformed' };
  }
}

function problemOf(
  { digestAlgorithm, signatureAlgorithm, signedAttrs, signature }: SignerInfo,
  certificate: GostCertificate | undefined,
  { content, contentType }: Source,
): CmsProblem | undefined {
  if (!certificate) return 'noCertificate';
  const bits = certificate.publicKey?.bits;
  const { algorithmId } = signatureAlgorithm;
  const named = bitsOf('key', algorithmId) ?? bitsOf('signature', algorithmId);
  if (!bits || named !== bits || bitsOf('digest', digestAlgorithm.algorithmId) !== bits) return 'unknownAlgorithm';
  if (!content) return 'noContent';
  const value = new Uint8Array(signature.getValue());
  const backend = gostBackend();
  const holds = (bytes: Uint8Array) => backend.verify({ certificate: certificate.content, bytes, signature: value });
  if (!signedAttrs) return holds(content) ? undefined : 'signatureBroken';
  const said = attributesOf(signedAttrs);
  const [type, digest] = [said(CMS_OIDS.contentType), said(CMS_OIDS.messageDigest)];
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== contentType) return 'malformed';
  if (!(digest instanceof OctetString)) return 'malformed';
  if (Buffer.compare(new Uint8Array(digest.getValue()), backend.digest(bits, content)) !== 0) return 'contentChanged';
  if (!holds(new Uint8Array(signedAttrs.encodedValue))) return 'signatureBroken';
  return namesCertificate(said(CMS_OIDS.signingCertificateV2), certificate) ? undefined : 'otherCertificate';
}

/** The first value of an attribute that stands there once. */
const attributesOf =
  ({ attributes }: SignedAndUnsignedAttributes) =>
  (oid: string): BaseBlock | undefined => {
    const found = attributes.filter(({ type }) => type === oid);
    return found.length === 1 ? found[0]?.values[0] : undefined;
  };

function signingTimeOf(attributes: SignedAndUnsignedAttributes | undefined): Date | undefined {
  const time = attributes && attributesOf(attributes)(CMS_OIDS.signingTime);
  return time instanceof UTCTime || time instanceof GeneralizedTime ? time.toDate() : undefined;
}

function isSigner({ sid }: SignerInfo, { names, serial, keyId }: GostCertificate): boolean {
  if (sid instanceof IssuerAndSerialNumber) {
    const { issuer, serialNumber } = sid;
    return (
      hexOf(new Uint8Array(issuer.toSchema().toBER())) === names.issuer &&
      serialOf(serialNumber.valueBlock.valueHexView) === serial
    );
  }
  const id: unknown = sid;
  // [0] IMPLICIT, so it is not read as an OCTET STRING.
  return id instanceof Primitive && keyId !== undefined && hexOf(id.valueBlock.valueHexView) === keyId;
}

/** Signatures without the attribute are plain CMS; with it, they are of this certificate alone. */
function namesCertificate(attribute: BaseBlock | undefined, { content }: GostCertificate): boolean {
  if (attribute === undefined) return true;
  const id = partOf(partOf(attribute, 0), 0);
  const first = partOf(id, 0);
  // The hash is SHA-256 unless another one is named.
  const [hash, value] = first instanceof OctetString ? [undefined, first] : [partOf(first, 0), partOf(id, 1)];
  if (!(value instanceof OctetString)) return false;
  const digest = digestBy(hash instanceof ObjectIdentifier ? hash.getValue() : SHA256, content);
  return digest !== undefined && Buffer.compare(digest, new Uint8Array(value.getValue())) === 0;
}

const SHA256 = '2.16.840.1.101.3.4.2.1';

function digestBy(oid: string, bytes: Uint8Array): Uint8Array | undefined {
  const bits = bitsOf('digest', oid);
  if (bits) return gostBackend().digest(bits, bytes);
  return oid === SHA256 ? createHash('sha256').update(bytes).digest() : undefined;
}

function partOf(block: BaseBlock | undefined, index: number): BaseBlock | undefined {
  return block instanceof Sequence ? block.valueBlock.value[index] : undefined;
}
