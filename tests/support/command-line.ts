import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { processSecret } from './server-process.ts';

const root = join(import.meta.dirname, '../..');

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `reglament …` as a person calls it: a process of its own, settings in the environment. */
export async function reglament(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  /** A line of the shell that ends with `exec "$0" "$@"`, to run it under a limit. */
  shell = 'exec "$0" "$@"',
): Promise<CommandResult> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, SECRET_KEY: processSecret, ...settings };
  const command = [process.execPath, join(root, 'core/bin/reglament.mjs'), ...args];
  const child = spawn('sh', ['-c', shell, ...command], { cwd: root, env });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...printed };
}
