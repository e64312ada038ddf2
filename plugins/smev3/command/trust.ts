import { type GostCertificate, GostError, gostBackend, readCertificate, readPem } from '@reglament/gost';
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
  trusted: readonly GostCertificate[],
  at: Date,
): string | undefined {
  const dates = outOfDate(certificate, at);
  if (dates) return dates;
  const same = trusted.some(({ content }) => Buffer.from(content).equals(certificate.content));
  if (same) return undefined;
  const issuer = trusted.find((candidate) => candidate.authority && isIssuedBy(certificate, candidate));
  if (!issuer) return `Выпущен не теми, кому доверяют (${certificate.issuer})`;
  const stale = outOfDate(issuer, at);
  return stale && `Сертификат выпустившего (${issuer.owner}): ${stale}`;
}

/** Russian; undefined: in force. */
export function outOfDate({ validFrom, validTo }: GostCertificate, at: Date): string | undefined {
  if (at < validFrom) return `Ещё не действует: с ${dateOf(validFrom)}`;
  return at > validTo ? `Истёк ${dateOf(validTo)}` : undefined;
}

export const dateOf = (date: Date) => date.toISOString().slice(0, 10).split('-').reverse().join('.');

function isIssuedBy({ content }: GostCertificate, issuer: GostCertificate): boolean {
  try {
    const [signed, , signature] = partsOf(content);
    // The bit string begins with the number of unused bits.
    return gostBackend().verify({
      certificate: issuer.content,
      bytes: signed?.whole ?? new Uint8Array(),
      signature: signature?.value.subarray(1) ?? new Uint8Array(),
    });
  } catch (error) {
    if (error instanceof GostError) return false;
    throw error;
  }
}

interface DerPart {
  readonly whole: Uint8Array;
  readonly value: Uint8Array;
}

/** A certificate is a sequence of what is signed, the algorithm and the signature. */
function partsOf(certificate: Uint8Array): readonly DerPart[] {
  const parts: DerPart[] = [];
  const { value } = partAt(certificate, 0);
  for (let at = 0; at < value.length; ) {
    const part = partAt(value, at);
    parts.push(part);
    at += part.whole.length;
  }
  return parts;
}

function partAt(der: Uint8Array, at: number): DerPart {
  const first = der[at + 1] ?? 0;
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0);
  const start = at + 2 + lengthBytes;
  const end = Math.max(start + length, at + 2);
  return { whole: der.subarray(at, end), value: der.subarray(start, end) };
}
