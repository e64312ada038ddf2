import type { Knex } from 'knex';
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
  readonly status: 'todo' | 'done';
  readonly createdAt: Date;
  readonly doneAt: Date | null;
  readonly doneBy: { readonly id: string; readonly name: string } | null;
}

export interface NoticePage {
  /** The condition of visibility of applications, made by access/queries. */
  readonly visible: (where: Knex.QueryBuilder) => void;
  readonly status: 'todo' | 'done';
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
    .select('notice.id', 'application.number', 'notice.way', 'notice.address', 'notice.text', 'notice.status')
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
