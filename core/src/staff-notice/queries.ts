import type { Knex } from 'knex';
import type { Transaction } from '../db.ts';
import { discardedKind } from './kinds.ts';

export interface StaffNoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** null: it is about none. */
  readonly applicationId: string | null;
  readonly number: string | null;
  /** Whether the application can be opened: whoever has lost it is told so, and may not see it any more. */
  readonly open: boolean;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface StaffNoticePage {
  readonly userId: string;
  /** The condition of visibility of applications, made by access/queries. */
  readonly visible: (where: Knex.QueryBuilder) => void;
  /** Kinds that the person does not want to see. */
  readonly hidden: readonly string[];
  /** Only these; absent: all. */
  readonly kinds?: readonly string[] | undefined;
  readonly onlyNew: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One's own notices, of applications those that one may see, the newest first; ids grow with time, so they are the cursor. */
export async function listStaffNotices(trx: Transaction, page: StaffNoticePage): Promise<StaffNoticeRow[]> {
  const query = noticesOf(trx, page)
    .select('staff_notice.id', 'staff_notice.kind', 'staff_notice.text', 'application.number')
    .select({
      applicationId: 'staff_notice.application_id',
      createdAt: 'staff_notice.created_at',
      readAt: 'staff_notice.read_at',
    })
    .orderBy('staff_notice.id', 'desc')
    .limit(page.limit);
  if (page.onlyNew) query.where(isNew);
  if (page.kinds) query.whereIn('staff_notice.kind', page.kinds);
  if (page.after !== undefined) query.where('staff_notice.id', '<', page.after);
  const rows: Omit<StaffNoticeRow, 'open'>[] = await query;
  const lost = rows.flatMap(({ kind, applicationId }) =>
    lossKinds.includes(kind) && applicationId !== null ? [applicationId] : [],
  );
  const seen = lost.length === 0 ? [] : await trx('application').whereIn('id', lost).where(page.visible).select('id');
  const shut = new Set(lost.filter((id) => !seen.some((one) => one.id === id)));
  return rows.map((row) => ({ ...row, open: row.applicationId !== null && !shut.has(row.applicationId) }));
}

/** What says that an application is no longer one's own. */
const lossKinds: readonly string[] = ['takenOver', 'recalled'];

/** Counted no further than `most`. */
export async function countNewNotices(trx: Transaction, page: Own, most: number): Promise<number> {
  const rows = await noticesOf(trx, page).where(isNew).limit(most).select('staff_notice.id');
  return rows.length;
}

type Own = Pick<StaffNoticePage, 'userId' | 'visible' | 'hidden'>;

function noticesOf(trx: Transaction, { userId, visible, hidden }: Own) {
  return trx('staff_notice')
    .leftJoin('application', 'application.id', 'staff_notice.application_id')
    .where('staff_notice.user_id', userId)
    .whereNotIn('staff_notice.kind', hidden)
    .where((where) =>
      where
        .where(visible)
        .orWhereNull('staff_notice.application_id')
        .orWhereIn('staff_notice.kind', [...lossKinds, discardedKind]),
    );
}

/** What nobody has read of a case that is over needs nobody any more. */
function isNew(where: Knex.QueryBuilder): void {
  where.whereNull('staff_notice.read_at');
  where.where((of) => of.whereNull('application.closed_at').orWhere('staff_notice.kind', discardedKind));
}

export interface Audience {
  readonly organisationId: string;
  readonly departmentId: string | null;
  readonly serviceCode: string;
  /** Whoever holds any of these functions for the service. */
  readonly functions: readonly string[];
  readonly executorId: string | null;
  /** Whoever has done it themselves need not be told. */
  readonly exceptId?: string;
}

/** Ids of the people concerned who can still sign in, at this moment; whoever stands in for the executor too. */
export async function listConcerned(trx: Transaction, audience: Audience, at: Date): Promise<string[]> {
  const { rows } = await trx.raw(
    `select u.id from user_account u where u.disabled_at is null and u.id is distinct from :exceptId::uuid and (u.id = :executorId::uuid or exists (
       select from absence a join organisation o on o.id = a.organisation_id
       where a.user_id = :executorId::uuid and a.deputy_id = u.id and a.organisation_id = :organisationId
         and a.ended_at is null and (:at::timestamptz at time zone o.time_zone)::date between a.from_date and a.to_date
       ) or exists (
       select from user_role g join role r on r.id = g.role_id
       where g.user_id = u.id and g.organisation_id = :organisationId and r.functions && :functions::text[]
         and (g.service_code is null or g.service_code = :serviceCode)
         and (g.department_id is null or g.department_id = :departmentId::uuid)))
     order by u.id`,
    { ...audience, at, exceptId: audience.exceptId ?? null, functions: [...audience.functions] },
  );
  return rows.map((row: { id: string }) => row.id);
}
