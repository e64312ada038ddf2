import type { Finding } from './draft-session.ts';

/** The first thing that is wrong at a place of a definition or within it, in words; notes are no wrong. */
export function problemIn(findings: readonly Finding[], pointer: string): string | undefined {
  const within = (one: Finding) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`);
  return findings.find((one) => one.level !== 'info' && within(one))?.message;
}
