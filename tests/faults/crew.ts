import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Tuning } from '../../core/src/exchange/tuning.ts';

export interface EngineProcessOptions {
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tuning: Tuning;
  /** Absent: it answers nobody. */
  readonly port?: number;
}

export interface Member {
  readonly pid: number;
  /** Lines of its log from `warn` on, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** It works, and answers when it has a port. */
  readonly ready: Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** The most memory that it has ever taken, in bytes. */
  peak(): Promise<number>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** A process of the installation, in its own right: it shares nothing with the test but the database and the folder. */
export function startMember(options: EngineProcessOptions): Member {
  const child = fork(new URL('./engine-process.ts', import.meta.url), [JSON.stringify(options)], { stdio: 'inherit' });
  const log: Record<string, unknown>[] = [];
  const exit = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    log,
    ready: readiness(child, log),
    async peak() {
      const told = new Promise<number>((resolve) => {
        const hear = ({ peak }: { peak?: number }) => {
          if (peak === undefined) return;
          child.off('message', hear);
          resolve(peak);
        };
        child.on('message', hear);
      });
      child.send({ ask: 'peak' });
      return told;
    },
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function readiness(child: ChildProcess, log: Record<string, unknown>[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('message', (message: { line?: Record<string, unknown>; ready?: true }) => {
    if (message.line !== undefined) log.push(message.line);
    if (message.ready) resolve();
  });
  child.once('exit', (code, signal) => reject(new Error(`ended with ${signal ?? code}: ${JSON.stringify(log)}`)));
  // Whoever does not wait for it may kill it.
  promise.catch(() => undefined);
  return promise;
}
