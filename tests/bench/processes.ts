import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadOrder, LoadResult } from './load.ts';

const root = join(import.meta.dirname, '../..');

export interface RunningProcess {
  readonly pid: number;
  /** The first message that has this field. */
  hears<T>(field: string): Promise<T>;
  tell(message: object): void;
  stop(): Promise<void>;
}

export interface Program {
  /** From the root of the repository. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints goes here. */
  readonly log: string;
}

/** A program of ours as a process of its own, with a channel to it. Its end before it was asked to is an error. */
export function startProcess({ file, args = [], nodeArgs = [], env = {}, log }: Program): RunningProcess {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, [...nodeArgs, join(root, file), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    hears: (field) => hear(child, field, () => `${file} ended:\n${readFileSync(log, 'utf8').slice(-2000)}`),
    tell: (message) => child.send(message),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function hear<T>(child: ChildProcess, field: string, whyEnded: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = () => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (message: Record<string, unknown>) => {
      if (!(field in message) && !('problem' in message)) return;
      done();
      if (field in message) resolve(message[field] as T);
      else reject(new Error(String(message.problem)));
    };
    const onExit = () => {
      done();
      reject(new Error(whyEnded()));
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

export async function orderLoad(loader: RunningProcess, order: LoadOrder): Promise<LoadResult> {
  const result = loader.hears<LoadResult>('result');
  loader.tell(order);
  return result;
}
