import { isProviderError, type ProviderError } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import { reportExchange, reportLook } from '../connection/commands.ts';
import type { FailedLook } from '../connection/reception.ts';
import { claimPoll, connectionChannel, finishPoll, type PollClaim, renewPoll } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { endingWith } from './attempt.ts';

/** Takes what waits at the other side of one connection and gives how much that was. */
export type Collect = (open: OpenConnection, signal: AbortSignal) => Promise<number>;

export interface Poller {
  start(): Promise<void>;
  /** Takes nothing more; a look that is under way is cut off: what was not acknowledged comes again. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const LOOK_EVERY = 1_000;
/** Looks at once in this process. */
const MOST = 4;
const GROWTH = 1.5;

/**
 * Asks the connections in turn what has come for them, each by one process at a time. Pauses grow while nothing comes; a
 * send, a change of settings and a message of a neighbour body shorten them.
 */
export function openPoller(deps: Deps, collect: Collect): Poller {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let listening: { close(): Promise<void> } | undefined;

  async function look(): Promise<void> {
    while (!stop.signal.aborted && running.size < MOST) {
      const { clock, tuning, database, config } = deps;
      const claim = await claimPoll(database, {
        now: clock(),
        node: config.node,
        leaseSeconds: tuning.leaseSeconds,
      });
      if (claim === undefined) return;
      const work = poll(deps, { claim, collect, stop: stop.signal }).finally(() => {
        running.delete(work);
        wake();
      });
      running.add(work);
    }
  }

  function wake(): void {
    if (stop.signal.aborted) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    again = false;
    looking = look()
      // The database is away: the timer comes round.
      .catch((error: unknown) => deps.log.warn({ err: error }, 'poller'))
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  }

  return {
    async start() {
      listening = await deps.database.listen(connectionChannel, { onMessage: wake, onReconnect: wake });
      timer = setInterval(wake, LOOK_EVERY).unref();
      wake();
    },
    async stop() {
      stop.abort();
      clearInterval(timer);
      await listening?.close();
      await looking;
      await Promise.all(running);
    },
  };
}

interface Poll {
  readonly claim: PollClaim;
  readonly collect: Collect;
  readonly stop: AbortSignal;
}

/** Never rejects: what goes wrong is told to the breaker, or left for the lease to run out. */
async function poll(deps: Deps, { claim, collect, stop }: Poll): Promise<void> {
  const { database, config, tuning, log } = deps;
  const { node } = config;
  const lost = new AbortController();
  const { leaseSeconds } = tuning;
  const beat = setInterval(
    () => {
      void renewPoll(database, claim.id, { node, leaseSeconds })
        .catch(() => true)
        .then((held) => held || lost.abort());
    },
    (leaseSeconds * 1000) / 3,
  );
  const signal = AbortSignal.any([stop, lost.signal, AbortSignal.timeout(tuning.callTimeout)]);
  try {
    const work = () =>
      endingWith(
        signal,
        deps.connections.use(claim.id, (open) => look(open, collect, signal)),
      );
    const next = await nextLook(deps, { claim, work, signal, stop });
    await finishPoll(database, { id: claim.id, node }, next);
  } catch (error) {
    log.error({ err: error, connection: claim.id }, 'poller');
  } finally {
    clearInterval(beat);
  }
}

/** Undefined: this connection never brings anything. */
async function look(open: OpenConnection, collect: Collect, signal: AbortSignal): Promise<number | undefined> {
  const { receive, inbox } = open.connection;
  return receive === undefined && inbox === undefined ? undefined : collect(open, signal);
}

interface Next {
  readonly dueAt: Date | null;
  readonly pause: number;
}

interface Look {
  readonly claim: PollClaim;
  readonly work: () => Promise<number | undefined>;
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
}

async function nextLook(deps: Deps, { claim, work, signal, stop }: Look): Promise<Next> {
  const { tuning, clock, log } = deps;
  const longer = Math.round(Math.min(Math.max(claim.pause * GROWTH, tuning.pollShortest), tuning.pollLongest));
  const after = (pause: number): Next => ({ dueAt: new Date(clock().getTime() + pause), pause });
  try {
    const count = await work();
    if (count === undefined) return { dueAt: null, pause: 0 };
    await reportExchange(deps, claim.id, undefined);
    await tellLook(deps, claim.id, undefined);
    return after(count > 0 ? tuning.pollShortest : longer);
  } catch (error) {
    if (stop.aborted) return after(0);
    // Ours are away, for a while: the other side has nothing to do with it and gives again what was not acknowledged.
    if (error instanceof Refusal || deps.database.isPassing(error)) {
      log.warn({ err: error, connection: claim.id }, 'what came could not be kept');
      return after(longer);
    }
    const known = isProviderError(error) ? error : undefined;
    if (known === undefined && !signal.aborted) {
      log.error({ err: error, connection: claim.id }, 'a plugin failed to receive');
    }
    const failed = failedLook(known, signal);
    await tellLook(deps, claim.id, failed);
    // Asked again all the same: it is not for us to know when somebody has mended it over there.
    if (failed.trouble === 'refused') return after(tuning.pollLongest);
    const { breaker } = await reportExchange(deps, claim.id, failed.reason);
    return breaker.retryAt === null ? after(longer) : { dueAt: breaker.retryAt, pause: longer };
  }
}

function failedLook(known: ProviderError | undefined, signal: AbortSignal): FailedLook {
  if (known !== undefined) return { trouble: known.retry === 'never' ? 'refused' : 'silent', reason: known.message };
  if (signal.aborted) return { trouble: 'silent', reason: 'Поставщик не ответил вовремя' };
  return { trouble: 'fault', reason: 'Внутренняя ошибка модуля' };
}

/** Said once when it begins and once when it ends, and not at every look between. */
async function tellLook(deps: Deps, connection: string, failed: FailedLook | undefined): Promise<void> {
  const change = await reportLook(deps, connection, failed);
  if (change === 'troubled') deps.log.warn({ connection, ...failed }, 'receiving is troubled');
  if (change === 'working') deps.log.warn({ connection }, 'receiving works again');
}
