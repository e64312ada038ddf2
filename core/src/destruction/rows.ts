import type { Transaction } from '../db.ts';
import type { ActPerson, ActStatus } from './act.model.ts';
import type { Category } from './categories.ts';
import type { KeptKind } from './term.ts';

export interface NewAct {
  readonly id: string;
  readonly organisationId: string;
  readonly number: number;
  readonly author: ActPerson;
  readonly createdAt: Date;
}

export interface NewRow {
  readonly kind: KeptKind;
  /** Of the case, or of the request of another body. */
  readonly id: string;
  readonly number: string | null;
  readonly service: string;
  readonly title: string;
  readonly applicant: string;
  readonly endedOn: string;
  readonly years: number;
  readonly basis: string;
  readonly keptUntil: string;
}

export async function insertAct(trx: Transaction, act: NewAct): Promise<void> {
  const { id, organisationId, number, author, createdAt } = act;
  await trx('destruction_act').insert({
    ...{ id, organisation_id: organisationId, number, author_id: author.id },
    ...{ author: JSON.stringify(author), created_at: createdAt },
  });
}

export async function insertRows(
  trx: Transaction,
  { id, organisationId }: Pick<NewAct, 'id' | 'organisationId'>,
  rows: readonly NewRow[],
): Promise<void> {
  await trx.raw(
    `insert into destruction_row (act_id, organisation_id, position, application_id, incoming_request_id, number, service_code,
       service_title, applicant, ended_on, years, basis, kept_until)
     select :id, :organisationId, row_number() over (order by place), case when kind = 'application' then one.id end,
       case when kind = 'incomingRequest' then one.id end, number, service, title, applicant, "endedOn", years, basis, "keptUntil"
     from rows from (json_to_recordset(:rows) as (place int, kind text, id uuid, number text, service text, title text,
       applicant text, "endedOn" date, years int, basis text, "keptUntil" date)) as one`,
    { id, organisationId, rows: JSON.stringify(rows.map((row, place) => ({ ...row, place }))) },
  );
}

export type ActChange =
  | { readonly status: 'running'; readonly approver: ActPerson; readonly at: Date }
  | { readonly status: 'withdrawn'; readonly by: ActPerson; readonly at: Date; readonly reason: string }
  | { readonly status: 'contents'; readonly contentsAt: Date }
  | { readonly status: 'done'; readonly at: Date };

/** Under the act's lock. Raises the version. */
export async function moveAct(trx: Transaction, id: string, change: ActChange): Promise<void> {
  await trx('destruction_act')
    .where({ id })
    .update({ status: change.status satisfies ActStatus, version: trx.raw('version + 1'), ...columnsOf(change) });
}

function columnsOf(change: ActChange): Record<string, unknown> {
  switch (change.status) {
    case 'running': {
      const { approver, at } = change;
      return { approver_id: approver.id, approver: JSON.stringify(approver), approved_at: at };
    }
    case 'withdrawn': {
      const { by, at, reason } = change;
      return { withdrawn: JSON.stringify({ by, at, reason }) };
    }
    case 'contents':
      return { contents_at: change.contentsAt };
    case 'done':
      return { finished_at: change.at, trouble: null };
  }
}

/** The act has changed without a new status: whoever saw it before has seen another one. */
export async function touchAct(trx: Transaction, id: string): Promise<void> {
  await trx('destruction_act')
    .where({ id })
    .update({ version: trx.raw('version + 1') });
}

/** Why it stands, in words; null: it does not. */
export async function noteTrouble(trx: Transaction, id: string, trouble: string | null): Promise<void> {
  await trx('destruction_act').where({ id }).update({ trouble });
}

/** Of a case in an act, or of a request of another body. */
export interface CasePlace {
  readonly actId: string;
  readonly caseId: string;
}

/** null: back into the act. False: it does not stand in the act, or stands so already. */
export async function excludeRow(trx: Transaction, place: CasePlace, reason: string | null): Promise<boolean> {
  const changed = await trx('destruction_row')
    .where({ act_id: place.actId, status: reason === null ? 'excluded' : 'waiting' })
    .whereRaw('coalesce(application_id, incoming_request_id) = ?', [place.caseId])
    .update({ status: reason === null ? 'waiting' : 'excluded', reason });
  return changed > 0;
}

export interface RowPlace {
  readonly actId: string;
  readonly position: number;
}

export async function noteKept(trx: Transaction, place: RowPlace, obstacle: string): Promise<void> {
  await trx('destruction_row')
    .where({ act_id: place.actId, position: place.position })
    .update({ status: 'kept', obstacle });
}

export async function noteDone(
  trx: Transaction,
  place: RowPlace,
  { categories, at }: { readonly categories: readonly Category[]; readonly at: Date },
): Promise<void> {
  await trx('destruction_row')
    .where({ act_id: place.actId, position: place.position })
    .update({ status: 'done', categories: JSON.stringify(categories), done_at: at });
}

export async function noteContent(
  trx: Transaction,
  { actId, key }: { readonly actId: string; readonly key: string },
  status: 'removed' | 'shared',
): Promise<void> {
  await trx('destruction_content').where({ act_id: actId, storage_key: key }).update({ status });
}

/** Subjects of acts that are older than acts are kept; how many of whose. As the owner. */
export async function forgetSubjects(
  trx: Transaction,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<{ readonly organisationId: string; readonly count: number }[]> {
  const { rows } = await trx.raw(
    `with old as (
       select r.act_id, r.position from destruction_row r join destruction_act act on act.id = r.act_id
       where coalesce(act.finished_at, (act.withdrawn ->> 'at')::timestamptz) < :before and r.applicant is not null limit :most),
     gone as (
       update destruction_row r set applicant = null from old where r.act_id = old.act_id and r.position = old.position
       returning r.organisation_id)
     select organisation_id as "organisationId", count(*)::int as count from gone group by 1`,
    { before, most },
  );
  return rows;
}

/** Until the end of the transaction: the journal takes events of bodies that the transaction acts for. */
export async function actFor(trx: Transaction, organisationId: string): Promise<void> {
  await trx.raw(`select set_config('reglament.bodies', ?, true)`, [organisationId]);
}
