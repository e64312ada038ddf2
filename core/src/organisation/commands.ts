import { can, permissions, workPermissions } from '../access/grant.ts';
import type { Database, Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { endSessionsOf } from '../session/commands.ts';
import { hashPassword, issuePassword } from '../session/password.ts';
import type { Session } from '../session/session.ts';
import { findUserByLogin, getOrganisationByCode, getRoleByCode, getUser, listOrganisations } from './queries.ts';
import * as rows from './rows.ts';
import type { RoleModel, UserModel } from './user.model.ts';

export interface NewOrganisation extends rows.OrganisationRow {
  readonly departments: readonly { readonly code: string; readonly title: string }[];
}

/** Inside the owner's transaction, as all commands on accounts. */
export async function createOrganisation(trx: Transaction, organisation: NewOrganisation): Promise<string> {
  const organisationId = await rows.insertOrganisation(trx, organisation);
  for (const department of organisation.departments)
    await rows.insertDepartment(trx, { organisationId, ...department });
  return organisationId;
}

export async function createRole(trx: Transaction, role: rows.RoleRow): Promise<string> {
  const unknown = role.permissions.filter((permission) => !permissions.some((known) => known === permission));
  if (unknown.length > 0) throw new Refusal('invalidBody', `Неизвестные разрешения роли: ${unknown.join(', ')}.`);
  return rows.insertRole(trx, role);
}

/** Places are named by codes, as in demo data and on the command line. */
export interface NewUser extends rows.PersonRow {
  readonly memberships: readonly NewMembership[];
}

export interface NewMembership {
  readonly organisation: string;
  readonly department?: string;
  readonly position?: string;
  readonly roles: readonly { readonly role: string; readonly service?: string; readonly department?: string }[];
}

export async function createUser(trx: Transaction, user: NewUser): Promise<string> {
  const { memberships, ...person } = user;
  const userId = await rows.insertUser(trx, person);
  for (const membership of memberships) await join(trx, userId, membership);
  return userId;
}

async function join(trx: Transaction, userId: string, membership: NewMembership): Promise<void> {
  const { id: organisationId, title, departments = [] } = await getOrganisationByCode(trx, membership.organisation);
  const departmentId = (code: string | undefined): string | undefined => {
    if (code === undefined) return undefined;
    const department = departments.find((candidate) => candidate.code === code);
    if (department === undefined) throw new Refusal('notFound', `Отдела «${code}» нет в ведомстве «${title}».`);
    return department.id;
  };
  const { department, position, roles } = membership;
  await rows.insertMembership(trx, { userId, organisationId, departmentId: departmentId(department), position });
  for (const { role, service, department: within } of roles) {
    const { id: roleId } = await getRoleByCode(trx, role);
    const scope = { serviceCode: service, departmentId: departmentId(within) };
    await rows.insertGrant(trx, { userId, roleId, organisationId, ...scope });
  }
}

/** An employee as an administrator of a body enters one: into that body, with ids of its departments. */
export interface NewEmployee {
  readonly login: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string;
  readonly position?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly department?: string;
  readonly roles: readonly { readonly role: string; readonly service?: string; readonly department?: string }[];
}

export interface IssuedAccount {
  readonly id: string;
  /** Shown once; must be changed at the first login. */
  readonly password: string;
}

/** Nobody gives a permission that they do not hold themselves. */
export async function addEmployee(
  database: Database,
  employee: NewEmployee,
  { session, now }: { session: Session; now: Date },
): Promise<IssuedAccount> {
  const password = issuePassword();
  const passwordHash = await hashPassword(password);
  const { roles, department, ...person } = employee;
  const organisationId = session.organisation.id;
  const id = await database.asOwner(async (trx) => {
    await checkDepartments(trx, organisationId, [department, ...roles.map((role) => role.department)]);
    const userId = await rows.insertUser(trx, { ...person, passwordHash, mustChangePassword: true, createdAt: now });
    await rows.insertMembership(trx, { userId, organisationId, departmentId: department, position: person.position });
    for (const { role: code, service, department: departmentId } of roles) {
      const role = await getRoleByCode(trx, code);
      checkGivable(session, role);
      await rows.insertGrant(trx, { userId, roleId: role.id, organisationId, serviceCode: service, departmentId });
    }
    return userId;
  });
  return { id, password };
}

/** @throws Refusal forbidden */
export function checkGivable(session: Session, role: RoleModel): void {
  const missing = permissions.filter(
    (permission) =>
      role.permissions.includes(permission) &&
      !workPermissions.has(permission) &&
      !can(session.grants, permission, session.organisation.id),
  );
  if (missing.length === 0) return;
  throw new Refusal('forbidden', `Роль «${role.title}» даёт разрешения, которых нет у вас: ${missing.join(', ')}.`);
}

async function checkDepartments(
  trx: Transaction,
  organisationId: string,
  ids: readonly (string | undefined)[],
): Promise<void> {
  const body = (await listOrganisations(trx)).find((organisation) => organisation.id === organisationId);
  const known = new Set(body?.departments?.map((department) => department.id));
  if (ids.some((id) => id !== undefined && !known.has(id))) {
    throw new Refusal('notFound', 'Такого отдела нет в вашем ведомстве. Выберите отдел из списка.');
  }
}

/** A new password to hand over, in place of a forgotten one; all sessions of the user end. */
export async function renewPassword(database: Database, login: string): Promise<string> {
  const password = issuePassword();
  const passwordHash = await hashPassword(password);
  await database.asOwner(async (trx) => {
    const user = await findUserByLogin(trx, login.trim().toLowerCase());
    if (user === undefined) throw new Refusal('notFound', `Сотрудника с логином «${login}» нет.`);
    await rows.updateIssuedPassword(trx, user.id, passwordHash);
    await endSessionsOf(trx, user.id);
  });
  return password;
}

/** The account stops at once, with all its sessions. */
export async function disableUser(
  database: Database,
  userId: string,
  { session, now }: { session: Session; now: Date },
): Promise<void> {
  if (userId === session.user.id) {
    throw new Refusal(
      'stateConflict',
      'Нельзя заблокировать собственную учётную запись. Попросите другого администратора.',
    );
  }
  await database.asOwner(async (trx) => {
    checkOwn(session, await getUser(trx, session.organisation.id, userId));
    await rows.updateDisabled(trx, userId, now);
    await endSessionsOf(trx, userId);
  });
}

/** An account is one for all bodies of a person, so an administrator of one of several may not stop it. */
function checkOwn(session: Session, user: UserModel): void {
  const elsewhere = (user.memberships ?? []).some(
    (membership) => !can(session.grants, 'users.manage', membership.organisation_id),
  );
  if (elsewhere) {
    throw new Refusal('forbidden', 'Сотрудник работает и в других ведомствах. Обратитесь к администратору системы.');
  }
}
