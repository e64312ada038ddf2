import {
  type BaseBlock,
  Constructed,
  GeneralizedTime,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as SetOf,
  UTCTime,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { readPublicKey } from './certificate.ts';
import { gostBackend } from './chosen-backend.ts';
import { CMS_OIDS, OIDS } from './oid.ts';
import { readSignedData } from './signed-data.ts';
import type { GostBits } from './streebog.ts';

/** Whoever holds the key: here, in a token or behind a service. */
export interface CmsSigner {
  /** DER. */
  readonly certificate: Uint8Array;
  /** The bare value `s‖r` over the ГОСТ digest of the bytes. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export interface CmsOrder {
  readonly content: Uint8Array;
  readonly signers: readonly CmsSigner[];
  readonly signedAt: Date;
  /** With the content inside; else the signature is kept beside the file. */
  readonly attached?: boolean;
  /** Certificates of authorities to send along. */
  readonly chain?: readonly Uint8Array[];
  /** A signature of the same content to which signers are added. */
  readonly existing?: Uint8Array;
}

/** CAdES-BES (ETSI EN 319 122-1; RFC 5126, 4.3.1), DER. @throws GostError */
export async function signCms(order: CmsOrder): Promise<Uint8Array> {
  const made = await Promise.all(order.signers.map((signer) => makeSigner(signer, order)));
  const kept = order.existing ? readSignedData(order.existing) : undefined;
  const certificates = new Map<string, Certificate>();
  for (const certificate of kept?.certificates ?? []) {
    if (certificate instanceof Certificate) certificates.set(textOf(certificate.tbsView), certificate);
  }
  for (const der of [...order.signers.map(({ certificate }) => certificate), ...(order.chain ?? [])]) {
    const certificate = Certificate.fromBER(new Uint8Array(der));
    certificates.set(textOf(certificate.tbsView), certificate);
  }
  const signerInfos = [...(kept?.signerInfos ?? []), ...made];
  const digests = new Set(signerInfos.map(({ digestAlgorithm }) => digestAlgorithm.algorithmId));
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [...digests].map((algorithmId) => algorithm(algorithmId)),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: CMS_OIDS.data,
      ...(order.attached && { eContent: new OctetString({ valueHex: new Uint8Array(order.content) }) }),
    }),
    certificates: [...certificates.values()],
    signerInfos,
  });
  const info = new ContentInfo({ contentType: CMS_OIDS.signedData, content: signed.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

async function makeSigner({ certificate: der, sign }: CmsSigner, { content, signedAt }: CmsOrder): Promise<SignerInfo> {
  const { bits } = readPublicKey(der);
  const certificate = Certificate.fromBER(new Uint8Array(der));
  const attributes = sorted([
    attribute(CMS_OIDS.contentType, new ObjectIdentifier({ value: CMS_OIDS.data })),
    attribute(CMS_OIDS.signingTime, timeOf(signedAt)),
    attribute(CMS_OIDS.messageDigest, octets(gostBackend().digest(bits, content))),
    attribute(CMS_OIDS.signingCertificateV2, signingCertificate(certificate, { der, bits })),
  ]);
  const signedBytes = new SetOf({ value: attributes.map((one) => one.toSchema()) }).toBER();
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: algorithm(OIDS.digest[bits]),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    // Named by the key, as CryptoPro and OpenSSL do; the digest is named apart.
    signatureAlgorithm: algorithm(OIDS.key[bits]),
    signature: octets(await sign(new Uint8Array(signedBytes))),
  });
}

/** ESSCertIDv2 (RFC 5035): ties the signature to this certificate and to no other with the same key. */
function signingCertificate(certificate: Certificate, { der, bits }: { der: Uint8Array; bits: GostBits }): Sequence {
  const hash = new Sequence({ value: [new ObjectIdentifier({ value: OIDS.digest[bits] })] });
  const id = new Sequence({ value: [hash, octets(gostBackend().digest(bits, der)), issuerSerial(certificate)] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

function issuerSerial({ issuer, serialNumber }: Certificate): Sequence {
  const directoryName = new Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [issuer.toSchema()] });
  return new Sequence({ value: [new Sequence({ value: [directoryName] }), serialNumber] });
}

/** What is signed is a SET in DER: its members stand in the order of their bytes. */
function sorted(attributes: readonly Attribute[]): Attribute[] {
  const bytes = (one: Attribute) => Buffer.from(one.toSchema().toBER());
  return attributes.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
}

const attribute = (type: string, value: BaseBlock) => new Attribute({ type, values: [value] });
const algorithm = (algorithmId: string) => new AlgorithmIdentifier({ algorithmId });
const octets = (bytes: Uint8Array) => new OctetString({ valueHex: new Uint8Array(bytes) });
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** RFC 5652, 11.3: two digits of the year up to 2049. */
const timeOf = (valueDate: Date) =>
  valueDate.getUTCFullYear() < 2050 ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate });
