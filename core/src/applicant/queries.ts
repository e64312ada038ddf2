import { visibleTo } from '../access/queries.ts';
import type { ApplicantApplication, ApplicantData, ApplicantQuery, ApplicantView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { applicantName } from './applicant-name.ts';
import { type IdentifierKind, identifiersOf, normalForm, searchText } from './normal-form.ts';

interface ApplicantRow {
  id: string;
  version: number;
  data: ApplicantData;
  search: string;
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
    const row = await trx<{ id: string }>('applicant').where('kind', data.kind).where(kind, value).first('id');
    if (row) return row.id;
  }
  return undefined;
}

export async function findApplicant(trx: Transaction, id: string): Promise<ApplicantView | undefined> {
  const row = await trx<ApplicantRow>('applicant').where({ id }).first();
  return row && viewOf(row);
}

/** Locked until the end of the transaction. */
export async function lockApplicant(trx: Transaction, id: string): Promise<ApplicantView | undefined> {
  const row = await trx<ApplicantRow>('applicant').where({ id }).forUpdate().first();
  return row && viewOf(row);
}

/** Those of the registry that the bodies of the transaction may see, by the beginnings of their names. */
export async function searchApplicants(trx: Transaction, query: ApplicantQuery): Promise<Page<ApplicantView>> {
  const limit = query.limit ?? 50;
  const request = trx<ApplicantRow>('applicant')
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
    from applicant o join applicant a on a.id <> o.id and ${condition} where o.id = :id`;
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
    .where('a.applicant_id', query.applicantId)
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

function viewOf(row: ApplicantRow): ApplicantView {
  return {
    id: row.id,
    version: row.version,
    name: applicantName(row.data),
    data: row.data,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
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
