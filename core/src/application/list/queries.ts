import type { Knex } from 'knex';
import type { Transaction } from '../../db.ts';
import type { JsonObject } from '../../rule/value.ts';
import { effectiveAnswers } from '../accepted.ts';
import { type CaseHistory, type CaseRecord, historyColumns } from '../application.model.ts';
import { type PersonRow, personColumn } from '../queries.ts';
import type { Cursor, SortColumn, SortKey } from './order.ts';
import { type WaitingFilter, waitingPhases } from './waiting.ts';

/** What a list asks for beside its order. Dates are days of `timeZone`. */
export interface ListFilter {
  readonly service?: string | undefined;
  readonly state?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly phases?: readonly string[] | undefined;
  readonly number?: string | undefined;
  readonly applicant?: string | undefined;
  /** null: nobody is assigned. */
  readonly executorId?: string | null | undefined;
  readonly source?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only those of this executor; apart from `executorId`, which a person chooses. */
  readonly mineOf?: string | undefined;
  /** What waits for an executor. */
  readonly waiting?: WaitingFilter | undefined;
  readonly address?: string | undefined;
  readonly submittedBy?: string | undefined;
  readonly timeZone: string;
}

/** The condition of visibility, made by access/queries. */
export type Visible = (where: Knex.QueryBuilder) => void;

export interface ListPage {
  readonly visible: Visible;
  readonly filter: ListFilter;
  readonly sort: readonly SortKey[];
  readonly after?: Cursor | undefined;
  readonly limit: number;
}

export interface ListRow extends CaseHistory, Omit<CaseRecord, 'answers'> {
  readonly id: string;
  readonly number: string | null;
  readonly serviceVersionId: string;
  readonly workflowVersionId: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly registeredAt: Date | null;
  readonly dueDate: string | null;
  readonly pausedAt: Date | null;
  readonly closedAt: Date | null;
  readonly listApplicant: string;
  readonly listAddress: string;
  readonly listSubject: string;
  readonly listSubmittedBy: string;
  readonly executor: PersonRow | null;
  readonly timeZone: string;
  /** The row's place in the order, for the cursor. */
  readonly keys: readonly string[];
}

/** What each column sorts by: never null, so that a cursor can stand on every row. */
const sortColumns = {
  listedAt: { sql: 'application.listed_at', type: 'timestamptz' },
  createdAt: { sql: 'application.created_at', type: 'timestamptz' },
  registeredAt: { sql: `coalesce(application.registered_at, 'infinity')`, type: 'timestamptz' },
  dueDate: { sql: `coalesce(application.due_date, 'infinity')`, type: 'date' },
  number: { sql: `coalesce(application.number, '')`, type: 'text' },
  applicant: { sql: 'application.list_applicant', type: 'text' },
  address: { sql: 'application.list_address', type: 'text' },
  submittedBy: { sql: 'application.list_submitted_by', type: 'text' },
  service: { sql: 'application.service_code', type: 'text' },
  state: { sql: 'application.state', type: 'text' },
  source: { sql: 'application.source', type: 'text' },
} as const satisfies Record<SortColumn, { sql: string; type: string }>;

/** One page by keyset, never by offset: the page's ids in order first, what is shown of them second, in one statement. */
export async function listPage(
  trx: Transaction,
  { visible, filter, sort, after, limit }: ListPage,
): Promise<ListRow[]> {
  const order = orderOf(sort);
  const page = trx('application')
    .where(visible)
    .where(matching(filter))
    .select('application.id')
    .select(trx.raw(`row_number() over (order by ${order}) as place`))
    .select(trx.raw(`array[${sort.map((key) => `(${sortColumns[key.column].sql})::text`).join(', ')}] as keys`))
    .orderByRaw(order)
    .limit(limit);
  if (after) page.where(beyond(sort, after));
  return trx
    .with('page', page)
    .from('page')
    .joinRaw('join application a on a.id = page.id join organisation o on o.id = a.organisation_id')
    .joinRaw('left join user_account e on e.id = a.executor_id')
    .select(trx.raw(`page.keys, ${listedColumns}, ${historyColumns}, ${personColumn('e', 'executor')}`))
    .orderBy('page.place');
}

const listedColumns = `a.id, a.organisation_id as "organisationId", a.department_id as "departmentId", a.number,
  a.service_code as "serviceCode", a.service_version_id as "serviceVersionId",
  a.workflow_version_id as "workflowVersionId", a.state, a.phase, a.version, a.source, a.creator_id as "creatorId",
  a.executor_id as "executorId", a.created_at as "createdAt", a.registered_at as "registeredAt",
  a.due_date as "dueDate", a.paused_at as "pausedAt", a.variant, a.closed_at as "closedAt", a.list_applicant as "listApplicant",
  a.list_address as "listAddress", a.list_subject as "listSubject", a.list_submitted_by as "listSubmittedBy",
  case when a.applicant is not null then jsonb_build_object('kind', a.applicant -> 'kind') end as applicant,
  case when a.representative is not null then '{}'::jsonb end as representative, o.time_zone as "timeZone"`;

