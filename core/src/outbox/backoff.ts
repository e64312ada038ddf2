/** Milliseconds; after `most` tries an entry waits for a person. */
export interface Patience {
  readonly first: number;
  readonly longest: number;
  readonly most: number;
}

/**
 * When to try again after the try number `tries` failed; undefined when it was the last. Pauses double; `chance` (0…1)
 * spreads them by a fifth, so that what failed together does not come back together.
 */
export function nextTry(
  { first, longest, most }: Patience,
  { tries, now, chance }: { tries: number; now: Date; chance: number },
): Date | undefined {
  if (tries >= most) return undefined;
  const pause = Math.min(first * 2 ** (tries - 1), longest);
  return new Date(now.getTime() + Math.round(pause * (0.9 + 0.2 * chance)));
}
