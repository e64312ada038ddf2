import type { GostBits } from './streebog.ts';

/** What the ГОСТ algorithms are called in keys, certificates and signatures (RFC 9215, RFC 9548). */
export const OIDS = {
  key: { 256: '1.2.643.7.1.1.1.1', 512: '1.2.643.7.1.1.1.2' },
  digest: { 256: '1.2.643.7.1.1.2.2', 512: '1.2.643.7.1.1.2.3' },
  signature: { 256: '1.2.643.7.1.1.3.2', 512: '1.2.643.7.1.1.3.3' },
} as const satisfies Record<string, Record<GostBits, string>>;

/** RFC 5652, RFC 5035. */
export const CMS_OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** Undefined for an algorithm that is not of this kind. */
export function bitsOf(kind: keyof typeof OIDS, oid: string): GostBits | undefined {
  const named = OIDS[kind];
  return oid === named[256] ? 256 : oid === named[512] ? 512 : undefined;
}
