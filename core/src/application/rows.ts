import type { Transaction } from '../db.ts';
import { prepared, type Statement, type Value } from '../db-batch.ts';
import type { DutyStatus } from '../duty/duty-state.ts';
import type { Json, JsonObject } from '../rule/value.ts';
import { type ApplicationRecord, recordColumns } from './application.model.ts';

/** What a list shows of an application in columns of its own, so that it is sorted and searched without the answers. */
export interface ListColumns {
  readonly listApplicant: string;
  readonly listAddress: string;
  readonly listSubject: string;
  readonly listSubmittedBy: string;
  /** null: the service takes no duty. */
  readonly listDuty: DutyStatus | null;
}

export type NewApplicationRow = Pick<
  ApplicationRecord,
  | 'organisationId'
  | 'departmentId'
  | 'serviceCode'
  | 'serviceVersionId'
  | 'workflowVersionId'
  | 'state'
  | 'phase'
  | 'answers'
  | 'applicant'
  | 'representative'
  | 'submittedBy'
  | 'notification'
  | 'source'
  | 'creatorId'
  | 'executorId'
  | 'createdAt'
  | 'parentId'
  | 'portalConnectionId'
> &
  ListColumns & {
    /** The portal's own name of the application, and what its plugin will need to speak of it. */
    readonly externalId: string | null;
    readonly externalReference: Json;
  };

/** What only lists ask about: when the case came back to its executor, and whose signature it waits for. */
interface WaitingColumns {
  readonly returnedAt: Date | null;
  readonly awaitedFunction: string | null;
  /** Those who may sign at the same time, beside `awaitedFunction` or the executor. */
  readonly alsoAwaited: readonly string[] | null;
}

/** What the clock writes beside the due date and the pause. */
interface ClockColumns {
  /** The day from which people are told that the last day is near. */
  readonly warnOn: string | null;
  readonly extensions: number;
  readonly extendedDays: number;
}

/** Since when and by whom a draft is not wanted; nobody: the platform has found it abandoned. */
interface DiscardColumns {
  readonly discardedAt: Date | null;
  readonly discardedBy: string | null;
}

/** Columns that a command may change; the body, the creator and the moment of creation never do, the versions only while it is a draft. */
export type ApplicationChanges = Partial<
  Pick<
    ApplicationRecord,
    | 'serviceVersionId'
    | 'workflowVersionId'
    | 'number'
    | 'state'
    | 'phase'
    | 'answers'
    | 'accepted'
    | 'applicantId'
    | 'applicant'
    | 'representative'
    | 'submittedBy'
    | 'notification'
    | 'executorId'
    | 'registrarId'
    | 'registeredAt'
    | 'dueDate'
    | 'variant'
    | 'pausedAt'
    | 'closedAt'
    | 'issueDueAt'
    | 'duty'
  > &
    ListColumns &
    WaitingColumns &
    ClockColumns &
    DiscardColumns
>;

const columnOf = {
  organisationId: 'organisation_id',
  departmentId: 'department_id',
  serviceCode: 'service_code',
  serviceVersionId: 'service_version_id',
  workflowVersionId: 'workflow_version_id',
  number: 'number',
  state: 'state',
  phase: 'phase',
  answers: 'answers',
  accepted: 'accepted',
  applicantId: 'applicant_id',
  applicant: 'applicant',
  representative: 'representative',
  submittedBy: 'submitted_by',
  notification: 'notification',
  source: 'source',
  creatorId: 'creator_id',
  executorId: 'executor_id',
  registrarId: 'registrar_id',
  createdAt: 'created_at',
  registeredAt: 'registered_at',
  dueDate: 'due_date',
  variant: 'variant',
  duty: 'duty',
  warnOn: 'warn_on',
  pausedAt: 'paused_at',
  extensions: 'extensions',
  extendedDays: 'extended_days',
  parentId: 'parent_id',
  discardedAt: 'discarded_at',
  discardedBy: 'discarded_by',
  closedAt: 'closed_at',
  returnedAt: 'returned_at',
  issueDueAt: 'issue_due_at',
  awaitedFunction: 'awaited_function',
  alsoAwaited: 'also_awaited',
  listApplicant: 'list_applicant',
  listAddress: 'list_address',
  listSubject: 'list_subject',
  listSubmittedBy: 'list_submitted_by',
  listDuty: 'list_duty',
  portalConnectionId: 'portal_connection_id',
  externalId: 'external_id',
  externalReference: 'external_reference',
} as const satisfies Record<keyof NewApplicationRow | keyof ApplicationChanges, string>;

/** In the order of the placeholders. */
const newColumns = [
  'organisationId',
  'departmentId',
  'serviceCode',
  'serviceVersionId',
  'workflowVersionId',
  'state',
  'phase',
  'answers',
  'applicant',
  'representative',
  'submittedBy',
  'notification',
  'source',
  'creatorId',
  'executorId',
  'createdAt',
  'parentId',
  'listApplicant',
  'listAddress',
  'listSubject',
  'listSubmittedBy',
  'listDuty',
  'portalConnectionId',
  'externalId',
  'externalReference',
] as const satisfies readonly (keyof NewApplicationRow)[];

const insertNew = prepared<ApplicationRecord>(
  'insert_application',
  `insert into application as a (id, creation_key, updated_at, ${newColumns.map((name) => columnOf[name]).join(', ')})
   values ($1, $2, $3, ${newColumns.map((_name, at) => `$${at + 4}`).join(', ')})
   on conflict (creator_id, creation_key) where creation_key is not null do nothing returning ${recordColumns}`,
);

export interface NewApplicationKeys {
  readonly id: string;
  /** The name of the act of creating, when it has one. */
  readonly key: string | null;
}

/** No row when the creator has made an application under this key before; waits for one that is being made now. */
export function insertApplication(
  { id, key }: NewApplicationKeys,
  row: NewApplicationRow,
): Statement<ApplicationRecord> {
  return insertNew(id, key, row.createdAt, ...newColumns.map((name) => storedValue(row[name])));
}

function storedValue(value: NewApplicationRow[keyof NewApplicationRow]): Value {
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value;
}

/** Writes under the row's lock and raises the version, unless `keepVersion`: what hangs beside the row has none. */
export async function updateApplication(
  trx: Transaction,
  target: { readonly id: string; readonly now: Date; readonly keepVersion?: boolean },
  changes: ApplicationChanges,
): Promise<number> {
  const version = target.keepVersion ? {} : { version: trx.raw('version + 1') };
  const [updated] = await trx('application')
    .where({ id: target.id })
    .update({ ...columnValues(changes), ...version, updated_at: target.now })
    .returning('version');
  return updated.version;
}

export interface NumberSeries {
  readonly organisationId: string;
  readonly series: string;
  readonly year: number;
}

/**
 * The next number of a series. Holds the series until the end of the transaction, so it is taken last; a transaction
 * that is rolled back gives its number back, and the row of numbers has no gap.
 */
export async function takeNumber(trx: Transaction, { organisationId, series, year }: NumberSeries): Promise<number> {
  const { rows } = await trx.raw(
    `insert into number_counter as c (organisation_id, series, year, value) values (?, ?, ?, 1)
     on conflict (organisation_id, series, year) do update set value = c.value + 1 returning value`,
    [organisationId, series, year],
  );
  return rows[0].value;
}

function columnValues(row: Partial<NewApplicationRow> & ApplicationChanges): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const column = columnOf[name as keyof typeof columnOf];
    values[column] = isJson(value) ? JSON.stringify(value) : value;
  }
  return values;
}

function isJson(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
