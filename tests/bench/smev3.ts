import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareSchema } from '../../core/src/database/connect.ts';
import { createLog } from '../../core/src/log.ts';
import { engineConfig, findEngine } from '../gost/openssl.ts';
import { prepareGround } from './ground.ts';
import type { BenchOptions } from './options.ts';

export interface Smev3Side {
  /** Milliseconds of the processor for one message. */
  readonly cpuMs: number;
  readonly perSecond: number;
  /** The same for canonicalisation and cryptography alone. */
  readonly bareMs: number;
  /** How many times dearer the whole is. */
  readonly share: number;
}

/** What one process found, with one backend. */
export interface Smev3Figures {
  readonly backend: 'pure' | 'engine';
  readonly sizes: readonly {
    readonly bytes: number;
    readonly send: Smev3Side;
    readonly receive: Smev3Side;
    /** Received, verified and kept in the database, which works beside it; the bare cost is that of one row more. */
    readonly stored: Smev3Side;
  }[];
  /** Megabytes (2^20) that our own Стрибог hashes in a second of the processor; it is JavaScript beside either backend. */
  readonly streebogMb: number;
  /** After a tenth of the messages, and after all. */
  readonly memory: { readonly messages: number; readonly earlyMb: number; readonly lateMb: number };
}

export interface Smev3Place {
  /** A migrated database that answers are kept in; otherwise one is made for the run, on an embedded PostgreSQL. */
  readonly databaseUrl?: string;
  readonly say: (line: string) => void;
}

/** The pipeline of messages on one core with each backend that this machine has; each in a process of its own. */
export async function measureSmev3(
  { seconds, rounds, messages }: Pick<BenchOptions, 'seconds' | 'rounds' | 'messages'>,
  { databaseUrl, say }: Smev3Place,
): Promise<readonly Smev3Figures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reglament-bench-smev3-'));
  const ground = databaseUrl === undefined ? await prepareGround() : undefined;
  try {
    const url = databaseUrl ?? ground?.product.url ?? '';
    if (ground) await prepareSchema(url, createLog('silent'));
    const engine = findEngine('auto');
    const config = join(folder, 'engine.cnf');
    if (engine) await writeFile(config, engineConfig(engine));
    const figures: Smev3Figures[] = [];
    for (const flags of [[], ...(engine ? [[`--openssl-config=${config}`]] : [])]) {
      say(`Сообщения СМЭВ: ${flags.length === 0 ? 'JavaScript' : 'движок OpenSSL'}`);
      figures.push(await runProcess(flags, [url, seconds, rounds, messages]));
    }
    return figures;
  } finally {
    await ground?.clear();
    await rm(folder, { recursive: true });
  }
}

async function runProcess(flags: readonly string[], order: readonly (string | number)[]): Promise<Smev3Figures> {
  const program = join(import.meta.dirname, 'smev3-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, ...order.map(String)]);
  return JSON.parse(stdout);
}
