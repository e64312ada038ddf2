import type { Transaction } from '../../db.ts';
import type { Asked } from '../queries.ts';

export interface RegistrationRow {
  readonly id: string;
  readonly number: string | null;
  readonly registeredAt: Date;
  readonly service: string;
  readonly applicant: string;
  readonly address: string;
  readonly source: string;
  readonly executor: string | null;
  readonly dueDate: string | null;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
  /** As the database writes it, to the microsecond: the place in the journal. */
  readonly place: string;
}

export interface RegistrationPage extends Asked {
  readonly after?: { readonly place: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** The journal in the order of registering, a page by keyset: the ids from the index alone, their rows after. */
export async function listRegistrations(trx: Transaction, page: RegistrationPage): Promise<RegistrationRow[]> {
  const { after, limit, ...asked } = page;
  const { rows } = await trx.raw<{ rows: RegistrationRow[] }>(
    `select a.id, a.number, a.registered_at as "registeredAt", a.service_code as service, a.list_applicant as applicant,
       a.list_address as address, a.source, nullif(concat_ws(' ', u.surname, u.name, u.patronymic), '') as executor,
       to_char(a.due_date, 'YYYY-MM-DD') as "dueDate", a.ended_at as "endedAt", a.outcome, a.registered_at::text as place
     from (
       select id, registered_at from application a
       where organisation_id = :organisationId
         and registered_at >= (cast(:from as date)::timestamp at time zone :timeZone)
         and registered_at < ((cast(:to as date) + 1)::timestamp at time zone :timeZone)
         ${asked.service === undefined ? '' : 'and service_code = :service'}
         ${asked.department === undefined ? '' : 'and department_id = cast(:department as uuid)'}
         ${after === undefined ? '' : 'and (registered_at, id) > (cast(:place as timestamptz), cast(:id as uuid))'}
       order by registered_at, id limit :limit
     ) as page join application a on a.id = page.id left join user_account u on u.id = a.executor_id
     order by a.registered_at, a.id`,
    { ...asked, ...after, limit },
  );
  return rows;
}
