import type { Transaction } from '../db.ts';
import { PARKED } from '../jobs.ts';

export interface JobDecision {
  readonly organisationId: string;
  readonly jobId: string;
  readonly jobName: string;
  readonly action: 'retry' | 'discard';
  readonly reason: string | null;
  readonly userId: string;
  readonly at: Date;
}

export async function insertJobDecision(trx: Transaction, decision: JobDecision): Promise<void> {
  await trx('job_decision').insert({
    organisation_id: decision.organisationId,
    job_id: decision.jobId,
    job_name: decision.jobName,
    action: decision.action,
    reason: decision.reason,
    user_id: decision.userId,
    at: decision.at,
  });
}

/** The dead letter of a work, by the `id` in its data. */
export async function deleteParked(trx: Transaction, name: string, id: string): Promise<void> {
  await trx.raw(
    `delete from pgboss.job where name = :parked and source_name = :name and data ->> 'id' = :id and state < 'active'`,
    { parked: PARKED, name, id },
  );
}
