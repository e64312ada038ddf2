import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm start` finds the engine with; it is written without types, to run before anything is installed. */
interface EngineFinder {
  findEngine(setting?: string): string | undefined;
  engineConfig(file: string): string;
}
const finder: EngineFinder = await import(join(import.meta.dirname, '../../run/gost-engine.mjs'));
export const { findEngine, engineConfig } = finder;

/** The openssl command with the engine of ГОСТ, in a folder of its own. */
export interface Openssl {
  /** Names of files are relative to the folder. @throws with what openssl says */
  run(...args: readonly string[]): Buffer;
  /** Whether it ended well. */
  accepts(...args: readonly string[]): boolean;
  write(name: string, content: Uint8Array | string): void;
  read(name: string): Buffer;
  /** For a Node that is started with the same engine. */
  readonly config: string;
  close(): void;
}

/** Undefined where the engine or the command is not installed. */
export function openOpenssl(): Openssl | undefined {
  const engine = findEngine('auto');
  if (!engine) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'reglament-gost-'));
  const config = join(folder, 'engine.cnf');
  writeFileSync(config, engineConfig(engine));
  const run = (...args: readonly string[]) =>
    execFileSync('openssl', args, {
      cwd: folder,
      env: { ...process.env, OPENSSL_CONF: config },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const openssl: Openssl = {
    run,
    accepts(...args) {
      try {
        run(...args);
        return true;
      } catch {
        return false;
      }
    },
    write: (name, content) => writeFileSync(join(folder, name), content),
    read: (name) => readFileSync(join(folder, name)),
    config,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  if (openssl.accepts('dgst', '-md_gost12_256', 'engine.cnf')) return openssl;
  openssl.close();
  return undefined;
}

/** What openssl calls the parameter sets, and what the keys call them. */
export const PARAMETER_SETS = [
  { algorithm: 'gost2012_256', name: 'A', oid: '1.2.643.2.2.35.1', bits: 256 },
  { algorithm: 'gost2012_256', name: 'B', oid: '1.2.643.2.2.35.2', bits: 256 },
  { algorithm: 'gost2012_256', name: 'C', oid: '1.2.643.2.2.35.3', bits: 256 },
  { algorithm: 'gost2012_256', name: 'XA', oid: '1.2.643.2.2.36.0', bits: 256 },
  { algorithm: 'gost2012_256', name: 'XB', oid: '1.2.643.2.2.36.1', bits: 256 },
  { algorithm: 'gost2012_256', name: 'TCA', oid: '1.2.643.7.1.2.1.1.1', bits: 256 },
  { algorithm: 'gost2012_256', name: 'TCB', oid: '1.2.643.7.1.2.1.1.2', bits: 256 },
  { algorithm: 'gost2012_256', name: 'TCC', oid: '1.2.643.7.1.2.1.1.3', bits: 256 },
  { algorithm: 'gost2012_256', name: 'TCD', oid: '1.2.643.7.1.2.1.1.4', bits: 256 },
  { algorithm: 'gost2012_512', name: 'A', oid: '1.2.643.7.1.2.1.2.1', bits: 512 },
  { algorithm: 'gost2012_512', name: 'B', oid: '1.2.643.7.1.2.1.2.2', bits: 512 },
  { algorithm: 'gost2012_512', name: 'C', oid: '1.2.643.7.1.2.1.2.3', bits: 512 },
] as const;
export type ParameterSet = (typeof PARAMETER_SETS)[number];

export interface KeyPair {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** A key of the set and a certificate that it has signed itself. */
export function makeKeyPair(openssl: Openssl, { algorithm, name }: ParameterSet): KeyPair {
  openssl.run('genpkey', '-algorithm', algorithm, '-pkeyopt', `paramset:${name}`, '-out', 'key.pem');
  const subject = `/CN=${algorithm} ${name}/O=Проверка`;
  openssl.write('req.cnf', '[req]\ndistinguished_name = name\n[name]\n');
  openssl.run(
    ...['req', '-x509', '-new', '-key', 'key.pem', '-config', 'req.cnf', '-utf8', '-subj', subject],
    ...['-days', '36500', '-out', 'certificate.pem'],
  );
  return { key: openssl.read('key.pem').toString(), certificate: openssl.read('certificate.pem').toString() };
}
