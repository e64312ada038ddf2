import { expect } from 'vitest';
import type { TestServer } from './server.ts';

/**
 * The job of this work ends as that of a process which was killed at its last try: silent for longer than the queue waits,
 * found by the queue itself and parked. Jobs are to be stopped before it is put in, and run afterwards.
 */
export async function killJobOf({ database, deps }: TestServer, id: string): Promise<void> {
  const { rows } = await database.execute(
    `update pgboss.job set state = 'active', started_on = now() - interval '2 hours', retry_count = retry_limit,
       heartbeat_on = now() - interval '1 hour'
     where data ->> 'id' = $1 and state = 'created' returning id`,
    [id],
  );
  expect(rows).toHaveLength(1);
  await deps.jobs.start();
  await deps.jobs.inspect();
}
