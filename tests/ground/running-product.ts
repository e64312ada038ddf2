import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const runner = join(import.meta.dirname, '../../run.mjs');

/** `npm start` as a person sees it: the console, and the process that they may interrupt or kill. */
export interface Console {
  readonly process: ChildProcess;
  /** All that has been printed. */
  text(): string;
  /** Waits until the text appears; rejects with all that was printed when the program ends without it. */
  shows(text: string): Promise<void>;
  /** The exit code, when it has ended. */
  ended(): Promise<number | null>;
}

interface Place {
  readonly dataDir: string;
  readonly port: number;
}

export function startProduct({ dataDir, port }: Place, settings: Readonly<Record<string, string>> = {}): Console {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port), ...settings };
  const child = spawn(process.execPath, [runner, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exit;
  });
  return {
    process: child,
    text: () => printed,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const look = () => printed.includes(text) && resolve();
        for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
        void exit.then(() => reject(new Error(`«${text}» не появилось:\n${printed}`)));
        look();
      }),
    ended: () => exit,
  };
}

/** Pids from the lock file of a start. */
export function processesOf(dataDir: string): { starter: number; server: number } {
  const { starter, server } = JSON.parse(readFileSync(join(dataDir, 'start.lock'), 'utf8'));
  return { starter: starter.pid, server: server.pid };
}

export function postmasterPid(cluster: string): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Processes whose current folder is the cluster: PostgreSQL and its children. */
export function processesIn(cluster: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  });
}

export function isAlive(pid: number): boolean {
  try {
    // A zombie whose parent does not reap it has ended all the same.
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return existsSync(`/proc/${pid}`);
  }
}
