import type { Knex } from 'knex';
import type { Transaction } from '../../../db.ts';
import type { DutyStatus } from '../../../duty/duty-state.ts';
import {
  type CaseHistory,
  type CaseRecord,
  type DoneOnCase,
  destroyedColumn,
  doneOn,
  listedHistoryColumns,
} from '../../application.model.ts';
import { type PersonRow, personColumn } from '../../queries.ts';
import type { Order, Place, TermColumn } from '../order.ts';
import { expectedRows, FEW, isNarrowed, type ListFilter, matching, type Visible } from '../queries.ts';
import { type Start, type Stretch, stretchesOf } from '../stretches.ts';

export interface ListPage {
  readonly visible: Visible;
  readonly filter: ListFilter;
  /** Bodies whose rows it may hold: an index has those of one body together. */
  readonly bodies: readonly string[];
  readonly order: Order;
  /** All states that the filter's phases leave; in the order of states a walk passes over the others. */
  readonly inStates?: readonly string[] | undefined;
  readonly start?: Start | undefined;
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
  readonly listDuty: DutyStatus | null;
  readonly executor: PersonRow | null;
  readonly timeZone: string;
  /** The row's place in the order, for the cursor. */
  readonly place: Place;
}

/** Before what was done stands where CaseHistory has it. */
export interface ListedColumns extends Omit<ListRow, 'doneBy' | 'passed'> {
  readonly done: DoneOnCase;
}

interface Column {
  readonly sql: string;
  readonly type: string;
  /** Of a draft, where that is something else. */
  readonly draft?: string;
}

/** What each term orders by: never null, so that a cursor can stand on every row; as the indexes of 041 have it. */
const columns = {
  id: { sql: 'application.id', type: 'uuid' },
  listedAt: { sql: 'application.listed_at', type: 'timestamptz' },
  createdAt: { sql: 'application.created_at', type: 'timestamptz' },
  // Of a registered one it is the day of registering, and many indexes have it.
  registeredAt: { sql: 'application.listed_at', type: 'timestamptz' },
  dueDate: { sql: `coalesce(application.due_date, 'infinity'::date)`, type: 'date' },
  number: { sql: 'application.number', type: 'text', draft: `''::text` },
  applicant: { sql: 'left(application.list_applicant, 100)', type: 'text' },
  address: { sql: 'left(application.list_address, 100)', type: 'text' },
  submittedBy: { sql: 'left(application.list_submitted_by, 100)', type: 'text' },
  service: { sql: 'application.service_code', type: 'text' },
  state: { sql: 'application.state', type: 'text' },
  source: { sql: 'application.source', type: 'text' },
} as const satisfies Record<Exclude<TermColumn, 'registered'>, Column>;

/** Registered has a number, a draft has none; both are found by the index of numbers. */
const registeredIs = { true: 'application.number is not null', false: 'application.number is null' } as const;

/** One page by keyset, never by offset, piece after piece until it is full. */
export async function listPage(trx: Transaction, page: ListPage): Promise<ListRow[]> {
  const way = await wayOf(trx, page);
  const rows: ListRow[] = [];
  for (const stretch of stretchesOf(page.order, page.start)) {
    const limit = page.limit - rows.length;
    if (limit === 0) break;
    const found = await pieceQuery(trx, page, { stretch, way, limit });
    const isWhole = way !== 'tried' || found.length === limit;
    rows.push(...rowsOf(isWhole ? found : await pieceQuery(trx, page, { stretch, way: 'gathered', limit })));
  }
  return rows;
}

/** The rows themselves, which were read for this alone: of so many columns a copy is dear. */
export function rowsOf(found: readonly ListedColumns[]): ListRow[] {
  return found.map((row) => Object.assign(row, doneOn(row.done)));
}

/** Along the order; along its first few thousand rows, and gathered when these are too few; or gathered at once. */
type Way = 'walked' | 'tried' | 'gathered';

/**
 * So many rows are read no slower than these are walked; where they lie evenly, a page of them is met within those. By time a walk
 * ends sooner: what is looked for mostly stands among the newest.
 */
const MANY_TO_GATHER = { byTime: 5_000, other: 10_000 } as const;
const TRIED = 5_000;

/**
 * A limit makes PostgreSQL believe that a walk along the order soon meets enough rows: among a million cases those few that
 * are open all stand at its end. How many the conditions find it knows from its statistics, and that decides here. Of parts of
 * names it knows little: ten thousand expected may be none, and a walk would go over all, so there too only the first are tried.
 */
