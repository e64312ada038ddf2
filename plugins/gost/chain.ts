import type { GostCertificate, SignedPart } from './certificate.ts';
import { gostBackend } from './chosen-backend.ts';
import type { RevocationList } from './revocation-list.ts';

/** Whom to believe. */
export interface Trust {
  /** Certificates of the permitted authorities: a chain must end at one of them, be it a root or not. */
  readonly authorities: readonly GostCertificate[];
  readonly revocations?: readonly RevocationList[];
}

export interface ChainQuestion {
  readonly certificate: GostCertificate;
  /** What came along and may stand in between. */
  readonly others?: readonly GostCertificate[];
  /** The moment at which the signature is known to have existed. */
  readonly at: Date;
}

export type ChainProblem =
  /** No way to a permitted authority. */
  | 'untrusted'
  | 'expired'
  | 'notYetValid'
  | 'revoked'
  /** The owner may not sign with it, by its key usage. */
  | 'notForSigning'
  /** An extension that must be understood and is not. */
  | 'unknownExtension';

export interface ChainVerdict {
  /** Absent for a certificate that may be trusted. */
  readonly problem?: ChainProblem;
  /** The certificate of the chain that the problem is about, or the last one of it. */
  readonly about: GostCertificate;
  /** From the owner's certificate to the authority that is trusted. */
  readonly chain: readonly GostCertificate[];
  /** What revocation lists said of the owner's certificate: `stale`, the next list was due already; `unchecked`, there is none. */
  readonly revocation: 'checked' | 'stale' | 'unchecked';
  /** With `revoked`. */
  readonly revokedAt?: Date;
}

const LONGEST = 8;

/** A certificate's chain at a moment (RFC 5280, 6.1, without policies and name constraints). */
export function checkChain({ certificate, others = [], at }: ChainQuestion, trust: Trust): ChainVerdict {
  const chain = findChain(certificate, others, trust);
  const base = { about: certificate, chain: chain ?? [certificate], revocation: 'unchecked' as const };
  if (certificate.unknownCritical.length > 0) return { ...base, problem: 'unknownExtension' };
  if (!maySign(certificate)) return { ...base, problem: 'notForSigning' };
  if (!chain) return { ...base, problem: 'untrusted' };
  for (const about of chain) {
    if (at < about.validFrom) return { ...base, about, problem: 'notYetValid' };
    if (at > about.validTo) return { ...base, about, problem: 'expired' };
  }
  return { ...base, ...askRevocations(chain, at, trust.revocations ?? []) };
}

function maySign({ keyUsage }: GostCertificate): boolean {
  return keyUsage.length === 0 || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation');
}

/** The first chain that holds. Each certificate is tried once: many of one name could otherwise be put in any order. */
function findChain(
  certificate: GostCertificate,
  others: readonly GostCertificate[],
  { authorities }: Trust,
): GostCertificate[] | undefined {
  const isTrusted = (one: GostCertificate) =>
    authorities.some(({ content }) => Buffer.compare(content, one.content) === 0);
  const tried = new Set<GostCertificate>();
  const walk = (chain: readonly GostCertificate[]): GostCertificate[] | undefined => {
    const last = chain.at(-1);
    if (!last || chain.length > LONGEST) return undefined;
    if (isTrusted(last)) return [...chain];
    for (const issuer of [...authorities, ...others]) {
      if (tried.has(issuer) || !mayIssue(issuer, last, chain.length - 1) || !isSignedBy(last.signed, issuer)) continue;
      tried.add(issuer);
      const found = walk([...chain, issuer]);
      if (found) return found;
    }
    return undefined;
  };
  return walk([certificate]);
}

function mayIssue(issuer: GostCertificate, { names }: GostCertificate, below: number): boolean {
  return (
    issuer.names.subject === names.issuer &&
    issuer.authority &&
    issuer.unknownCritical.length === 0 &&
    (issuer.keyUsage.length === 0 || issuer.keyUsage.includes('keyCertSign')) &&
    (issuer.pathLength === undefined || below <= issuer.pathLength)
  );
}

function isSignedBy({ bytes, signature, bits }: SignedPart, { publicKey, content }: GostCertificate): boolean {
  if (!bits || publicKey?.bits !== bits) return false;
  return gostBackend().verify({ certificate: content, bytes, signature });
}

type RevocationAnswer = Pick<ChainVerdict, 'revocation'> & Partial<ChainVerdict>;

/** Every certificate but the trusted one is looked up; only what was taken back before the moment counts. */
function askRevocations(
  chain: readonly GostCertificate[],
  at: Date,
  lists: readonly RevocationList[],
): RevocationAnswer {
  let owner: ChainVerdict['revocation'] = 'unchecked';
  for (const [index, about] of chain.slice(0, -1).entries()) {
    const issuer = chain[index + 1];
    const list =
      issuer &&
      newest(lists.filter(({ issuer: name, signed }) => name === issuer.names.subject && isSignedBy(signed, issuer)));
    const revocation = !list ? 'unchecked' : list.nextAt && list.nextAt < at ? 'stale' : 'checked';
    if (index === 0) owner = revocation;
    const revokedAt = list?.revoked.get(about.serial);
    if (revokedAt && revokedAt <= at) return { problem: 'revoked', about, revokedAt, revocation };
  }
  return { revocation: owner };
}

const newest = (lists: readonly RevocationList[]) =>
  lists.toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime())[0];
