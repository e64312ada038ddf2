import type { Trouble } from '../connection/reception.ts';
import type { Transaction } from '../db.ts';

/** How one connection fares, for whoever looks after the exchange. */
export interface ProviderRow {
  readonly id: string;
  readonly title: string;
  readonly plugin: string;
  readonly enabled: boolean;
  readonly health: { readonly ok: boolean; readonly text: string } | null;
  readonly checkedAt: Date | null;
  readonly brokenSince: Date | null;
  readonly retryAt: Date | null;
  readonly brokenReason: string | null;
  readonly deafSince: Date | null;
  readonly deafReason: string | null;
  readonly trouble: Trouble | null;
  /** On their way, and given up: as many as a thousand of each. */
  readonly outgoing: number;
  readonly stopped: number;
  /** Requests without an answer, a thousand at most, and when the longest waiting one was sent. */
  readonly waiting: number;
  readonly oldestSentAt: Date | null;
  /** Answers since then that the figures are made of; null where there were none. */
  readonly answered: number;
  readonly medianSeconds: number | null;
  readonly slowSeconds: number | null;
}

/** More connections than a body has. */
const MOST_CONNECTIONS = 200;
/** The newest answers of a connection: enough for a median, and read by their index. */
const MOST_ANSWERS = 1_000;

/** Of the bodies of the transaction and of the installation, by title. Answers that people brought say nothing of the other side, those of an emulator nothing of the real one. */
export async function listProviders(trx: Transaction, since: Date): Promise<ProviderRow[]> {
  const counted = (condition: string) =>
    `(select count(*)::int from (select from outbox o where o.lane = c.id::text and o.done_at is null and ${condition}
       limit 1000) as few)`;
  const { rows } = await trx.raw(
    `select c.id, c.title, c.plugin, c.enabled, c.health, c.checked_at as "checkedAt", c.breaker_opened_at as "brokenSince",
       c.breaker_retry_at as "retryAt", c.breaker_reason as "brokenReason",
       c.reception_failing_since as "deafSince", c.reception_reason as "deafReason", c.reception_trouble as trouble,
       ${counted('o.failed_at is null')} as outgoing, ${counted('o.failed_at is not null')} as stopped,
       (select count(*)::int from (select from request r where r.connection_id = c.id and r.status = 'waiting' limit 1000)
         as few) as waiting,
       (select r.sent_at from request r where r.connection_id = c.id and r.status = 'waiting' order by r.sent_at limit 1)
         as "oldestSentAt",
       took.answered, took.median as "medianSeconds", took.slow as "slowSeconds"
     from connection c cross join lateral (
       select count(*)::int as answered, percentile_cont(0.5) within group (order by seconds) as median,
         percentile_cont(0.9) within group (order by seconds) as slow
       from (select extract(epoch from r.answered_at - r.sent_at) as seconds from request r
         where r.connection_id = c.id and r.answered_at >= :since and r.sent_at is not null and r.brought_by is null
           and coalesce(r.emulated, false) = coalesce(c.emulated, false)
         order by r.answered_at desc limit ${MOST_ANSWERS}) as answers
     ) as took order by c.title, c.id limit ${MOST_CONNECTIONS}`,
    { since },
  );
  return rows;
}
