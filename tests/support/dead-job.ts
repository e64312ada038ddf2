import { expect } from 'vitest';
import type { TestServer } from './server.ts';

/**
 * Jobs of these works end as that of a process which was killed at its last try: silent for longer than the queue waits,
 * found by the queue itself and parked. Jobs are to be stopped before they are put in, and run afterwards.
 */
export async function killJobsOf({ database, deps }: TestServer, ...ids: readonly string[]): Promise<void> {
  const { rows } = await database.execute(
    `update pgboss.job set state = 'active', started_on = now() - interval '2 hours', retry_count = retry_limit,
       heartbeat_on = now() - interval '1 hour'
     where data ->> 'id' = any ($1) and state = 'created' returning id`,
    [ids],
  );
  expect(rows).toHaveLength(ids.length);
  // The queue has a look at most once a minute, whoever asks; on a slow machine the minute has begun.
  await database.execute('update pgboss.queue set monitor_claim_on = null');
  await deps.jobs.start();
  await deps.jobs.inspect();
}
