import type { Delivery, Incoming } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import type { StoredConnection } from '../connection/connection.model.ts';
import { onBehalfOf } from '../connection/evidence.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Claim } from '../outbox/rows.ts';
import { openOutboxWorker } from '../outbox/worker.ts';
import { openPoller } from './poller.ts';

/** How one kind of outgoing thing is sent; the concept that owns it says how, and its topic of the outbox. */
export interface Sender {
  readonly topic: string;
  readonly send: (deps: Deps, claim: Claim, signal: AbortSignal) => Promise<void>;
}

/** What the concepts do with what comes. */
export interface Takers {
  /** Ids of requests that wait for an answer over a connection. */
  readonly waiting: (trx: Transaction, connectionId: string, most: number) => Promise<string[]>;
  readonly delivery: (deps: Deps, stored: StoredConnection, delivery: Delivery) => Promise<void>;
  readonly incoming: (deps: Deps, stored: StoredConnection, message: Incoming) => Promise<void>;
}

/** What the engine does with the other sides by itself: sends what is laid out, collects what has come. */
export interface Exchange {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function openExchange(deps: Deps, senders: readonly Sender[], takers: Takers): Exchange {
  const { tuning } = deps;
  const workers = senders.map(({ topic, send }) =>
    openOutboxWorker({
      ...deps,
      topic,
      limit: tuning.sending,
      perLane: tuning.perConnection,
      leaseSeconds: tuning.leaseSeconds,
      patience: tuning.patience,
      handle: (claim, signal) => send(deps, claim, signal),
    }),
  );
  const poller = openPoller(deps, (open, signal) => collect({ deps, takers }, open, signal));
  return {
    async start() {
      for (const worker of workers) await worker.start();
      await poller.start();
    },
    async stop() {
      await Promise.all([...workers, poller].map((part) => part.stop()));
    },
  };
}

/** More waiting requests than a plugin could ask after in one look. */
const MOST_WAITING = 1_000;

async function collect(
  { deps, takers }: { readonly deps: Deps; readonly takers: Takers },
  { connection, stored }: OpenConnection,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  if (connection.receive !== undefined && stored.organisation !== null) {
    const waiting = await deps.database.inBodies([stored.organisation.id], (trx) =>
      takers.waiting(trx, stored.id, MOST_WAITING),
    );
    for await (const delivery of connection.receive(waiting, signal)) {
      await onBehalfOf(delivery.requestId, () => takers.delivery(deps, stored, delivery));
      count += 1;
    }
  }
  for await (const message of connection.inbox?.(signal) ?? []) {
    await takers.incoming(deps, stored, message);
    count += 1;
  }
  return count;
}
