import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePort } from '../../core/src/database/embedded-postgres-process.ts';
import { type Client, createClient } from './http-client.ts';

const main = join(import.meta.dirname, '../../core/src/main.ts');

/** One process of an installation, as a service manager would run it: no runner, settings in the environment. */
export interface ServerProcess {
  readonly url: string;
  /** Lines of the log so far, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** Waits until it answers; rejects with its log when it ends instead. */
  ready(): Promise<void>;
  client(): Client;
  /** Sends the signal and gives the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface ProcessOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Of the address that all processes share; the process' own when absent. */
  readonly publicUrl?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

export const processSecret = 'a key for tests only, of no value';

export async function startProcess(options: ProcessOptions): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [main], {
    env: environmentOf(options, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: Record<string, unknown>[] = [];
  let rest = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) log.push(line.startsWith('{') ? JSON.parse(line) : { text: line });
    });
  }
  const exit = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  return {
    url,
    log,
    ready: () => answers(url, { exit, log }),
    client: () => createClient(url),
    end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}

function environmentOf({ databaseUrl, dataDir, publicUrl, settings }: ProcessOptions, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: processSecret,
    DEMO: '1',
    ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
    ...settings,
  };
}

interface Running {
  readonly exit: Promise<unknown>;
  readonly log: readonly unknown[];
}

async function answers(url: string, { exit, log }: Running): Promise<void> {
  const ended = exit.then((code) => {
    throw new Error(`the process has ended with ${code}:\n${JSON.stringify(log, null, 1)}`);
  });
  const asked = vi.waitFor(
    async () => {
      const { status } = await fetch(`${url}/readyz`);
      if (status !== 200) throw new Error(`not ready: ${status}`);
    },
    { timeout: 90_000, interval: 50 },
  );
  await Promise.race([asked, ended]);
}
