import type { Knex } from 'knex';
import type { Transaction } from '../../db.ts';
import type { DutyStatus } from '../../duty/duty-state.ts';
import type { JsonObject } from '../../rule/value.ts';
import { effectiveAnswers } from '../accepted.ts';
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
  /** What still has to pass from hand to hand. */
  readonly handover?: 'result' | 'originals' | undefined;
  readonly duty?: DutyStatus | undefined;
  readonly timeZone: string;
}

/** The condition of visibility, made by access/queries. */
export type Visible = (where: Knex.QueryBuilder) => void;

/** Whether it leaves anything out. */
export function isNarrowed({ timeZone: _zone, ...conditions }: ListFilter): boolean {
  return Object.values(conditions).some((condition) => condition !== undefined);
}

/** Rows of which `filter` speaks. */
export function matching(filter: ListFilter): (where: Knex.QueryBuilder) => void {
  return (where) => {
    if (filter.service !== undefined) where.where('application.service_code', filter.service);
    if (filter.state !== undefined) where.where('application.state', filter.state);
    if (filter.states !== undefined) where.whereIn('application.state', [...filter.states]);
    if (filter.phases !== undefined) where.whereIn('application.phase', [...filter.phases]);
    if (filter.source !== undefined) where.where('application.source', filter.source);
    if (filter.executorId !== undefined) where.where('application.executor_id', filter.executorId);
    if (filter.mineOf !== undefined) where.where('application.executor_id', filter.mineOf);
    if (filter.number !== undefined) where.whereILike('application.number', containing(filter.number));
    if (filter.applicant !== undefined)
      where.whereRaw(`${searchedName} ilike ?`, [containing(joined(filter.applicant))]);
    if (filter.address !== undefined) where.where(holding('application.list_address', filter.address));
    if (filter.submittedBy !== undefined) where.where(holding('application.list_submitted_by', filter.submittedBy));
    if (filter.handover === 'result') where.whereNotNull('application.issue_due_at');
    if (filter.handover === 'originals') where.whereRaw(originalsHeld);
    if (filter.duty !== undefined) where.where('application.list_duty', filter.duty);
    if (filter.waiting !== undefined) where.where(waits(filter.waiting));
    const day = `(?::date + ?::int)::timestamp at time zone ?`;
    if (filter.from !== undefined) {
      where.whereRaw(`application.listed_at >= ${day}`, [filter.from, 0, filter.timeZone]);
    }
    if (filter.to !== undefined) where.whereRaw(`application.listed_at < ${day}`, [filter.to, 1, filter.timeZone]);
  };
}

const originalsHeld = `exists (select from received_document r where r.application_id = application.id
  and r.form = 'original' and r.returned_at is null)`;

const newAnswer = `exists (select from request r where r.application_id = application.id
  and r.status in ('answered', 'refused') and not exists (select from application_event e
    where e.application_id = r.application_id and e.actor_id = application.executor_id and e.at > r.answered_at))`;

/** Whose step is next: the executor's, but for a paper that waits for somebody else's signature; else whoever's turn to sign it is. */
function isNext({ executorIds, signature, turns = [] }: WaitingFilter): (where: Knex.QueryBuilder) => void {
  const phases = signature ? (['awaitingSignature'] as const) : waitingPhases;
  return (where) => {
    where.where((own) => {
      own.whereIn('application.executor_id', [...executorIds]).whereIn('application.phase', [...phases]);
      own.whereNull('application.awaited_function');
    });
    for (const turn of turns) {
      where.orWhere((one) => {
        one.where('application.phase', 'awaitingSignature').where((who) => {
          who.where('application.awaited_function', turn.function);
          who.orWhereRaw('application.also_awaited @> to_jsonb(?::text)', [turn.function]);
        });
        one.where('application.organisation_id', turn.organisationId);
        if (turn.serviceCode !== null) one.where('application.service_code', turn.serviceCode);
        if (turn.departmentId !== null) one.where('application.department_id', turn.departmentId);
      });
    }
  };
}

