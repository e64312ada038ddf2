import type { Transaction } from '../db.ts';
import { failureIn, type JobFailure } from '../jobs.ts';

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
