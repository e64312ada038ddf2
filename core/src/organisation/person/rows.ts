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

/** With all roles. Fails, when anything else names the person. */
export async function deletePerson(trx: Transaction, id: string): Promise<void> {
  await trx('user_role').where({ user_id: id }).delete();
  await trx('membership').where({ user_id: id }).delete();
  await trx('user_account').where({ id }).delete();
}
