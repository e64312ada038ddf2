import { join } from 'node:path';
import { type GostBits, gostBackend, readPublicKey } from '@reglament/gost';
import { type Host, ProviderError } from '@reglament/sdk';
import { type GostSignatureConfig, usualTimeLimit } from './config.ts';
import { misconfigured } from './failure.ts';
import { late, programFailed, programMissing, runProgram } from './run-program.ts';

export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>;

interface Program {
  readonly certificate: Uint8Array;
  /** Folder of the programs. */
  readonly programs: string;
}

/**
 * A program of the server's administrator: `<program> sign 256` gets the bytes on its input and writes the signature value to
 * its output, as bytes, hex or base64. CryptoPro's command line: a few lines of shell around it (README).
 */
export function openProgram({ config }: Host<GostSignatureConfig>, { certificate, programs }: Program): Sign {
  const { program } = config;
  if (!program) throw misconfigured('noProgram', 'Укажите программу, которая подписывает.');
  const { bits } = readPublicKey(certificate);
  return async (bytes) => {
    const file = join(programs, program);
    const output = await runProgram(file, ['sign', String(bits)], {
      input: bytes,
      timeLimit: limitOf(config),
      missing: (cause) => programMissing(file, cause),
      failed: (why) => programFailed(file, why),
    });
    return checked(signatureIn(output, bits), { certificate, bytes, who: `Программа ${program}` });
  };
}

/** A service over HTTP: gets the bytes and their digest in base64, answers `{"signature": "…"}`. */
export function openService(
  { config, fetch }: Host<GostSignatureConfig>,
  { certificate }: Pick<Program, 'certificate'>,
): Sign {
  const { url, token } = config;
  if (!url) throw misconfigured('noUrl', 'Укажите адрес службы подписи.');
  const { bits } = readPublicKey(certificate);
  return async (bytes) => {
    const digest = Buffer.from(gostBackend().digest(bits, bytes)).toString('base64');
    const order = { algorithm: `gost3410-2012-${bits}`, digest, content: Buffer.from(bytes).toString('base64') };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(limitOf(config)),
    }).catch((cause: unknown) => {
      if (cause instanceof Error && cause.name === 'TimeoutError') throw late('Служба подписи', cause);
      throw cause;
    });
    if (!answer.ok) throw refused(answer.status);
    const { signature } = (await answer.json().catch(() => ({}))) as { readonly signature?: unknown };
    if (typeof signature !== 'string') throw misconfigured('badAnswer', 'Служба подписи ответила без поля signature.');
    return checked(signatureIn(Buffer.from(signature), bits), { certificate, bytes, who: 'Служба подписи' });
  };
}

/** Milliseconds. */
export const limitOf = ({ timeLimit = usualTimeLimit }: GostSignatureConfig) => timeLimit * 1000;

function refused(status: number): ProviderError {
  const later = status >= 500 || status === 429;
  const text = later
    ? 'Служба подписи временно не работает'
    : 'Служба подписи отказала. Проверьте адрес и ключ доступа';
  return new ProviderError('serviceRefused', `${text} (HTTP ${status}).`, { retry: later ? 'later' : 'never' });
}

/** The bytes themselves, or their hex or base64. */
function signatureIn(output: Uint8Array, bits: GostBits): Uint8Array {
  const length = bits / 4;
  if (output.length === length) return output;
  const text = Buffer.from(output).toString('latin1').replace(/\s/g, '');
  if (new RegExp(`^[0-9A-Fa-f]{${length * 2}}$`).test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  return new Uint8Array(Buffer.from(text, 'base64'));
}

interface Check {
  readonly certificate: Uint8Array;
  readonly bytes: Uint8Array;
  readonly who: string;
}

/** Means of signing differ in the order of bytes: the one that verifies is right, and nothing that does not goes out. */
export function checked(value: Uint8Array, { certificate, bytes, who }: Check): Uint8Array {
  const found = [value, value.toReversed()].find((signature) =>
    gostBackend().verify({ certificate, bytes, signature }),
  );
  if (found) return new Uint8Array(found);
  throw misconfigured(
    'otherKey',
    `${who} дала подпись, которая не подходит к сертификату ведомства. Проверьте, тот ли ключ.`,
  );
}
