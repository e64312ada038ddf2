import type { Knex } from 'knex';
import type { Transaction } from '../../db.ts';
import type { JsonObject } from '../../rule/value.ts';

export type BulkStatus = 'checking' | 'checked' | 'running' | 'done' | 'cancelled';
export type BulkRowStatus = 'waiting' | 'ready' | 'closed' | 'done' | 'refused';

export interface BulkRunRow {
  readonly id: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly action: string;
  readonly input: JsonObject;
  readonly status: BulkStatus;
}

/** A job is to be working on it. */
export function isUnderWay({ status }: Pick<BulkRunRow, 'status'>): boolean {
  return status === 'checking' || status === 'running';
}

export interface BulkTarget {
  readonly position: number;
  readonly applicationId: string;
  readonly version: number;
}

export interface BulkOutcome {
  readonly id: string;
  readonly number: string | null;
  readonly applicant: string;
  readonly status: BulkRowStatus;
  readonly reason: string | null;
}

const runColumns = {
  ...{ id: 'id', organisationId: 'organisation_id', userId: 'user_id' },
  ...{ action: 'action', input: 'input', status: 'status' },
} as const;

export async function findRun(trx: Transaction, id: string): Promise<BulkRunRow | undefined> {
  return trx('bulk_run').where({ id }).first(runColumns);
}

/** Held as it is until the end of the transaction: who cancels waits for the row that is being done. */
export async function holdRun(trx: Transaction, id: string): Promise<BulkRunRow | undefined> {
  return trx('bulk_run').where({ id }).forShare().first(runColumns);
}

export interface BulkRunSummary {
  readonly id: string;
  readonly action: string;
  readonly status: BulkStatus;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Record<BulkRowStatus, number>>;
  /** Of one of the applications: it names the action. */
  readonly workflowVersionId: string;
}

/** One's own in this body, the newest first. */
export async function listRuns(
  trx: Transaction,
  whose: { readonly userId: string; readonly organisationId: string; readonly limit: number },
): Promise<BulkRunSummary[]> {
  const counted = ['waiting', 'ready', 'closed', 'done', 'refused']
    .map((status) => `'${status}', count(*) filter (where b.status = '${status}')`)
    .join(', ');
  const { rows } = await trx.raw(
    `select r.id, r.action, r.status, r.created_at as "createdAt", r.finished_at as "finishedAt", c.counts,
       a.workflow_version_id as "workflowVersionId"
     from (select * from bulk_run where user_id = :userId and organisation_id = :organisationId
           order by created_at desc, id limit :limit) r
       cross join lateral (
         select json_build_object(${counted}) as counts, (array_agg(b.application_id order by b.position))[1] as first
         from bulk_row b where b.run_id = r.id) c
       join application a on a.id = c.first
     order by r.created_at desc, r.id`,
    { ...whose },
  );
  return rows;
}

/** Positions of rows in this state, in order. */
export async function listPositions(trx: Transaction, id: string, status: BulkRowStatus): Promise<number[]> {
  const rows = await trx('bulk_row').where({ run_id: id, status }).orderBy('position').select('position');
  return rows.map((row) => row.position);
}

/** The row under its lock while it is in this state. */
export async function lockRow(
  trx: Transaction,
  place: { readonly runId: string; readonly position: number },
  status: BulkRowStatus,
): Promise<BulkTarget | undefined> {
  return trx('bulk_row')
    .where({ run_id: place.runId, position: place.position, status })
    .forUpdate()
    .first({ position: 'position', applicationId: 'application_id', version: 'version' });
}

/** What came of each, in the order in which they were chosen. */
export async function listOutcomes(trx: Transaction, id: string): Promise<BulkOutcome[]> {
  return trx('bulk_row')
    .join('application', 'application.id', 'bulk_row.application_id')
    .where('bulk_row.run_id', id)
    .orderBy('bulk_row.position')
    .select('application.id', 'application.number', 'bulk_row.status', 'bulk_row.reason')
    .select({ applicant: 'application.list_applicant' });
}

/** Those of the applications that the person may see. */
export async function listVisibleIds(
  trx: Transaction,
  ids: readonly string[],
  visible: (where: Knex.QueryBuilder) => void,
): Promise<ReadonlySet<string>> {
  const rows = await trx('application')
    .where(visible)
    .whereIn('application.id', [...ids])
    .select('application.id');
  return new Set(rows.map((row) => row.id));
}
