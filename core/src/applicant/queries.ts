import { visibleTo } from '../access/queries.ts';
import type {
  ApplicantApplication,
  ApplicantData,
  ApplicantEvent,
  ApplicantHistory,
  ApplicantQuery,
  ApplicantView,
} from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { Refusal } from '../errors.ts';
import { escapeLike } from '../like.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { applicantName } from './applicant-name.ts';
import { type DataChange, dataFieldTitle } from './data-changes.ts';
import { type IdentifierKind, identifiersOf, normalForm, searchText } from './normal-form.ts';

interface ApplicantRow {
  id: string;
  version: number;
  data: ApplicantData;
  search: string;
  merged_into: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface Page<Item> {
  items: Item[];
  /** Opaque; null on the last page. */
  next: string | null;
}

/** Exact look-up in the whole registry: what is found becomes visible to the body, and the look-up goes on record. */
export async function findByIdentifier(
  trx: Transaction,
  identifier: { kind: IdentifierKind; value: string },
  looker: { organisationId: string; userId: string | null },
): Promise<ApplicantView[]> {
  const { rows } = await trx.raw<{ rows: ApplicantRow[] }>('select * from find_applicant_by_identifier(?, ?, ?, ?)', [
    identifier.kind,
    identifier.value,
    looker.organisationId,
    looker.userId,
  ]);
  return rows.map(viewOf);
}

/** Whom of the registry these data are of, among those the bodies already may see; nothing goes on record. */
export async function findKnownApplicant(trx: Transaction, data: ApplicantData): Promise<string | undefined> {
  for (const { kind, value } of identifiersOf(normalForm(data))) {
    const own = trx<{ id: string }>('applicant').where('kind', data.kind).where(kind, value);
    const row = await own.whereNull('merged_into').first('id');
    if (row) return row.id;
  }
  return undefined;
}

export async function findApplicant(trx: Transaction, id: string): Promise<ApplicantView | undefined> {
  const row = await trx<ApplicantRow>('applicant').where({ id }).first();
  return row && withMerged(trx, row);
}

/** Locked until the end of the transaction. */
export async function lockApplicant(trx: Transaction, id: string): Promise<ApplicantView | undefined> {
  const row = await trx<ApplicantRow>('applicant').where({ id }).forUpdate().first();
  return row && withMerged(trx, row);
}

/** Those of the registry that the bodies of the transaction may see, by the beginnings of their names. */
export async function searchApplicants(trx: Transaction, query: ApplicantQuery): Promise<Page<ApplicantView>> {
  const limit = query.limit ?? 50;
  const request = trx<ApplicantRow>('applicant')
    .whereNull('merged_into')
    .orderBy(['search', 'id'])
    .limit(limit + 1);
  for (const column of ['surname', 'name', 'patronymic'] as const) {
    const text = query[column]?.trim();
    if (text) request.whereRaw(`replace(lower(${column}), 'ё', 'е') like ?`, [`${escapeLike(searchText(text))}%`]);
  }
  const title = query.title?.trim();
  if (title) request.where('kind', 'organisation').whereRaw('search like ?', [`%${escapeLike(searchText(title))}%`]);
  if (query.after !== undefined) request.whereRaw('(search, id) > (?, ?::uuid)', readCursor(query.after));
  const rows = await request;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(viewOf), next: rows.length > limit && last ? cursorOf(last.search, last.id) : null };
}

export type Likeness = 'snils' | 'inn' | 'ogrn' | 'name';

export interface Duplicate {
  readonly applicant: ApplicantView;
  readonly reasons: Likeness[];
}

/** One who is entered more often than this is looked for by hand. */
const MOST_DUPLICATES = 20;

/**
 * Others of the registry, visible to these bodies, who may be the same: by an identifier, which a person and the sole
 * trader they are share, or by the whole name with a birth date that does not say otherwise. Each way has its index.
 */
export async function duplicatesOf(trx: Transaction, id: string): Promise<Duplicate[]> {
  const same = (likeness: Likeness, condition: string) => `select a.id, '${likeness}' as likeness
    from applicant o join applicant a on a.id <> o.id and a.merged_into is null and ${condition}
    where o.id = :id and o.merged_into is null`;
  const birth = `coalesce(a.data ->> 'birthDate' = o.data ->> 'birthDate', true)`;
  const { rows } = await trx.raw<{ rows: (ApplicantRow & { reasons: Likeness[] })[] }>(
    `with same as (
       ${same('snils', 'a.snils = o.snils')} union all ${same('inn', 'a.inn = o.inn')}
       union all ${same('ogrn', 'a.ogrn = o.ogrn')} union all ${same('name', `a.search = o.search and ${birth}`)}
     ), reasons as (select id, array_agg(likeness order by likeness) as reasons from same group by id)
     select a.*, r.reasons from reasons r join applicant a on a.id = r.id
     order by cardinality(r.reasons) desc, a.search, a.id limit ${MOST_DUPLICATES}`,
    { id },
  );
  return rows.map(({ reasons, ...row }) => ({ applicant: viewOf(row), reasons }));
}

interface CaseRow {
  id: string;
  number: string | null;
  state: string;
  phase: string;
  listed_at: Date;
  service_version_id: string;
  workflow_version_id: string;
}

export interface CasesQuery {
  applicantId: string;
  after?: string | undefined;
  limit?: number | undefined;
}

interface CasesContext {
  trx: Transaction;
  definitions: DefinitionStore;
  session: Session;
}

