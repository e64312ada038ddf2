import type { Transaction } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import type { UserModel } from '../user.model.ts';
import type { RoleInBody } from './authority.ts';

const columns = [
  'user_account.id',
  'login',
  'surname',
  'name',
  'patronymic',
  'user_account.position',
  'email',
  'phone',
  'must_change_password',
  'disabled_at',
];

/** A person of this body with all their bodies and roles, wherever those are: as the owner. @throws Refusal notFound */
export async function getPerson(trx: Transaction, organisationId: string, id: string): Promise<UserModel> {
  const { UserModel } = await import('../user.model.ts');
  const person = await UserModel.query(trx)
    .select(columns)
    .where('machine', false)
    .whereExists(UserModel.relatedQuery('memberships').where('memberships.organisation_id', organisationId))
    .withGraphFetched('[memberships.[organisation, department], grants(inOrder).[role, department]]')
    .modifiers({ inOrder: (grants) => void grants.orderBy('id') })
    .findById(id);
  if (person === undefined) throw new Refusal('notFound', 'Такого сотрудника нет в вашем ведомстве.');
  return person;
}

/** The roles a person holds, each where it holds. */
export function rolesOf(person: UserModel): RoleInBody[] {
  return (person.grants ?? []).map(({ role, organisation_id: organisationId }) => ({
    title: role?.title ?? '',
    permissions: role?.permissions ?? [],
    organisationId,
  }));
}

/**
 * Bodies of these that nobody administers any more: no person of the body who may sign in holds a role over the whole of it
 * with the right to manage people. The bodies' rows stay locked, so that two last ones cannot go at once.
 */
export async function findUnadministered(trx: Transaction, organisationIds: readonly string[]): Promise<string[]> {
  const { rows } = await trx.raw(
    `with body as (
       select id, title from organisation where id = any(?::uuid[]) order by id for no key update
     )
     select title from body where not exists (
       select from user_role held join role on role.id = held.role_id
         join user_account u on u.id = held.user_id and u.disabled_at is null and not u.machine
         join membership m on m.user_id = u.id and m.organisation_id = held.organisation_id
       where held.organisation_id = body.id and held.service_code is null and held.department_id is null
         and 'users.manage' = any(role.permissions)) order by title`,
    [[...organisationIds]],
  );
  return rows.map(({ title }: { title: string }) => title);
}

/** Before what may leave a body without an administrator: whoever does the same elsewhere waits, and then sees it done. */
export async function lockBodies(trx: Transaction, organisationIds: readonly string[]): Promise<void> {
  await trx.raw('select from organisation where id = any(?::uuid[]) order by id for no key update', [
    [...organisationIds],
  ]);
}

/** Which of these logins somebody has, in whatever body. */
export async function takenLogins(trx: Transaction, logins: readonly string[]): Promise<ReadonlySet<string>> {
  const taken = await trx('user_account')
    .whereIn('login', [...logins])
    .pluck('login');
  return new Set(taken);
}
