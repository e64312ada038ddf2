import type { Transaction } from '../../db.ts';

/** Ids of the bodies where somebody holds the role. */
export async function bodiesWithRole(trx: Transaction, roleId: string): Promise<string[]> {
  return trx('user_role').where({ role_id: roleId }).distinct('organisation_id').pluck('organisation_id');
}

/** People of a body by the id of the role that they hold there. */
export async function countHolders(trx: Transaction, organisationId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await trx.raw(
    `select held.role_id as id, count(distinct held.user_id)::int as count from user_role held
     join user_account u on u.id = held.user_id and not u.machine where held.organisation_id = ? group by 1`,
    [organisationId],
  );
  return new Map(rows.map((row: { id: string; count: number }) => [row.id, row.count]));
}
