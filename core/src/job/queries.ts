import type { Transaction } from '../db.ts';
import { failureIn, type JobFailure } from '../jobs.ts';

/** Why jobs of this name do not come to their end: the last failure since one did. In a transaction of the owner. */
export async function findFailing(trx: Transaction, name: string): Promise<JobFailure | undefined> {
  const { rows } = await trx.raw(
    `select ${failureIn} as failure from pgboss.job
     where name = :name and state in ('retry', 'failed') and created_on > coalesce(
       (select max(done.created_on) from pgboss.job done where done.name = :name and done.state = 'completed'), '-infinity')
     order by created_on desc limit 1`,
    { name },
  );
  return rows[0]?.failure;
}

/**
 * Of these works, by the `id` in the data of their jobs, those whose last job has died, with its last failure: nobody works on
 * them any more. In a transaction of the owner.
 */
export async function listStopped(
  trx: Transaction,
  name: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JobFailure>> {
  const { rows } = await trx.raw(
    `select id, failure from (
       select distinct on (data ->> 'id') data ->> 'id' as id, state, ${failureIn} as failure
       from pgboss.job where name = :name and data ->> 'id' = any (:ids)
       order by data ->> 'id', created_on desc) last
     where state > 'completed'`,
    { name, ids: [...ids] },
  );
  return new Map(rows.map(({ id, failure }: { id: string; failure: JobFailure }) => [id, failure]));
}
