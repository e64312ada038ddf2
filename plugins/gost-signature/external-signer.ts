import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type GostBits, gostBackend, readPublicKey } from '@reglament/gost';
import { type Host, ProviderError } from '@reglament/sdk';
import { type GostSignatureConfig, usualTimeLimit } from './config.ts';
import { misconfigured } from './failure.ts';

type Sign = (bytes: Uint8Array) => Promise<Uint8Array>;

interface Program {
  readonly certificate: Uint8Array;
  /** Folder of the programs. */
  readonly programs: string;
}

/**
 * A program of the server's administrator: `<program> sign 256` gets the bytes on its input and writes the signature value to
 * its output, as bytes, hex or base64. CryptoPro's command line, a PKCS#11 tool: a few lines of shell around each (README).
 */
export function openProgram({ config }: Host<GostSignatureConfig>, { certificate, programs }: Program): Sign {
  const { program } = config;
  if (!program) throw misconfigured('noProgram', 'Укажите программу, которая подписывает.');
  const { bits } = readPublicKey(certificate);
  return async (bytes) => {
    const output = await run(join(programs, program), ['sign', String(bits)], {
      input: bytes,
      timeLimit: secondsOf(config),
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
      signal: AbortSignal.timeout(secondsOf(config)),
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

const secondsOf = ({ timeLimit = usualTimeLimit }: GostSignatureConfig) => timeLimit * 1000;

function refused(status: number): ProviderError {
  const later = status >= 500 || status === 429;
  const text = later
    ? 'Служба подписи временно не работает'
    : 'Служба подписи отказала. Проверьте адрес и ключ доступа';
  return new ProviderError('serviceRefused', `${text} (HTTP ${status}).`, { retry: later ? 'later' : 'never' });
}

const late = (who: string, cause?: unknown) =>
  new ProviderError('late', `${who}: подпись не получена в срок. Проверьте, доступен ли ключ.`, {
    retry: 'later',
    cause,
  });

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
function checked(value: Uint8Array, { certificate, bytes, who }: Check): Uint8Array {
  const found = [value, value.toReversed()].find((signature) =>
    gostBackend().verify({ certificate, bytes, signature }),
  );
  if (found) return new Uint8Array(found);
  throw misconfigured(
    'otherKey',
    `${who} дала подпись, которая не подходит к сертификату ведомства. Проверьте, тот ли ключ.`,
  );
}

interface Run {
  readonly input: Uint8Array;
  /** Milliseconds. */
  readonly timeLimit: number;
}

const LARGEST_OUTPUT = 10_000;

function run(file: string, args: readonly string[], { input, timeLimit }: Run): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      stdio: 'pipe',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/cprocsp/bin/amd64' },
    });
    const output: Buffer[] = [];
    let told = '';
    let size = 0;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(late(`Программа ${file}`));
    }, timeLimit);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_OUTPUT) child.kill('SIGKILL');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      told = (told + chunk.toString()).slice(-500);
    });
    // A program that ends without reading says why by its code.
    child.stdin.on('error', () => undefined);
    child.once('error', (cause) => {
      clearTimeout(timer);
      fail(
        misconfigured('noProgram', `Программа ${file} не запускается. Проверьте, что она есть и исполняется.`, cause),
      );
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) return done(new Uint8Array(Buffer.concat(output)));
      const why = told.trim() === '' ? `код ${code}` : told.trim();
      fail(new ProviderError('programFailed', `Программа ${file} не подписала: ${why}`, { retry: 'later' }));
    });
    child.stdin.end(input);
  });
}
