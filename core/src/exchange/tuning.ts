import { type BreakerLimits, usualLimits } from '../connection/breaker.ts';
import type { Patience } from '../outbox/backoff.ts';

/** Paces and patience of the exchange; a test sets its own. Milliseconds, where a name does not say otherwise. */
export interface Tuning {
  readonly breaker: BreakerLimits;
  /** How often, and how long, what the other side does not take is tried again. */
  readonly patience: Patience;
  /** How long a killed process keeps what it had in hand from the others. */
  readonly leaseSeconds: number;
  /** At once in this process, and over one connection in all processes. */
  readonly sending: number;
  readonly perConnection: number;
  /** One try to send, or one look into a queue, is cut off after this. */
  readonly callTimeout: number;
  /** Pause between two looks into a queue: after something came, and at most when it stays empty. */
  readonly pollShortest: number;
  readonly pollLongest: number;
}

export const usualTuning: Tuning = {
  breaker: usualLimits,
  // Some five days: a provider that is away over holidays is no reason to ask a clerk to send again.
  patience: { first: 5_000, longest: 1_800_000, most: 250 },
  leaseSeconds: 30,
  sending: 16,
  perConnection: 8,
  callTimeout: 60_000,
  pollShortest: 2_000,
  pollLongest: 60_000,
};
