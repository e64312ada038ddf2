import type { Transaction } from '../../db.ts';

export interface Forgetting {
  readonly applicantId: string;
  readonly organisationId: string;
}

/** `kept`: the body has other cases of the person; `unlinked`: another body has; `gone`: nobody knows them any more. */
export type Forgotten = 'kept' | 'unlinked' | 'gone';

/**
 * The person of a case that was just erased, in the registry of applicants, with whatever records were merged. As the owner. Their rows are locked
 * first, so that a case that begins at the same moment is seen, or waits.
 */
export async function forgetApplicant(
  trx: Transaction,
  { applicantId, organisationId }: Forgetting,
): Promise<Forgotten> {
  const family = await lockFamily(trx, applicantId);
  const values = { family, organisationId };
  const { rows } = await trx.raw(
    `select exists (select from application where applicant_id = any(:family::uuid[]) and organisation_id = :organisationId) as kept`,
    values,
  );
  if (rows[0].kept) return 'kept';
  await trx.raw(
    'delete from applicant_link where applicant_id = any(:family::uuid[]) and organisation_id = :organisationId',
    values,
  );
  await trx.raw(`${EVENTS} and organisation_id = :organisationId`, values);
  const { rowCount } = await trx.raw(
    `update applicant set data = '{}', snils = null, inn = null, ogrn = null, surname = null, name = null, patronymic = null,
       title = null, search = ''
     where id = any(:family::uuid[])
       and not exists (select from applicant_link where applicant_id = any(:family::uuid[]))
       and not exists (select from application where applicant_id = any(:family::uuid[]))`,
    values,
  );
  if (rowCount === 0) return 'unlinked';
  await trx.raw(EVENTS, values);
  return 'gone';
}

const EVENTS = `update applicant_event set changes = null, reason = null
  where applicant_id = any(:family::uuid[]) and (changes is not null or reason is not null)`;

async function lockFamily(trx: Transaction, applicantId: string): Promise<string[]> {
  const { rows } = await trx.raw(
    `with recursive family (id, merged_into) as (
       select id, merged_into from applicant where id = ?
       union select m.id, m.merged_into from applicant m join family f on m.merged_into = f.id or m.id = f.merged_into)
     select id from applicant where id in (select id from family) order by id for update`,
    [applicantId],
  );
  return rows.map((row: { id: string }) => row.id);
}
