import { spawn } from 'node:child_process';
import { ProviderError } from '@reglament/sdk';
import { misconfigured } from './failure.ts';

interface Run {
  readonly input: Uint8Array;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly env?: Readonly<Record<string, string>>;
  /** It does not start at all. */
  readonly missing: (cause: unknown) => ProviderError;
  /** It ended badly, and what it said of that. */
  readonly failed: (why: string) => ProviderError;
}

const LARGEST_OUTPUT = 10_000;

/** What a program writes when it is given this input. @throws ProviderError */
export function runProgram(file: string, args: readonly string[], run: Run): Promise<Uint8Array> {
  const { input, timeLimit, env = {}, missing, failed } = run;
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      stdio: 'pipe',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/cprocsp/bin/amd64', ...env },
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
      fail(missing(cause));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) return done(new Uint8Array(Buffer.concat(output)));
      fail(failed(told.trim() === '' ? `код ${code}` : told.trim()));
    });
    child.stdin.end(input);
  });
}

export const late = (who: string, cause?: unknown) =>
  new ProviderError('late', `${who}: подпись не получена в срок. Проверьте, доступен ли ключ.`, {
    retry: 'later',
    cause,
  });

export const programMissing = (file: string, cause: unknown) =>
  misconfigured('noProgram', `Программа ${file} не запускается. Проверьте, что она есть и исполняется.`, cause);

export const programFailed = (file: string, why: string) =>
  new ProviderError('programFailed', `Программа ${file} не подписала: ${why}`, { retry: 'later' });
