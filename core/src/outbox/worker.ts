import { randomBytes, randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db.ts';
import { nextTry, type Patience } from './backoff.ts';
import {
  type Claim,
  ClaimLost,
  claimEntries,
  failClaim,
  outboxChannel,
  postponeClaim,
  releaseClaim,
  renewLease,
} from './rows.ts';

export interface OutboxWorkerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  readonly topic: string;
  /** In flight at once in this process, and in one lane over all processes. */
  readonly limit: number;
  readonly perLane: number;
  /** Renewed while the work lasts: this is how long a killed process keeps an entry from the others. */
  readonly leaseSeconds: number;
  /** For what `handle` throws; a failure that it expects it settles by itself. */
  readonly patience: Patience;
  /**
   * Does the work and settles the claim (finish, postpone, fail) in its last transaction, together with all else it writes.
   * `signal` aborts when the lease is lost and when the process stops. May run again after a crash: idempotent.
   */
  readonly handle: (claim: Claim, signal: AbortSignal) => Promise<void>;
}

export interface OutboxWorker {
  start(): Promise<void>;
  /** Looks at once; otherwise when something is put in, and every two seconds. */
  wake(): void;
  /** Takes nothing more, lets what runs end for 20 seconds, then aborts it and gives it back. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const pollEvery = 2_000;
const stopPatience = 20_000;

/** Names this process in the entries it holds. */
const node = `${process.pid}-${randomBytes(4).toString('hex')}`;

export function openOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { database, clock, log, topic } = options;
  const running = new Set<Promise<void>>();
  const stop = new AbortController();
  let state: 'new' | 'working' | 'stopped' = 'new';
  let looking: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let listening: { close(): Promise<void> } | undefined;

  async function look(): Promise<void> {
    for (let found = true; found && state === 'working' && running.size < options.limit; ) {
      const room = options.limit - running.size;
      const claims = await claimEntries(database, { ...options, node, now: clock(), limit: room });
      found = claims.length > 0;
      for (const claim of claims) run(claim);
    }
  }

  function run(claim: Claim): void {
    const work = carryOut(options, claim, stop.signal).finally(() => {
      running.delete(work);
      wake();
    });
    running.add(work);
  }

  function wake(): void {
    if (state !== 'working') return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    again = false;
    looking = look()
      // The database is away: the poll comes round.
      .catch((error: unknown) => log.warn({ err: error, topic }, 'outbox'))
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  }

  return {
    wake,
    async start() {
      state = 'working';
      const onMessage = (payload: string) => (payload === topic ? wake() : undefined);
      listening = await database.listen(outboxChannel, { onMessage, onReconnect: wake });
      timer = setInterval(wake, pollEvery).unref();
      wake();
    },
    async stop() {
      state = 'stopped';
      clearInterval(timer);
      await listening?.close();
      await looking;
      const ended = Promise.all(running);
      const late = setTimeout(() => stop.abort(), stopPatience);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Never rejects: what goes wrong is written down, or left for the lease to run out. */
async function carryOut(options: OutboxWorkerOptions, claim: Claim, stop: AbortSignal): Promise<void> {
  const { database, log, topic } = options;
  const lost = new AbortController();
  const beat = setInterval(() => void keep(), (options.leaseSeconds * 1000) / 3);
  async function keep(): Promise<void> {
    const held = await renewLease(database, claim, options.leaseSeconds).catch(() => true);
    if (!held) lost.abort();
  }
  try {
    await options.handle(claim, AbortSignal.any([lost.signal, stop]));
  } catch (error) {
    if (error instanceof ClaimLost || lost.signal.aborted) log.warn({ topic, entry: claim.id }, 'lease was lost');
    else await afterFailure(options, { claim, error, stopped: stop.aborted });
  } finally {
    clearInterval(beat);
  }
}

interface Failure {
  readonly claim: Claim;
  readonly error: unknown;
  readonly stopped: boolean;
}

async function afterFailure(options: OutboxWorkerOptions, { claim, error, stopped }: Failure): Promise<void> {
  const { database, clock, log, topic, patience } = options;
  if (!stopped) log.error({ err: error, topic, entry: claim.id }, 'outbox');
  const now = clock();
  const dueAt = nextTry(patience, { tries: claim.tries, now, chance: randomInt(1000) / 1000 });
  const text = 'Внутренняя ошибка при отправке; подробности – в журнале сервера.';
  const write = async (trx: Transaction): Promise<void> => {
    if (stopped) return releaseClaim(trx, claim);
    return dueAt === undefined
      ? failClaim(trx, claim, { now, error: text })
      : postponeClaim(trx, claim, { dueAt, error: text });
  };
  await database.asOwner(write).catch((later: unknown) => log.warn({ err: later, topic, entry: claim.id }, 'outbox'));
}
