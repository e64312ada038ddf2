import type { Transaction } from '../../db.ts';
import type { Look } from './fold-views.ts';

export interface LookPage {
  /** Looks with a smaller id. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** Who looked at an application, its files and its requests, the newest first; undefined: no such application here. */
export async function listLooks(trx: Transaction, applicationId: string, page: LookPage): Promise<Look[] | undefined> {
  if ((await trx('application').where({ id: applicationId }).first('id')) === undefined) return undefined;
  const { rows } = await trx.raw(
    `with subject as (
       select 'application' as kind, :applicationId::text as id, null as name
       union all select 'file', id::text, name from file where application_id = :applicationId::uuid
       union all select 'request', id::text, coalesce(type_code, '') from request where application_id = :applicationId::uuid
     )
     select v.id, v.at, v.action, s.name as subject, s.id as "subjectId",
       case when u.id is not null then jsonb_build_object('id', u.id,
         'name', concat_ws(' ', u.surname, u.name, u.patronymic)) end as "user"
     from subject s join access_log v on v.subject_kind = s.kind and v.subject_id = s.id
       left join user_account u on u.id = v.user_id
     where (:before::bigint is null or v.id < :before::bigint)
     order by v.id desc limit :limit`,
    { applicationId, before: page.before ?? null, limit: page.limit },
  );
  return rows;
}
