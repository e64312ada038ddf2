import type { Knex } from 'knex';
import type { ApplicantData } from '../api.gen.ts';
import type { Transaction } from '../db.ts';

export interface NoticeRow {
  readonly id: string;
  readonly applicationId: string;
  readonly organisationId: string;
  readonly number: string | null;
  readonly applicant: string;
  readonly way: string;
  readonly address: string | null;
  readonly text: string;
  readonly status: 'sending' | 'todo' | 'done';
  /** Why it did not go by machine. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
  readonly doneBy: { readonly id: string; readonly name: string } | null;
}

export interface NoticePage {
  /** The condition of visibility of applications, made by access/queries. */
  readonly visible: (where: Knex.QueryBuilder) => void;
  readonly status: NoticeRow['status'];
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Notices of applications that one may see, the oldest first; ids grow with time, so they are the cursor. */
export async function listNotices(trx: Transaction, page: NoticePage): Promise<NoticeRow[]> {
  const query = noticesOf(trx)
    .where(page.visible)
    .where('notice.status', page.status)
    .orderBy('notice.id')
    .limit(page.limit);
  if (page.after !== undefined) query.where('notice.id', '>', page.after);
  return query;
}

export async function findNotice(
  trx: Transaction,
  id: string,
  visible: NoticePage['visible'],
): Promise<NoticeRow | undefined> {
  const rows = await noticesOf(trx).where(visible).where('notice.id', id);
  return rows[0];
}

function noticesOf(trx: Transaction): Knex.QueryBuilder {
  return trx('notice')
    .join('application', 'application.id', 'notice.application_id')
    .leftJoin('user_account as done', 'done.id', 'notice.done_by')
    .select('notice.id', 'application.number', 'notice.way', 'notice.address', 'notice.text')
    .select('notice.status', 'notice.failure')
    .select({
      applicationId: 'application.id',
      organisationId: 'notice.organisation_id',
      applicant: 'application.list_applicant',
    })
    .select({ createdAt: 'notice.created_at', doneAt: 'notice.done_at' })
    .select(
      trx.raw(`case when done.id is not null then jsonb_build_object('id', done.id,
        'name', concat_ws(' ', done.surname, done.name, done.patronymic)) end as "doneBy"`),
    );
}

/** One notice as it goes by machine. */
export interface OutgoingNotice {
  readonly id: string;
  readonly applicationId: string;
  readonly organisationId: string;
  readonly number: string | null;
  readonly way: string;
  readonly address: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly organisation: string;
}

export async function findOutgoingNotice(trx: Transaction, id: string): Promise<OutgoingNotice | undefined> {
  const { rows } = await trx.raw(
    `select n.id, n.application_id as "applicationId", n.organisation_id as "organisationId", a.number, n.way, n.address,
       n.subject, n.text, o.title as organisation
     from notice n join application a on a.id = n.application_id join organisation o on o.id = n.organisation_id
     where n.id = ?`,
    [id],
  );
  return rows[0];
}

/** What a printed letter says beside its text. */
export interface LetterFacts {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly serviceVersionId: string;
  readonly number: string | null;
  readonly address: string | null;
  readonly text: string;
  readonly createdAt: Date;
  readonly applicant: ApplicantData | null;
  readonly organisation: {
    readonly title: string;
    readonly address: string | null;
    readonly timeZone: string;
    readonly headName: string | null;
    readonly headPosition: string | null;
  };
}

export async function findLetterFacts(
  trx: Transaction,
  id: string,
  visible: NoticePage['visible'],
): Promise<LetterFacts | undefined> {
  return trx('notice')
    .join('application', 'application.id', 'notice.application_id')
    .join('organisation', 'organisation.id', 'notice.organisation_id')
    .where(visible)
    .where('notice.id', id)
    .select('application.number', 'application.applicant', 'notice.address', 'notice.text')
    .select({
      applicationId: 'application.id',
      organisationId: 'application.organisation_id',
      serviceVersionId: 'application.service_version_id',
      createdAt: 'notice.created_at',
    })
    .select(
      trx.raw(`jsonb_build_object('title', organisation.title, 'address', organisation.address,
        'timeZone', organisation.time_zone, 'headName', organisation.head_name,
        'headPosition', organisation.head_position) as organisation`),
    )
    .first();
}