/** Applications of an applicant that this person may see, newest first. */
export async function applicationsOf(context: CasesContext, query: CasesQuery): Promise<Page<ApplicantApplication>> {
  const { trx, definitions, session } = context;
  const limit = query.limit ?? 50;
  const request = trx<CaseRow>('application as a')
    .select('a.id', 'number', 'state', 'phase', 'listed_at', 'service_version_id', 'workflow_version_id')
    .whereRaw(`a.applicant_id in (${sameApplicant('?')})`, [query.applicantId])
    .where(visibleTo(session, { definitions, alias: 'a' }))
    .orderBy([
      { column: 'listed_at', order: 'desc' },
      { column: 'a.id', order: 'desc' },
    ])
    .limit(limit + 1);
  if (query.after !== undefined)
    request.whereRaw('(listed_at, a.id) < (?::timestamptz, ?::uuid)', readCursor(query.after, isMoment));
  const rows: CaseRow[] = await request;
  const page = rows.slice(0, limit);
  const items: ApplicantApplication[] = [];
  for (const row of page) items.push(await caseView(context, row));
  const last = page.at(-1);
  return { items, next: rows.length > limit && last ? cursorOf(last.listed_at.toISOString(), last.id) : null };
}

async function caseView({ definitions, trx }: CasesContext, row: CaseRow): Promise<ApplicantApplication> {
  const service = await definitions.get('service', row.service_version_id, trx);
  const workflow = await definitions.get('workflow', row.workflow_version_id, trx);
  const state = workflow.content.states.find(({ code }) => code === row.state);
  return {
    id: row.id,
    number: row.number,
    service: { code: service.code, title: titleOf(service.content.title) },
    stateTitle: state ? titleOf(state.title) : row.state,
    phase: row.phase,
    listedAt: row.listed_at.toISOString(),
  };
}

/** The ids of all records that are one by merging; `start` is the place of the id of any of them. */
export function sameApplicant(start: string): string {
  return `with recursive family as (
    select s.id, (select merged_into from applicant where id = s.id) from (select ${start}::uuid as id) s
    union select m.id, m.merged_into from applicant m join family f on m.merged_into = f.id or m.id = f.merged_into
  ) select id from family`;
}

/** How many applications of the record itself the bodies of the transaction have. */
export async function countCases(trx: Transaction, id: string): Promise<number> {
  const found = await trx('application').where({ applicant_id: id }).count('id as count').first();
  return Number(found?.count ?? 0);
}

/** The merge that is in force. */
export async function findMerge(
  trx: Transaction,
  pair: { keptId: string; mergedId: string },
): Promise<{ id: string; changes: DataChange[] | null } | undefined> {
  return trx('applicant_event')
    .where({ applicant_id: pair.keptId, other_id: pair.mergedId, type: 'merged' })
    .orderBy('id', 'desc')
    .first('id', 'changes');
}

interface EventRow {
  id: string;
  type: ApplicantEvent['type'];
  at: Date;
  actor: string | null;
  body: string;
  changes: DataChange[] | null;
  reason: string | null;
  other_id: string | null;
  other: ApplicantData | null;
}

/** What was done with the record, by whatever body, the newest first. */
export async function historyOf(
  trx: Transaction,
  query: { id: string; before?: number | undefined; limit?: number | undefined },
): Promise<ApplicantHistory> {
  const limit = query.limit ?? 50;
  const request = trx('applicant_event as e')
    .leftJoin('user_account as u', 'u.id', 'e.user_id')
    .join('organisation as o', 'o.id', 'e.organisation_id')
    .leftJoin('applicant as other', 'other.id', 'e.other_id')
    .select('e.id', 'e.type', 'e.at', 'e.changes', 'e.reason', 'e.other_id', 'other.data as other')
    .select({ body: 'o.short_title', actor: trx.raw("concat_ws(' ', u.surname, u.name, u.patronymic)") })
    .where('e.applicant_id', query.id)
    .orderBy('e.id', 'desc')
    .limit(limit + 1);
  if (query.before !== undefined) request.where('e.id', '<', query.before);
  const rows: EventRow[] = await request;
  const items = rows.slice(0, limit).map(eventOf);
  return { items, next: (rows.length > limit && items.at(-1)?.id) || null };
}

function eventOf(row: EventRow): ApplicantEvent {
  return {
    id: Number(row.id),
    type: row.type,
    at: row.at.toISOString(),
    actor: row.actor || null,
    body: row.body,
    changes: (row.changes ?? []).map((one) => ({ ...one, title: dataFieldTitle(one.field) })),
    reason: row.reason,
    other: row.other_id && row.other ? { id: row.other_id, name: applicantName(row.other) } : null,
    destroyed: row.changes === null,
  };
}

async function withMerged(trx: Transaction, row: ApplicantRow): Promise<ApplicantView> {
  if (row.merged_into === null) return viewOf(row);
  const into = await trx<ApplicantRow>('applicant').where({ id: row.merged_into }).first();
  return { ...viewOf(row), mergedInto: into ? { id: into.id, name: applicantName(into.data) } : null };
}

function viewOf(row: ApplicantRow): ApplicantView {
  return {
    id: row.id,
    version: row.version,
    name: applicantName(row.data),
    data: row.data,
    mergedInto: null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function cursorOf(place: string, id: string): string {
  return Buffer.from(JSON.stringify([place, id])).toString('base64url');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isText = (place: string) => !place.includes('\0');
const isMoment = (place: string) =>
  /^[1-9]\d{3}-/.test(place) && !Number.isNaN(Date.parse(place)) && new Date(place).toISOString() === place;

function readCursor(cursor: string, isPlace: (place: string) => boolean = isText): [string, string] {
  const parts = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(parts) && parts.length === 2) {
    const [place, id] = parts;
    if (typeof place === 'string' && isPlace(place) && typeof id === 'string' && UUID.test(id)) return [place, id];
  }
  throw new Refusal('invalidQuery', 'Страница списка не найдена. Откройте список заново.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