function orderOf(sort: readonly SortKey[]): string {
  const direction = (descending: boolean) => (descending ? 'desc' : 'asc');
  const keys = sort.map((key) => `${sortColumns[key.column].sql} ${direction(key.descending)}`);
  return [...keys, `application.id ${direction(sort.at(-1)?.descending ?? true)}`].join(', ');
}

/** Rows after the cursor: the first differing column decides. One direction for all is one comparison an index can serve. */
function beyond(sort: readonly SortKey[], { values, id }: Cursor): (where: Knex.QueryBuilder) => void {
  const last = { sql: 'application.id', type: 'uuid', descending: sort.at(-1)?.descending ?? true, value: id };
  const keys = [
    ...sort.map(({ column, descending }, at) => ({ ...sortColumns[column], descending, value: values[at] ?? '' })),
    last,
  ];
  const places = keys.map((key) => `?::${key.type}`);
  if (keys.every((key) => key.descending === last.descending)) {
    const comparison = `(${keys.map((key) => key.sql).join(', ')}) ${last.descending ? '<' : '>'} (${places.join(', ')})`;
    return (where) =>
      where.whereRaw(
        comparison,
        keys.map((key) => key.value),
      );
  }
  return (where) => {
    keys.forEach((key, at) => {
      const equal = keys.slice(0, at);
      const conditions = [
        ...equal.map((one) => `${one.sql} = ?::${one.type}`),
        `${key.sql} ${key.descending ? '<' : '>'} ?::${key.type}`,
      ];
      where.orWhereRaw(
        `(${conditions.join(' and ')})`,
        [...equal, key].map((one) => one.value),
      );
    });
  };
}

function matching(filter: ListFilter): (where: Knex.QueryBuilder) => void {
  return (where) => {
    if (filter.service !== undefined) where.where('application.service_code', filter.service);
    if (filter.state !== undefined) where.where('application.state', filter.state);
    if (filter.states !== undefined) where.whereIn('application.state', [...filter.states]);
    if (filter.phases !== undefined) where.whereIn('application.phase', [...filter.phases]);
    if (filter.source !== undefined) where.where('application.source', filter.source);
    if (filter.executorId !== undefined) where.where('application.executor_id', filter.executorId);
    if (filter.mineOf !== undefined) where.where('application.executor_id', filter.mineOf);
    if (filter.number !== undefined) where.whereILike('application.number', containing(filter.number));
    if (filter.applicant !== undefined) where.whereILike('application.list_applicant', containing(filter.applicant));
    if (filter.address !== undefined) where.whereILike('application.list_address', containing(filter.address));
    if (filter.submittedBy !== undefined) {
      where.whereILike('application.list_submitted_by', containing(filter.submittedBy));
    }
    if (filter.waiting !== undefined) where.where(waits(filter.waiting));
    const day = `(?::date + ?::int)::timestamp at time zone ?`;
    if (filter.from !== undefined) {
      where.whereRaw(`application.listed_at >= ${day}`, [filter.from, 0, filter.timeZone]);
    }
    if (filter.to !== undefined) where.whereRaw(`application.listed_at < ${day}`, [filter.to, 1, filter.timeZone]);
  };
}

const newAnswer = `exists (select from request r where r.application_id = application.id
  and r.status in ('answered', 'refused') and not exists (select from application_event e
    where e.application_id = r.application_id and e.actor_id = application.executor_id and e.at > r.answered_at))`;

/** Due days count for a clock that runs: a case that stands is not late. */
function waits(filter: WaitingFilter): (where: Knex.QueryBuilder) => void {
  const { executorIds, returned, answered, dueBefore, dueFrom, dueTo } = filter;
  return (where) => {
    where.whereIn('application.executor_id', [...executorIds]).whereIn('application.phase', [...waitingPhases]);
    if (returned) where.whereNotNull('application.returned_at');
    if (answered) where.whereRaw(newAnswer);
    if (dueBefore ?? dueFrom ?? dueTo) where.whereNull('application.paused_at');
    if (dueBefore !== undefined) where.where('application.due_date', '<', dueBefore);
    if (dueFrom !== undefined) where.where('application.due_date', '>=', dueFrom);
    if (dueTo !== undefined) where.where('application.due_date', '<=', dueTo);
  };
}

function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** Rows that match each filter, counted no further than `most`; one round trip for all. */
export async function countEach(
  trx: Transaction,
  visible: Visible,
  { filters, most }: { readonly filters: readonly ListFilter[]; readonly most: number },
): Promise<number[]> {
  const counts = filters.map((filter, at) => {
    const some = trx('application').where(visible).where(matching(filter)).select(trx.raw('1')).limit(most);
    return trx.count('*').from(some.as('some')).as(`count${at}`);
  });
  const [row] = await trx.select(counts);
  return filters.map((_filter, at) => row[`count${at}`]);
}

/** Answers that count of those few applications whose actions depend on them. */
export async function readAnswers(trx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await trx('application')
    .whereIn('id', [...ids])
    .select('id', 'answers', 'accepted');
  return new Map(rows.map((row) => [row.id, effectiveAnswers(row)]));
}
