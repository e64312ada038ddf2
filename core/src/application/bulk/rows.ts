import type { Transaction } from '../../db.ts';
import type { JsonObject } from '../../rule/value.ts';
import type { BulkRowStatus, BulkStatus } from './queries.ts';

export interface NewRun {
  readonly id: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly action: string;
  readonly input: JsonObject;
  readonly now: Date;
}

/** False: there is a run of this id already. */
export async function insertRun(trx: Transaction, run: NewRun): Promise<boolean> {
  const { id, organisationId, userId, action, input, now } = run;
  const inserted = await trx('bulk_run')
    .insert({
      ...{ id, organisation_id: organisationId, user_id: userId, action, created_at: now },
      input: JSON.stringify(input),
    })
    .onConflict('id')
    .ignore()
    .returning('id');
  return inserted.length > 0;
}

export async function insertTargets(
  trx: Transaction,
  run: Pick<NewRun, 'id' | 'organisationId'>,
  targets: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  await trx('bulk_row').insert(
    targets.map((target, position) => ({
      ...{ run_id: run.id, organisation_id: run.organisationId, position },
      ...{ application_id: target.id, version: target.version },
    })),
  );
}

/** One's own, held to the end of the transaction. */
export async function lockRun(
  trx: Transaction,
  { id, organisationId, userId }: Pick<NewRun, 'id' | 'organisationId' | 'userId'>,
): Promise<{ readonly status: BulkStatus } | undefined> {
  return trx('bulk_run').where({ id, organisation_id: organisationId, user_id: userId }).forUpdate().first('status');
}

/** False: it is not, or no longer, in one of these states. */
export async function moveRun(
  trx: Transaction,
  { id, from }: { readonly id: string; readonly from: readonly BulkStatus[] },
  to: { readonly status: BulkStatus; readonly finishedAt?: Date },
): Promise<boolean> {
  const finished = to.finishedAt === undefined ? {} : { finished_at: to.finishedAt };
  const moved = await trx('bulk_run')
    .where({ id })
    .whereIn('status', [...from])
    .update({ status: to.status, ...finished });
  return moved > 0;
}

export async function noteOutcome(
  trx: Transaction,
  place: { readonly runId: string; readonly position: number },
  outcome: { readonly status: BulkRowStatus; readonly reason: string | null },
): Promise<void> {
  await trx('bulk_row')
    .where({ run_id: place.runId, position: place.position })
    .update({ ...outcome });
}

/** With their rows. */
export async function deleteRunsBefore(trx: Transaction, before: Date): Promise<void> {
  await trx('bulk_run').where('created_at', '<', before).delete();
}
