/** How a connection's other side has been doing. Closed: `openedAt` is null. */
export interface Breaker {
  /** Failures in a row. */
  readonly failures: number;
  readonly openedAt: Date | null;
  /** While open: nothing goes out before this moment, and then one try does. */
  readonly retryAt: Date | null;
  readonly reason: string | null;
}

export interface BreakerLimits {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds: the first pause, which doubles with every failed try, and the longest. */
  readonly pause: number;
  readonly longest: number;
}

export const usualLimits: BreakerLimits = { failures: 5, pause: 30_000, longest: 600_000 };

export const closedBreaker: Breaker = { failures: 0, openedAt: null, retryAt: null, reason: null };

/** After a failure of the other side (`ProviderError` with `later`). */
export function afterFailure(
  { failures, openedAt }: Breaker,
  { now, reason }: { readonly now: Date; readonly reason: string },
  limits: BreakerLimits = usualLimits,
): Breaker {
  const count = failures + 1;
  if (count < limits.failures) return { failures: count, openedAt: null, retryAt: null, reason };
  const pause = Math.min(limits.pause * 2 ** Math.min(count - limits.failures, 30), limits.longest);
  return { failures: count, openedAt: openedAt ?? now, retryAt: new Date(now.getTime() + pause), reason };
}

/** May something go out now? `probe`: yes, but as the one try that finds out whether the other side is back. */
export function passes({ openedAt, retryAt }: Breaker, now: Date): 'yes' | 'probe' | 'no' {
  if (openedAt === null || retryAt === null) return 'yes';
  return retryAt <= now ? 'probe' : 'no';
}
