import { type PlaceRow, proceduresColumn, tellingPlace } from '../access/queries.ts';
import type { Transaction } from '../db.ts';
import { prepared, type Statement, together } from '../db-batch.ts';
import type { DecisionInJson } from '../decision/queries.ts';
import type { CaseFileRow } from '../file/queries.ts';
import type { IssueRow } from '../issue/queries.ts';
import type { ReceivedDocumentRow } from '../received-document/queries.ts';
import {
  type ApplicationRecord,
  type Body,
  type CaseHistory,
  type DoneOnCase,
  doneColumn,
  doneOn,
  type KeptDone,
  keptColumn,
  ownHistoryColumns,
  recordColumns,
} from './application.model.ts';
import type { LedgerEntryInJson } from './clock/queries.ts';

/** The row under its lock until the end of the transaction; undefined when the transaction may not touch it. */
export async function lockApplication(trx: Transaction, id: string): Promise<ApplicationRecord | undefined> {
  const { rows } = await trx.raw(`select ${recordColumns} from application a where a.id = ? for update`, [id]);
  return rows[0];
}

const lockedOfRequest = prepared<ApplicationRecord>(
  'lock_application_of_request',
  `select ${recordColumns} from application a
   where a.id = (select application_id from request where id = $1::uuid and connection_id = $2::uuid) for update`,
);

/** The same for a batch: that of a request which was asked over this connection. */
export function lockApplicationOf(requestId: string, connectionId: string): Statement<ApplicationRecord> {
  return lockedOfRequest(requestId, connectionId);
}

export interface Creation {
  readonly creatorId: string;
  readonly key: string;
}

const createdUnder = prepared<{ id: string; version: number }>(
  'created_under_key',
  'select id, version from application where creator_id = $1 and creation_key = $2',
);

export function askCreated({ creatorId, key }: Creation): Statement<{ id: string; version: number }> {
  return createdUnder(creatorId, key);
}

export interface CaseRow extends CaseHistory {
  readonly body: Body;
}

/** What stands beside a locked row and decides about it. */
export async function readCase(trx: Transaction, id: string): Promise<CaseRow> {
  const [[row]] = await together(trx, [askCase(id)]);
  if (row === undefined) throw new Error(`no application ${id}, which was just locked`);
  const { done, issue, ...rest } = row;
  return { ...rest, ...doneOn(done), issued: issue !== null };
}

/** Before its columns are put where CaseHistory has them. */
interface CaseColumns extends Omit<CaseRow, 'doneBy' | 'passed' | 'issued'> {
  readonly done: DoneOnCase;
  readonly issue: IssueRow | null;
  readonly decision: DecisionInJson | null;
}

const hungColumns = `${ownHistoryColumns}, case when a.hangs & 2 <> 0 then case_decision(a.id) end as decision,
  case when a.hangs & 64 <> 0 then case_issue(a.id) end as issue`;
const bodyColumn = `jsonb_build_object('timeZone', o.time_zone, 'mnemonic', o.mnemonic) as body`;
const caseColumns = `${doneColumn}, ${hungColumns}, ${bodyColumn}`;

const askCase = prepared<CaseColumns>(
  'case',
  `select ${caseColumns} from application a join organisation o on o.id = a.organisation_id where a.id = $1`,
);

/** Name of the one who changed the application last; null when it was the system. */
export async function findLastChanger(trx: Transaction, id: string): Promise<string | null> {
  const { rows } = await trx.raw(
    `select concat_ws(' ', u.surname, u.name, u.patronymic) as name from application_event e
     join user_account u on u.id = e.actor_id where e.application_id = ? order by e.seq desc limit 1`,
    [id],
  );
  return rows[0]?.name ?? null;
}

export async function findUserName(trx: Transaction, id: string): Promise<string | undefined> {
  const { rows } = await trx.raw(
    "select concat_ws(' ', surname, name, patronymic) as name from user_account where id = ?",
    [id],
  );
  return rows[0]?.name;
}

