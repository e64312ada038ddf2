import {
  type ChainProblem,
  type ChainVerdict,
  checkChain,
  type GostCertificate,
  GostError,
  readCertificate,
  readPem,
} from '@reglament/gost';
import { WrongCall } from './wrong-call.ts';

/** Certificates that a person trusts: of authorities, or of those who sign. @throws WrongCall */
export function readTrusted(content: Uint8Array): readonly GostCertificate[] {
  const blocks = readPem(Buffer.from(content).toString('latin1')).filter(({ label }) => label === 'CERTIFICATE');
  const sources = blocks.length > 0 ? blocks.map(({ der }) => der) : [content];
  try {
    return sources.map((source) => readCertificate(source));
  } catch (error) {
    if (error instanceof GostError) throw new WrongCall(`Доверенные сертификаты: ${error.message}`);
    throw error;
  }
}

export interface TrustVerdict {
  /** Whom each certificate belongs to, from the one that signed to the one that is trusted, as far as it is known. */
  readonly chain: readonly string[];
  /** What does not let the certificate be trusted at the moment. Russian; absent: nothing. */
  readonly problem?: string;
}

export function judgeTrust(
  certificate: GostCertificate,
  authorities: readonly GostCertificate[],
  at: Date,
): TrustVerdict {
  const verdict = checkChain({ certificate, at }, { authorities });
  const chain = verdict.chain.map(({ owner }) => owner);
  if (verdict.problem === undefined) return { chain };
  const about = verdict.about === certificate ? '' : `Сертификат выпустившего (${verdict.about.owner}): `;
  return { chain, problem: about + WORDS[verdict.problem](verdict) };
}

const WORDS = {
  untrusted: ({ chain }) => `Выпущен не теми, кому доверяют (${chain.at(-1)?.issuer})`,
  expired: ({ about }) => `Истёк ${dateOf(about.validTo)}`,
  notYetValid: ({ about }) => `Ещё не действует: с ${dateOf(about.validFrom)}`,
  revoked: () => 'Отозван',
  notForSigning: () => 'Ключ этого сертификата не для подписи',
  unknownExtension: () => 'В сертификате обязательное расширение, которого здесь не знают',
} as const satisfies Record<ChainProblem, (verdict: ChainVerdict) => string>;

/** Russian; undefined: in force. */
export function outOfDate({ validFrom, validTo }: GostCertificate, at: Date): string | undefined {
  if (at < validFrom) return `Ещё не действует: с ${dateOf(validFrom)}`;
  return at > validTo ? `Истёк ${dateOf(validTo)}` : undefined;
}

export const dateOf = (date: Date) => date.toISOString().slice(0, 10).split('-').reverse().join('.');