/** Due days count for a clock that runs: a case that stands is not late. */
function waits(filter: WaitingFilter): (where: Knex.QueryBuilder) => void {
  const { returned, answered, dueBefore, dueFrom, dueTo } = filter;
  return (where) => {
    where.where(isNext(filter));
    if (returned) where.whereNotNull('application.returned_at');
    if (answered) where.whereRaw(newAnswer);
    if (dueBefore ?? dueFrom ?? dueTo) where.whereNull('application.paused_at');
    if (dueBefore !== undefined) where.where('application.due_date', '<', dueBefore);
    if (dueFrom !== undefined) where.where('application.due_date', '>=', dueFrom);
    if (dueTo !== undefined) where.where('application.due_date', '<=', dueTo);
  };
}

/** As the index has it (082): a letter stands for the space, so that trigrams reach from one word into the next. */
const searchedName = `replace(application.list_applicant, ' ', 'ƿ')`;

function joined(words: string): string {
  return words.replaceAll(' ', 'ƿ');
}

/** The index of words is of those registered, so that a draft, which is written often, costs nothing of it. */
function holding(column: string, text: string): (where: Knex.QueryBuilder) => void {
  return (where) => {
    for (const numbered of ['is not null', 'is null']) {
      where.orWhere((part) => part.whereRaw(`application.number ${numbered}`).whereILike(column, containing(text)));
    }
  };
}

function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

export interface Counting {
  readonly filters: readonly ListFilter[];
  /** Counted no further. */
  readonly most: number;
}

/** Rows that match each filter; one round trip for all. */
export async function countEach(trx: Transaction, visible: Visible, { filters, most }: Counting): Promise<number[]> {
  return counted(trx, { filters, most, of: () => trx('application').where(visible) });
}

/** Rows of `common` that match each filter beside it: those few that it finds are read once, of many each count reads its own. */
export async function countWithin(
  trx: Transaction,
  visible: Visible,
  { common, filters, most }: Counting & { readonly common: ListFilter },
): Promise<number[]> {
  const found = () => trx('application').where(visible).where(matching(common));
  if (!isNarrowed(common) || (await expectedRows(trx, found())) > FEW)
    return counted(trx, { filters, most, of: found });
  const few = trx.withMaterialized('found', found().select('state', 'phase', 'executor_id'));
  return counted(few, { filters, most, of: () => trx('found as application') });
}

/** As many are read at once in a tenth of a second. */
export const FEW = 50_000;

type CountsOf = Counting & { readonly of: () => Knex.QueryBuilder };

async function counted(on: Pick<Transaction, 'select'>, counting: CountsOf): Promise<number[]> {
  const [row] = await on.select(countColumns(counting));
  return countsOf(row, counting);
}

/** `of` gives the rows, named application, anew for each filter. */
export function countColumns({ filters, most, of }: CountsOf): Knex.QueryBuilder[] {
  return filters.map((filter, at) => {
    const some = of().where(matching(filter)).select(1).limit(most);
    return some.client.queryBuilder().count('*').from(some.as('some')).as(`count${at}`);
  });
}

export function countsOf(row: Readonly<Record<string, number>>, { filters }: Pick<Counting, 'filters'>): number[] {
  return filters.map((_filter, at) => row[`count${at}`] ?? 0);
}

/** How many rows PostgreSQL thinks that a query finds. */
export async function expectedRows(trx: Transaction, query: Knex.QueryBuilder): Promise<number> {
  const { sql, bindings } = query.clone().select('application.id').toSQL().toNative();
  const { rows } = await trx.raw(`explain (format json) ${sql.replaceAll('?', '\\?').replaceAll(/\$\d+/g, '?')}`, [
    ...bindings,
  ]);
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows'];
}

/** Answers that count of those few applications whose actions depend on them. */
export async function readAnswers(trx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await trx('application')
    .whereIn('id', [...ids])
    .select('id', 'answers', 'accepted');
  return new Map(rows.map((row) => [row.id, effectiveAnswers(row)]));
}
