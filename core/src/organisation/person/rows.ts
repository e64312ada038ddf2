import type { Transaction } from '../../db.ts';

export interface PersonChange {
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string | null;
  readonly position: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export async function updatePerson(trx: Transaction, id: string, change: PersonChange): Promise<void> {
  const { surname, name, patronymic, position, email, phone } = change;
  await trx('user_account').where({ id }).update({ surname, name, patronymic, position, email, phone });
}

export interface MembershipPlace {
  readonly userId: string;
  readonly organisationId: string;
}

export async function updateMembership(
  trx: Transaction,
  { userId, organisationId }: MembershipPlace,
  { departmentId, position }: { readonly departmentId: string | null; readonly position: string | null },
): Promise<void> {
  await trx('membership')
    .where({ user_id: userId, organisation_id: organisationId })
    .update({ department_id: departmentId, position });
}

export async function deleteGrants(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx('user_role')
    .whereIn('id', [...ids])
    .delete();
}

/** Whether anybody has come in under the account, as far as attempts are kept. */
export async function hasSignedIn(trx: Transaction, { id, login }: { id: string; login: string }): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { found: boolean }[] }>(
    `select exists (select from session where user_id = :id) or exists (select from login_attempt where login = :login and ok) as found`,
    { id, login },
  );
  return rows[0]?.found ?? false;
}

/** With all roles. Fails, when anything else names the person; sessions would go with the account. */
export async function deletePerson(trx: Transaction, id: string): Promise<void> {
  await trx('user_role').where({ user_id: id }).delete();
  await trx('membership').where({ user_id: id }).delete();
  await trx('user_account').where({ id }).delete();
}
