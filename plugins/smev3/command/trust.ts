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

/** What does not let a certificate be trusted at a moment; undefined: nothing. */
export function distrust(
  certificate: GostCertificate,
  authorities: readonly GostCertificate[],
  at: Date,
): string | undefined {
  const verdict = checkChain({ certificate, at }, { authorities });
  if (verdict.problem === undefined) return undefined;
  const about = verdict.about === certificate ? '' : `Сертификат выпустившего (${verdict.about.owner}): `;
  return about + WORDS[verdict.problem](verdict);
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
