import type { Database } from '../db.ts';

export interface TopicDepth {
  readonly topic: string;
  /** Due now and in nobody's hands. */
  readonly waiting: number;
  /** Given up; a person decides. */
  readonly failed: number;
}

/** Counts of the whole installation, by topic. */
export async function outboxDepth(database: Database, now: Date): Promise<TopicDepth[]> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw(
      `select topic, count(*) filter (where failed_at is null and due_at <= ? and coalesce(lease_until <= now(), true))::int
         as waiting, count(failed_at)::int as failed
       from outbox where done_at is null group by topic order by topic`,
      [now],
    );
    return rows;
  });
}
