import { createPublicKey, verify } from 'node:crypto';
import { GostError, gostBackend, readCertificate } from '@reglament/gost';
import { notGenuine } from './failure.ts';

type Claims = Readonly<Record<string, unknown>>;

export interface TokenCheck {
  /** PEM: certificates, or public keys of RSA; several while ЕСИА exchanges its key. */
  readonly certificates: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly kind: 'access' | 'id';
  readonly now: Date;
}

/** Seconds by which the clocks may differ. */
const TOLERANCE = 30;

/** What a token of ЕСИА says, once its signature, issuer, addressee and time are right. @throws ProviderError */
export function checkToken(token: string, check: TokenCheck): Claims {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const [header, claims] = [partOf(head), partOf(body)];
  if (header === undefined || claims === undefined || rest.length > 0) throw notGenuine();
  const signed = { bytes: Buffer.from(`${head}.${body}`), signature: Buffer.from(signature, 'base64url') };
  if (!keysIn(check.certificates).some((pem) => isSigned(header.alg, signed, pem))) throw notGenuine();
  const now = check.now.getTime() / 1000;
  const { iss, exp, nbf, iat, aud, client_id: client } = claims;
  const isFor =
    check.kind === 'id' ? [aud].flat().includes(check.clientId) : client === undefined || client === check.clientId;
  const begins = [nbf, iat].every((at) => at === undefined || (typeof at === 'number' && at <= now + TOLERANCE));
  const lasts = typeof exp === 'number' && exp > now - TOLERANCE;
  if (iss !== check.issuer || !isFor || !begins || !lasts) throw notGenuine();
  return claims;
}

/** Of the person: ЕСИА names them in one token so, in the other so. */
export function subjectOf(claims: Claims): string {
  const inner = claims['urn:esia:sbj'] as Claims | undefined;
  const subject = String(claims['urn:esia:sbj_id'] ?? inner?.['urn:esia:sbj:oid'] ?? '');
  if (!/^\d{1,20}$/.test(subject)) throw notGenuine();
  return subject;
}

/** One after another, as they are pasted. */
function keysIn(pem: string): string[] {
  return pem.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g) ?? [];
}

interface Signed {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** By the key of the settings, never by what the token would like. */
function isSigned(algorithm: unknown, { bytes, signature }: Signed, pem: string): boolean {
  const gost = gostCertificate(pem);
  try {
    if (gost !== undefined)
      return /^GOST3410/.test(String(algorithm)) && gostBackend().verify({ certificate: gost, bytes, signature });
    const key = createPublicKey(pem);
    return algorithm === 'RS256' && key.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', bytes, key, signature);
  } catch {
    return false;
  }
}

function gostCertificate(pem: string): Uint8Array | undefined {
  try {
    const { publicKey, content } = readCertificate(pem);
    return publicKey === undefined ? undefined : content;
  } catch (error) {
    if (error instanceof GostError) return undefined;
    throw error;
  }
}

function partOf(part: string): Claims | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof read === 'object' && read !== null ? (read as Claims) : undefined;
  } catch {
    return undefined;
  }
}