export async function wayOf(trx: Transaction, { visible, filter, order, bodies }: ListPage): Promise<Way> {
  const byTime = order[0]?.by === 'listedAt';
  if (byTime && !isNarrowed(filter)) return 'walked';
  const expected = await expectedRows(trx, trx('application').where(visible).where(matching(filter)));
  if (expected > FEW) return 'walked';
  if (expected <= MANY_TO_GATHER[byTime ? 'byTime' : 'other']) return 'gathered';
  if (bodies.length === 1) return 'tried';
  return byTime ? 'walked' : 'gathered';
}

interface Piece {
  readonly stretch: Stretch;
  readonly way: Way;
  readonly limit: number;
}

/** The page's ids in order first, what is shown of them second, in one statement. */
export function pieceQuery(trx: Transaction, page: ListPage, piece: Piece): Knex.QueryBuilder<object, ListedColumns[]> {
  return trx
    .with('page', placed(trx, page, { piece, among: candidates(trx, page, piece).as('some') }))
    .from('page')
    .joinRaw('join application a on a.id = page.id join organisation o on o.id = a.organisation_id')
    .joinRaw('left join user_account e on e.id = a.executor_id')
    .select<ListedColumns[]>(trx.raw(shownColumns))
    .orderBy('page.nth');
}

interface Placing {
  readonly piece: Omit<Piece, 'way'>;
  /** Ids with their keys (k0, k1 …). */
  readonly among: Knex.QueryBuilder | Knex.Raw;
}

/** The first of them in order: id, place and which it is (nth). */
export function placed(trx: Transaction, { order }: ListPage, { piece, among }: Placing): Knex.QueryBuilder {
  const { fixed } = piece.stretch;
  const named = order.map(({ by }, at) => {
    const value = fixed.find((one) => one.by === by)?.value;
    return by === 'registered' ? `'${value === 'true'}'` : `k${at}::text`;
  });
  const inOrder = orderText(order, (by, at) => (by === 'registered' ? undefined : `k${at}`));
  return trx
    .from(among)
    .select(
      'id',
      trx.raw(`array[${named.join(', ')}] as place`),
      trx.raw(`row_number() over (order by ${inOrder}) as nth`),
    )
    .orderByRaw(inOrder)
    .limit(piece.limit);
}

/** Ids with their keys (k0, k1 …), `limit` of each body at most. */
function candidates(trx: Transaction, page: ListPage, piece: Piece): Knex.QueryBuilder {
  const { stretch, way, limit } = piece;
  if (way === 'tried') return triedRows(trx, page, piece);
  const draft = isOfDrafts(stretch);
  const rows = matchingRows(trx, page, stretch);
  if (way === 'gathered') return trx.withMaterialized('found', rows).from('found').select('*');
  rows
    .where(inStates(page))
    .orderByRaw(orderText(stretch.order, (by) => sqlOf(by, draft)))
    .limit(limit);
  if (page.bodies.length < 2) return rows;
  // The rows of each body stand in order by themselves: so many of each, and the first of all these.
  const each = rows.whereRaw('application.organisation_id = body.id').toSQL();
  return trx
    .from(trx.raw('unnest(?::uuid[]) as body(id)', [[...page.bodies]]))
    .joinRaw(`cross join lateral (${each.sql}) as own`, [...each.bindings])
    .select('own.*');
}

/** All that the conditions find of a piece: ids with their keys. */
export function matchingRows(trx: Transaction, page: ListPage, stretch: Stretch): Knex.QueryBuilder {
  const draft = isOfDrafts(stretch);
  return trx('application')
    .where(page.visible)
    .where(matching(page.filter))
    .where(within(stretch, draft))
    .select('application.id', trx.raw(keysOf(page.order, draft)));
}

/** What is visible and asked for among the first rows of the body alone: these are walked, whatever they are. */
function triedRows(trx: Transaction, page: ListPage, { stretch, limit }: Piece): Knex.QueryBuilder {
  const { visible, filter, bodies, order } = page;
  const draft = isOfDrafts(stretch);
  const first = trx('application')
    .where('application.organisation_id', bodies[0])
    .where(within(stretch, draft))
    .where(inStates(page))
    .select('application.*', trx.raw(keysOf(order, draft)))
    .orderByRaw(orderText(stretch.order, (by) => sqlOf(by, draft)))
    .limit(TRIED);
  // By their names: PostgreSQL then sees that they come in order already, and stops at the last one that is needed.
  const nameOf = (by: TermColumn) => `application.k${order.findIndex((term) => term.by === by)}`;
  return trx
    .from(first.as('application'))
    .where(visible)
    .where(matching(filter))
    .select('application.*')
    .orderByRaw(orderText(stretch.order, (by) => (by === 'registered' ? undefined : nameOf(by))))
    .limit(limit);
}

