import { workPermissions } from '../access/grant.ts';
import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import type { BodyValues } from '../form/body-values.ts';
import { containing } from '../like.ts';
import type { SessionOrganisation } from '../session/session.ts';
import type { AttorneyRules } from '../signature/attorney/places.ts';
import type { OrganisationModel, RoleModel, UserModel } from './user.model.ts';

/** The library of the models is read with the first question: neither a start nor a clerk's work needs it. */
const models = () => import('./user.model.ts');

const userColumns = [
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

export async function listOrganisations(trx: Transaction): Promise<OrganisationModel[]> {
  const { OrganisationModel } = await models();
  return OrganisationModel.query(trx).withGraphFetched('departments').orderBy(['title', 'id']);
}

/** A body as the platform acts for it, where nobody has signed in. @throws Error when there is none: rows point only at those that are */
export async function getActingBody(trx: Transaction, id: string): Promise<SessionOrganisation> {
  const body = await trx('organisation')
    .where({ id })
    .first(
      'id',
      'code',
      'title',
      'mnemonic',
      'workplace',
      'services',
      'short_title as shortTitle',
      'time_zone as timeZone',
    );
  if (body === undefined) throw new Error(`there is no body ${id}`);
  return body;
}

/** What forms may take from a body. */
export async function findBodyValues(trx: Transaction, id: string): Promise<BodyValues | undefined> {
  return trx('organisation').where({ id }).first('oktmo', 'address', 'title', 'mnemonic', 'identifiers');
}

/** @throws Refusal notFound */
export async function getOrganisation(trx: Transaction, id: string): Promise<OrganisationModel> {
  const { OrganisationModel } = await models();
  const organisation = await OrganisationModel.query(trx).findById(id).withGraphFetched('departments');
  if (organisation === undefined) throw new Refusal('notFound', 'Такого ведомства нет. Обновите страницу.');
  return organisation;
}

/** Ids of the roles over the whole body that let this person administer something there. */
export async function listAdministeringRoles(
  trx: Transaction,
  { userId, organisationId }: { readonly userId: string; readonly organisationId: string },
): Promise<string[]> {
  const held = { user_id: userId, organisation_id: organisationId, service_code: null, department_id: null };
  return trx('user_role as held')
    .join('role', 'role.id', 'held.role_id')
    .where(held)
    .whereRaw(`not role.permissions <@ ?::text[]`, [[...workPermissions]])
    .pluck('role.id');
}

/** Names of those who answer what other bodies ask this one. */
export async function listAnswering(trx: Transaction, organisationId: string): Promise<string[]> {
  const { rows } = await trx.raw(
    `select distinct concat_ws(' ', u.surname, u.name, u.patronymic) as name
     from user_role held join role on role.id = held.role_id
       join user_account u on u.id = held.user_id and u.disabled_at is null and not u.machine
     where held.organisation_id = ? and held.service_code is null and held.department_id is null
       and 'requests.answer' = any(role.permissions)
     order by name limit 200`,
    [organisationId],
  );
  return rows.map(({ name }: { name: string }) => name);
}

/** A function of workflows that somebody who can sign in holds in a body; null: for any service. */
export interface HeldFunction {
  readonly organisationId: string;
  readonly userId: string;
  readonly serviceCode: string | null;
  readonly function: string;
}

/** Of all bodies: few people hold roles, and the list of bodies tells of each. */
export async function listHeldFunctions(trx: Transaction): Promise<HeldFunction[]> {
  const { rows } = await trx.raw(
    `select distinct held.organisation_id as "organisationId", held.user_id as "userId", held.service_code as "serviceCode", given as function
     from user_role held join role on role.id = held.role_id cross join unnest(role.functions) as given
       join user_account u on u.id = held.user_id and u.disabled_at is null and not u.machine`,
  );
  return rows;
}

export async function listRoles(trx: Transaction): Promise<RoleModel[]> {
  const { RoleModel } = await models();
  return RoleModel.query(trx).orderBy(['title', 'id']);
}

export async function getRoleByCode(trx: Transaction, code: string): Promise<RoleModel> {
  const { RoleModel } = await models();
  const role = await RoleModel.query(trx).findOne({ code });
  if (role === undefined) throw new Refusal('notFound', `Роли «${code}» нет. Выберите роль из списка.`);
  return role;
}

/** With the row's lock: one change of a role at a time. @throws Refusal notFound */
export async function getRole(trx: Transaction, id: string): Promise<RoleModel> {
  const { RoleModel } = await models();
  const role = await RoleModel.query(trx).findById(id).forUpdate();
  if (role === undefined) throw new Refusal('notFound', 'Такой роли нет. Обновите страницу.');
  return role;
}

export async function getOrganisationByCode(trx: Transaction, code: string): Promise<OrganisationModel> {
  const { OrganisationModel } = await models();
  const organisation = await OrganisationModel.query(trx).findOne({ code }).withGraphFetched('departments');
  if (organisation === undefined) throw new Refusal('notFound', `Ведомства «${code}» нет.`);
  return organisation;
}

export interface UserSearch {
  readonly organisationId: string;
  /** Part of a name or of a login. */
  readonly search?: string | undefined;
  /** Code of a role that they hold in the body. */
  readonly role?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
  /** Id of the last user of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** People of a body, without its programs, with the roles they have in it, by name. */
export async function listUsers(trx: Transaction, wanted: UserSearch): Promise<UserModel[]> {
  const { UserModel } = await models();
  const query = peopleOf(UserModel, trx, wanted.organisationId)
    .orderBy(['surname', 'name', 'user_account.id'])
    .limit(wanted.limit);
  if (wanted.search !== undefined) {
    query.whereRaw("concat_ws(' ', surname, name, patronymic, login) ilike ?", [containing(wanted.search)]);
  }
  if (wanted.state !== undefined) {
    query.whereRaw(wanted.state === 'active' ? 'disabled_at is null' : 'disabled_at is not null');
  }
  if (wanted.department !== undefined) {
    query.whereRaw(
      `exists (select from membership m where m.user_id = user_account.id and m.organisation_id = ? and m.department_id = ?)`,
      [wanted.organisationId, wanted.department],
    );
  }
  if (wanted.role !== undefined) {
    query.whereRaw(
      `exists (select from user_role held join role on role.id = held.role_id
        where held.user_id = user_account.id and held.organisation_id = ? and role.code = ?)`,
      [wanted.organisationId, wanted.role],
    );
  }
  if (wanted.after !== undefined) {
    query.whereRaw(
      `(surname, name, user_account.id) > (select last.surname, last.name, last.id from user_account last where last.id = ?)`,
      [wanted.after],
    );
  }
  return query;
}

export async function findUserByLogin(trx: Transaction, login: string): Promise<UserModel | undefined> {
  const { UserModel } = await models();
  return UserModel.query(trx).select(userColumns).findOne({ login, machine: false });
}

/** Ids of the bodies where a person works. */
export async function bodiesOf(trx: Transaction, userId: string): Promise<string[]> {
  return trx('membership').where({ user_id: userId }).orderBy('organisation_id').pluck('organisation_id');
}

function peopleOf(people: typeof UserModel, trx: Transaction, organisationId: string) {
  return people
    .query(trx)
    .select(userColumns)
    .where('machine', false)
    .whereExists(people.relatedQuery('memberships').where('memberships.organisation_id', organisationId))
    .withGraphFetched('[memberships.department, grants(ofBody).[role, department]]')
    .modifiers({ ofBody: (grants) => void grants.where('organisation_id', organisationId).orderBy('id') });
}

/** That somebody has come by another place, and when last. */
export interface SignedIn {
  readonly title: string;
  readonly at: Date;
}

/** Of these people, by their ids; as the owner. */
export async function lastSignIns(
  trx: Transaction,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, SignedIn>> {
  const { rows } = await trx.raw(
    `select distinct on (l.user_id) l.user_id as id, c.title, l.last_login_at as at from identity_link l
     join connection c on c.id = l.connection_id where l.user_id = any(?::uuid[]) order by l.user_id, l.last_login_at desc`,
    [[...userIds]],
  );
  return new Map(rows.map(({ id, ...signedIn }: SignedIn & { id: string }) => [id, signedIn]));
}

/** Asked as the owner: the application's role may not read the column, so that no list can give a number away. */
export async function findSnils(trx: Transaction, userId: string): Promise<string | null> {
  const person = await trx('user_account').where({ id: userId }).first('snils');
  return person?.snils ?? null;
}

/** Whether the body takes no certificate without a СНИЛС. */
export async function isStrictSigner(trx: Transaction, organisationId: string): Promise<boolean> {
  const body = await trx('organisation').where({ id: organisationId }).first('strict_signer');
  return body?.strict_signer === true;
}

/** What the body asks of powers of attorney; as the owner. */
export async function getAttorneyRules(trx: Transaction, organisationId: string): Promise<AttorneyRules> {
  const body = await trx('organisation').where({ id: organisationId }).first('inn', 'attorney_rules');
  return { inn: body?.inn ?? null, strict: false, places: {}, ...body?.attorney_rules };
}

/** As the owner. */
export async function findOgrn(trx: Transaction, organisationId: string): Promise<string | null> {
  const body = await trx('organisation').where({ id: organisationId }).first('ogrn');
  return body?.ogrn ?? null;
}

interface Signing {
  readonly user: { readonly id: string };
  readonly organisation: { readonly id: string };
}

/** What a certificate is held against besides the person's name; as the owner. */
export async function getSignatory(trx: Transaction, { user, organisation }: Signing) {
  return { snils: await findSnils(trx, user.id), strict: await isStrictSigner(trx, organisation.id) };
}
