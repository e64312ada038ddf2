import { randomInt } from 'node:crypto';
import { isProviderError, ProviderError } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import { passBreaker, reportExchange } from '../connection/commands.ts';
import { onBehalfOf } from '../connection/evidence.ts';
import type { Deps } from '../deps.ts';
import { nextTry } from '../outbox/backoff.ts';
import { type Claim, ClaimLost, type Postponing, postponeClaim } from '../outbox/rows.ts';

/** Why something was not taken, for a person: `code` for programs, `text` in Russian. */
export interface Problem {
  readonly code: string;
  readonly text: string;
}

export interface Attempt<Taken> {
  /** Asks the other side. */
  readonly call: (open: OpenConnection, signal: AbortSignal) => Promise<Taken>;
  /** Writes what came of it and finishes the claim, in one transaction. */
  readonly taken: (taken: Taken) => Promise<void>;
  /** Writes that it will never be taken as it is, and fails the claim, in one transaction. */
  readonly givenUp: (problem: Problem) => Promise<void>;
}

/**
 * One try to bring one thing to the other side of a connection (the claim's lane), behind its breaker. What is thrown from
 * here is a lost claim, a fault of ours, our database being away, or the process stopping.
 */
export async function attempt<Taken>(
  deps: Deps,
  { claim, signal }: { readonly claim: Claim; readonly signal: AbortSignal },
  work: Attempt<Taken>,
): Promise<void> {
  const passage = await passBreaker(deps, claim.lane);
  if (passage !== 'pass') {
    return putOff(deps, claim, { dueAt: spread(passage.notBefore), error: passage.reason, untried: true });
  }
  const timeout = AbortSignal.timeout(deps.tuning.callTimeout);
  const bounded = AbortSignal.any([signal, timeout]);
  let failure: unknown;
  try {
    const call = (open: OpenConnection) => onBehalfOf(claim.ownerId, () => work.call(open, bounded));
    const taken = await endingWith(bounded, deps.connections.use(claim.lane, call));
    await work.taken(taken);
    return await report(deps, claim.lane, undefined);
  } catch (error) {
    // Nothing is wrong with what was to be brought when our database was away for a moment: it is not given up.
    if (error instanceof ClaimLost || signal.aborted || deps.database.isPassing(error)) throw error;
    failure = timeout.aborted && !isProviderError(error) ? timedOut(deps, error) : error;
  }
  await afterFailure(deps, { claim, failure, work });
}

/** A plugin has to end when the signal aborts; one that does not must not hold up what waits behind it. */
export async function endingWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  // Whichever of the two comes later, or comes in vain, is nobody's concern any more.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let end: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
  });
  ended.catch(() => undefined);
  try {
    return await Promise.race([work, ended]);
  } finally {
    if (end !== undefined) signal.removeEventListener('abort', end);
  }
}

interface Failed {
  readonly claim: Claim;
  readonly failure: unknown;
  readonly work: Pick<Attempt<never>, 'givenUp'>;
}

/** Later, or never again: a person sees why. */
async function afterFailure(deps: Deps, { claim, failure, work }: Failed): Promise<void> {
  const { tuning, clock, log } = deps;
  const known = isProviderError(failure) ? failure : undefined;
  if (known === undefined) log.error({ err: failure, topic: claim.topic, owner: claim.ownerId }, 'a plugin failed');
  if (known?.retry === 'later') {
    await report(deps, claim.lane, known.message);
    const chance = randomInt(1000) / 1000;
    const dueAt = known.after ?? nextTry(tuning.patience, { tries: claim.tries, now: clock(), chance });
    if (dueAt !== undefined) return putOff(deps, claim, { dueAt, error: known.message });
  }
  const text = known?.message ?? 'Модуль сообщил о внутренней ошибке. Подробности – в журнале сервера.';
  await work.givenUp({ code: known?.code ?? 'internal', text });
}

async function putOff(deps: Deps, claim: Claim, why: Postponing): Promise<void> {
  await deps.database.asOwner((trx) => postponeClaim(trx, claim, why));
}

async function report(deps: Deps, connectionId: string, failure: string | undefined): Promise<void> {
  const { change } = await reportExchange(deps, connectionId, failure);
  if (change === 'none') return;
  deps.log.warn({ connection: connectionId, reason: failure }, `breaker ${change}`);
}

function timedOut({ tuning }: Deps, cause: unknown): ProviderError {
  const seconds = Math.round(tuning.callTimeout / 1000);
  return new ProviderError('timeout', `Поставщик не ответил за ${seconds} с`, { retry: 'later', cause });
}

/** Milliseconds over which what waited for one moment is spread. */
const SPREAD = 5_000;

function spread(moment: Date): Date {
  return new Date(moment.getTime() + randomInt(SPREAD));
}