/** When an application last said something of its applicant. */
export async function findApplicantSaid(trx: Transaction, id: string): Promise<Date | undefined> {
  const { rows } = await trx.raw(
    `select max(e.at) as at from application_event e left join application_event_payload p on p.event_id = e.id
     where e.application_id = ? and (e.type in ('created', 'corrected')
       or (e.type = 'edited' and p.text like '%"field":"applicant"%'))`,
    [id],
  );
  return rows[0]?.at ?? undefined;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
}

interface Around {
  readonly creator: PersonRow | null;
  readonly executor: PersonRow | null;
  /** Whether procedures may have begun on it. */
  readonly hasProcedures: boolean;
  readonly procedures: PlaceRow['procedures'];
}

export interface CardRow extends ApplicationRecord, CaseRow, Around {
  readonly decision: DecisionInJson | null;
  readonly issue: IssueRow | null;
}

interface CardColumns extends ApplicationRecord, CaseColumns, Around {}

/** Also what hangs on it; null: nothing of the kind. */
export interface WholeCardColumns extends CardColumns {
  readonly received: readonly ReceivedDocumentRow[] | null;
  readonly files: readonly CaseFileRow[] | null;
  readonly ledger: readonly LedgerEntryInJson[] | null;
}

const hasProcedures = `a.hangs & 128 <> 0 as "hasProcedures", ${proceduresColumn}`;

const askCard = prepared<CardColumns>(
  'card',
  `select ${recordColumns}, ${caseColumns}, ${personColumn('c', 'creator')}, ${personColumn('e', 'executor')}, ${hasProcedures}
   from application a join organisation o on o.id = a.organisation_id
     left join user_account c on c.id = a.creator_id left join user_account e on e.id = a.executor_id where a.id = $1`,
);

/** What is known of the people and the body of a case holds for as long as this stands where it did. */
const rightsMark = 'coalesce((select version from rights_mark), 0)';

/** Without the names of its people and what its body gives to it: those hardly ever change, and `withAround` knows them. */
export interface CardColumnsAlone extends Omit<WholeCardColumns, 'creator' | 'executor' | 'body' | 'done'> {
  readonly mark: number;
  /** null: no action was done. */
  readonly kept: KeptDone | null;
}

/** Everything that a card shows of an application, by its id. */
export const askWholeCard = tellingPlace(
  prepared<CardColumnsAlone>(
    'whole_card',
    `select ${recordColumns}, ${keptColumn}, ${hungColumns}, ${hasProcedures}, case when a.hangs & 8 <> 0 then case_received(a.id) end as received,
       case when a.hangs & 4 <> 0 then case_files(a.id) end as files,
       case when a.hangs & 16 <> 0 then case_clock(a.id) end as ledger, ${rightsMark} as mark
     from application a where a.id = $1`,
  ),
);

/** Who and where the people and the body of a case are, and the mark under which that was read. */
export interface AroundRow {
  readonly mark: number;
  readonly people: readonly PersonRow[];
  readonly body: Body;
}

/** Of these people, as an array of PostgreSQL, and of this body. */
export const askAround = prepared<AroundRow>(
  'around_case',
  `select ${rightsMark} as mark, ${bodyColumn}, (
     select coalesce(json_agg(json_build_object('id', u.id, 'name', concat_ws(' ', u.surname, u.name, u.patronymic))), '[]')
     from user_account u where u.id = any ($1::uuid[])) as people
   from organisation o where o.id = $2`,
);

/** Everything about one application but what hangs on it, as it stands in this transaction. */
export async function findCard(trx: Transaction, id: string): Promise<CardRow | undefined> {
  const [[row]] = await together(trx, [askCard(id)]);
  return row && cardRowOf(row);
}

/** The row itself, which was read for this alone: of so many columns a copy is dear. */
export function cardRowOf<Row extends CardColumns>(row: Row): Row & CardRow {
  return Object.assign(row, doneOn(row.done), { issued: row.issue !== null });
}

