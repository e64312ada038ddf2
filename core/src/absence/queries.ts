import type { Transaction } from '../db.ts';

export interface AbsenceRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly deputy: { readonly id: string; readonly name: string } | null;
}

export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
  /** Day of the body. */
  readonly today: string;
}

/** Absences of one person that are not over, the nearest first. */
export async function listAbsences(trx: Transaction, whose: Whose): Promise<AbsenceRow[]> {
  const { rows } = await trx.raw(
    `select a.id, a.from_date::text as "from", a.to_date::text as "to",
       case when d.id is not null then jsonb_build_object('id', d.id,
         'name', concat_ws(' ', d.surname, d.name, d.patronymic)) end as deputy
     from absence a left join user_account d on d.id = a.deputy_id
     where a.user_id = :userId and a.organisation_id = :organisationId and a.ended_at is null
       and a.to_date >= :today::date
     order by a.from_date limit 100`,
    { ...whose },
  );
  return rows;
}

export interface ColleagueSearch {
  readonly organisationId: string;
  readonly userId: string;
  readonly search: string;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly position: string | null;
}

/** As many as a person looks through; a part of the name narrows them. */
const MOST = 500;

/** Whoever works in the body, but oneself, by name. */
export async function listColleagues(trx: Transaction, wanted: ColleagueSearch): Promise<Colleague[]> {
  const { rows } = await trx.raw(
    `select u.id, concat_ws(' ', u.surname, u.name, u.patronymic) as name, coalesce(m.position, u.position) as position
     from membership m join user_account u on u.id = m.user_id and u.disabled_at is null and not u.machine
     where m.organisation_id = :organisationId and u.id <> :userId
       and strpos(lower(concat_ws(' ', u.surname, u.name, u.patronymic)), lower(:search)) > 0
     order by u.surname, u.name, u.patronymic, u.id limit ${MOST}`,
    { ...wanted },
  );
  return rows;
}

/** Whether this person works in the body and can sign in. */
export async function isColleague(trx: Transaction, organisationId: string, userId: string): Promise<boolean> {
  const { rows } = await trx.raw(
    `select from membership m join user_account u on u.id = m.user_id and u.disabled_at is null and not u.machine
     where m.organisation_id = ? and m.user_id = ?`,
    [organisationId, userId],
  );
  return rows.length > 0;
}

/** Whoever sets an absence of these people at the same moment waits: two cannot overlap unseen. */
export async function lockAbsences(trx: Transaction, userIds: readonly string[]): Promise<void> {
  for (const id of [...userIds].sort()) {
    await trx.raw("select pg_advisory_xact_lock(hashtextextended('absence ' || ?::text, 0))", [id]);
  }
}
