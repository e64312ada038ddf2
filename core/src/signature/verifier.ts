import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isProviderError, type SignatureStatus, type SignatureVerdict as SignerVerdict } from '@reglament/sdk';
import type { Logger } from 'pino';
import type { SignatureVerdict } from '../api.gen.ts';
import type { Connections } from '../connection/registry.ts';
import { Refusal } from '../errors.ts';
import { noSigner } from './refusals.ts';

export interface SignedFile {
  /** The body whose signature connection judges. */
  readonly organisationId: string;
  /** The signed content from its beginning. */
  readonly open: () => Promise<Readable>;
  /** As it was uploaded: DER, BER, PEM or base64. */
  readonly signature: Buffer;
  /** DER; `signature` is then the bare value that its key has made. */
  readonly certificate?: Buffer | null;
  readonly now: Date;
  /** Since when the signature is known to exist: certificates are judged at that moment. */
  readonly knownSince?: Date;
}

/**
 * Null: the body has no connection that could check it, so it is shown as not checked. @throws ProviderError when there is one
 * and it could not look
 */
export type SignatureVerifier = (file: SignedFile) => Promise<SignatureVerdict | null>;

/** The platform itself knows no algorithms of signing: which keys to trust, the body's signature connection says. */
export function createVerifier(connections: Pick<Connections, 'findSigner'>): SignatureVerifier {
  return async ({ organisationId, open, signature, certificate, now, knownSince = now }) => {
    const signer = await connections.findSigner(organisationId);
    if (signer === undefined) return null;
    const content = await buffer(await open());
    if (certificate == null) return summed(await signer.verify(content, signature, knownSince), now);
    const verdict = await signer.verifyRaw?.(content, { value: signature, certificate }, knownSince);
    return verdict === undefined ? null : summed([verdict], now);
  };
}

/** One that could not be looked at is not checked yet: whoever brings it cannot help that. */
export async function firstVerdict(
  { verifySignature, log }: { readonly verifySignature: SignatureVerifier; readonly log: Pick<Logger, 'warn'> },
  signed: SignedFile,
): Promise<SignatureVerdict | null> {
  return verifySignature(signed).catch((error: unknown) => {
    if (!isProviderError(error)) throw error;
    log.warn({ err: error, organisation: signed.organisationId }, 'a signature could not be checked');
    return null;
  });
}

/** For whoever asks on purpose: they are told why nobody could look. @throws Refusal stateConflict */
export async function verdictNow(
  { verifySignature }: { readonly verifySignature: SignatureVerifier },
  signed: SignedFile,
): Promise<SignatureVerdict> {
  const verdict = await verifySignature(signed).catch((error: unknown) => {
    if (!isProviderError(error)) throw error;
    throw new Refusal('stateConflict', `Подпись не проверена. ${error.message}`);
  });
  if (verdict === null) throw noSigner();
  return verdict;
}

/** One verdict of as many signatures as there are; whichever does not hold decides. Pure. */
export function summed(verdicts: readonly SignerVerdict[], checkedAt: Date): SignatureVerdict {
  const fault = verdicts.find(({ valid }) => !valid);
  return {
    valid: verdicts.length > 0 && fault === undefined,
    status: fault === undefined ? 'valid' : statusOf(fault),
    text: verdicts.map(({ text }) => text).join(' '),
    ...(verdicts.some(({ training }) => training) && { training: true }),
    checkedAt: checkedAt.toISOString(),
    signers: verdicts.map(signerView),
  };
}

const statusOf = ({ valid, status = valid ? 'valid' : 'broken' }: SignerVerdict): SignatureStatus => status;

function signerView(verdict: SignerVerdict) {
  const { valid, text, owner = null, issuer = null, serial = null, validFrom, validTo, signedAt } = verdict;
  const moment = (date: Date | undefined) => date?.toISOString() ?? null;
  const times = { validFrom: moment(validFrom), validTo: moment(validTo), signedAt: moment(signedAt) };
  return { valid, status: statusOf(verdict), text, owner, issuer, serial, ...times };
}