/** Only where the index has the states in order: elsewhere it would mislead PostgreSQL about how many rows there are. */
function inStates({ order, inStates: states }: ListPage): (where: Knex.QueryBuilder) => void {
  return (where) => {
    if (order[0]?.by === 'state' && states !== undefined) where.whereIn('application.state', [...states]);
  };
}

/** Those that `candidates` gives: k0, k1 … */
function keysOf(order: Order, draft: boolean): string {
  return order.flatMap(({ by }, at) => (by === 'registered' ? [] : [`${keyOf(by, draft)} as k${at}`])).join(', ');
}

function sqlOf(by: TermColumn, draft: boolean): string | undefined {
  return by === 'registered' ? undefined : keyOf(by, draft);
}

function isOfDrafts({ fixed }: Stretch): boolean {
  return fixed.some(({ by, value }) => by === 'registered' && value === 'false');
}

function keyOf(by: Exclude<TermColumn, 'registered'>, draft: boolean): string {
  const column: Column = columns[by];
  return draft ? (column.draft ?? column.sql) : column.sql;
}

function within({ fixed, beyond }: Stretch, draft: boolean): (where: Knex.QueryBuilder) => void {
  return (where) => {
    for (const { by, value } of fixed) {
      if (by === 'registered') where.whereRaw(registeredIs[value === 'true' ? 'true' : 'false']);
      else where.whereRaw(`${keyOf(by, draft)} = ?::${columns[by].type}`, [value]);
    }
    if (beyond === undefined) return;
    const terms = beyond.terms.flatMap(({ by }) => (by === 'registered' ? [] : [by]));
    const sign = `${beyond.terms[0]?.descending ? '<' : '>'}${beyond.including ? '=' : ''}`;
    const keys = terms.map((by) => keyOf(by, draft)).join(', ');
    const values = terms.map((by) => `?::${columns[by].type}`).join(', ');
    where.whereRaw(`(${keys}) ${sign} (${values})`, [...beyond.values]);
  };
}

function orderText(order: Order, sqlOf: (by: TermColumn, at: number) => string | undefined): string {
  return order
    .flatMap(({ by, descending }, at) => {
      const sql = sqlOf(by, at);
      return sql === undefined ? [] : [`${sql} ${descending ? 'desc' : 'asc'}`];
    })
    .join(', ');
}

/** Where an application that the person sees stands in the order, whether or not the list's conditions find it. */
export async function findPlace(
  trx: Transaction,
  { visible, order, id }: { readonly visible: Visible; readonly order: Order; readonly id: string },
): Promise<Place | undefined> {
  const keys = (draft: boolean) =>
    `array[${order.map(({ by }) => (by === 'registered' ? `'${!draft}'` : `(${keyOf(by, draft)})::text`)).join(', ')}]`;
  const place = `case when ${registeredIs.true} then ${keys(false)} else ${keys(true)} end as place`;
  const [row] = await trx('application').where(visible).where('application.id', id).select(trx.raw(place));
  return row?.place;
}

/** Of a placed row with its application (a), body (o) and executor (e). */
export const shownColumns = `page.place, a.id, a.organisation_id as "organisationId", a.department_id as "departmentId", a.number,
  a.service_code as "serviceCode", a.service_version_id as "serviceVersionId",
  a.workflow_version_id as "workflowVersionId", a.state, a.phase, a.version, a.source, a.creator_id as "creatorId",
  a.executor_id as "executorId", a.created_at as "createdAt", a.registered_at as "registeredAt",
  a.due_date as "dueDate", a.paused_at as "pausedAt", a.variant, a.duty, ${destroyedColumn}, a.closed_at as "closedAt", a.list_applicant as "listApplicant",
  a.list_address as "listAddress", a.list_subject as "listSubject", a.list_submitted_by as "listSubmittedBy", a.list_duty as "listDuty",
  case when a.applicant is not null then jsonb_build_object('kind', a.applicant -> 'kind') end as applicant,
  case when a.representative is not null then '{}'::jsonb end as representative, o.time_zone as "timeZone", ${listedHistoryColumns}, ${personColumn('e', 'executor')}`;
