import assert from 'node:assert/strict';
import { isProviderError, type ProviderError } from '../src/index.ts';
import { soon } from './soon.ts';

/** Milliseconds in which a call ends after its signal has aborted. */
const abortLimit = 1_000;

/** The error that the call ended with. @throws AssertionError when it ended well or hangs */
async function errorOf(call: Promise<unknown>, when: string): Promise<unknown> {
  const ended = await Promise.race([
    call.then(
      () => 'done' as const,
      (error: unknown) => ({ error }),
    ),
    soon(5_000),
  ]);
  assert.notEqual(ended, 'done', `${when}: нужна ошибка ProviderError, а вызов закончился удачно`);
  assert.notEqual(ended, 'late', `${when}: вызов не закончился за 5 секунд. Передайте signal в host.fetch`);
  return (ended as { error: unknown }).error;
}

/** The call fails so that the platform repeats it by itself. */
export async function failsForNow(call: Promise<unknown>, when: string): Promise<void> {
  assertLater(await errorOf(call, when), when);
}

export function assertLater(error: unknown, when: string): asserts error is ProviderError {
  assert.ok(
    isProviderError(error),
    `${when}: нужна ошибка ProviderError, а брошено: ${String(error)}. Прочее считается ошибкой модуля и останавливает обмен`,
  );
  assert.equal(
    error.retry,
    'later',
    `${when}: это пройдёт само, поэтому retry – later, а не ${error.retry} (${error.message})`,
  );
  assertRussian(error.message, `${when}: текст ошибки читает человек`);
}

/** A text for a person. */
export function assertRussian(text: unknown, what: string): void {
  assert.ok(
    typeof text === 'string' && /[а-яё]/i.test(text),
    `${what}: нужен текст по-русски, а здесь ${JSON.stringify(text)}`,
  );
}

/** The call ends, in whatever way, soon after `end` was done. */
export async function endsAfter(
  call: Promise<unknown>,
  { end, when }: { end: () => void; when: string },
): Promise<void> {
  const settled = call.then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  assert.equal(await Promise.race([settled, soon(100)]), 'late', `${when}: вызов закончился раньше, чем его прервали`);
  end();
  const first = await Promise.race([settled, soon(abortLimit)]);
  assert.equal(
    first,
    'ended',
    `${when}: вызов не закончился за секунду. Передайте signal в host.fetch и во все ожидания`,
  );
}

/** A signal that nobody aborts. */
export const patience = (): AbortSignal => new AbortController().signal;

/** Nothing was found wrong; otherwise the message names it all. */
export function assertNone(problems: readonly string[], what: string): void {
  assert.ok(problems.length === 0, `${what}: ${problems.join('; ')}`);
}