/** `{id, name}` of a joined user_account, null when there is none. */
export function personColumn(table: string, name: string): string {
  return `case when ${table}.id is not null then jsonb_build_object('id', ${table}.id,
    'name', concat_ws(' ', ${table}.surname, ${table}.name, ${table}.patronymic)) end as ${name}`;
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly position: string | null;
  /** How many applications that are not closed the person has in this body. */
  readonly load: number;
  /** Absent today, until this day. */
  readonly awayTo: string | null;
}

export interface CandidatePlace {
  readonly organisationId: string;
  readonly departmentId: string | null;
  readonly serviceCode: string;
  /** Any of these functions makes a candidate. */
  readonly functions: readonly string[];
  /** Day of the body. */
  readonly today: string;
}

/** Employees of the body who hold one of the functions for this service, by name. */
export async function listCandidates(trx: Transaction, place: CandidatePlace): Promise<Candidate[]> {
  const { rows } = await trx.raw(
    `select u.id, concat_ws(' ', u.surname, u.name, u.patronymic) as name, coalesce(m.position, u.position) as position,
       (select count(*) from application a where a.organisation_id = m.organisation_id and a.executor_id = u.id
         and a.closed_at is null) as load,
       (select max(gone.to_date)::text from absence gone where gone.user_id = u.id and gone.organisation_id = m.organisation_id
         and gone.ended_at is null and :today::date between gone.from_date and gone.to_date) as "awayTo"
     from membership m join user_account u on u.id = m.user_id and u.disabled_at is null and not u.machine
     where m.organisation_id = :organisationId and exists (
       select from user_role g join role r on r.id = g.role_id
       where g.user_id = u.id and g.organisation_id = m.organisation_id and r.functions && :functions::text[]
         and (g.service_code is null or g.service_code = :serviceCode)
         and (g.department_id is null or g.department_id = :departmentId::uuid))
     order by u.surname, u.name, u.patronymic, u.id`,
    { ...place, functions: [...place.functions] },
  );
  return rows;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether such an employee exists in one of the bodies, whatever they may do. Any text may be asked for. */
export async function isEmployee(
  trx: Transaction,
  organisationIds: readonly string[],
  userId: string,
): Promise<boolean> {
  if (!uuid.test(userId)) return false;
  const rows = await trx('membership')
    .whereIn('organisation_id', [...organisationIds])
    .where({ user_id: userId })
    .limit(1)
    .select('user_id');
  return rows.length > 0;
}

/** Codes of the service's documents that are attached as files or were received on paper. */
export async function readPresentDocuments(trx: Transaction, id: string): Promise<ReadonlySet<string>> {
  const { rows } = await trx.raw(
    `select document_code as code from file
       where application_id = :id and purpose = 'document' and document_code is not null and removed_at is null
     union select document_code from received_document where application_id = :id and document_code is not null`,
    { id },
  );
  return new Set(rows.map((row: { code: string }) => row.code));
}

/** Number of the open procedure of this kind on an application, `''` while it has none; undefined when there is none. */
export async function findOpenProcedure(
  trx: Transaction,
  place: { readonly parentId: string; readonly serviceCode: string },
): Promise<string | undefined> {
  const row = await trx('application')
    .where({ parent_id: place.parentId, service_code: place.serviceCode })
    .whereNull('closed_at')
    .first('number');
  return row && (row.number ?? '');
}

/** Who was its executor or has decided on it. */
export async function findConcerned(trx: Transaction, id: string): Promise<readonly string[]> {
  const { rows } = await trx.raw('select case_concerned(?) as ids', [id]);
  return rows[0].ids;
}

export interface LinkedRow extends ApplicationRecord {
  readonly procedures: PlaceRow['procedures'];
}

/** What hangs on an application and what it hangs on, the oldest first. */
export const askLinked = prepared<LinkedRow>(
  'linked',
  `select ${recordColumns}, ${proceduresColumn} from application a
   where (a.parent_id = $1::uuid and a.discarded_at is null) or a.id = (select b.parent_id from application b where b.id = $1::uuid)
   order by a.created_at, a.id limit 100`,
);
