import { permissions } from '../access/grant.ts';
import type { Database, Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { endSessionsOf } from '../session/commands.ts';
import { hashPassword, issuePassword } from '../session/password.ts';
import type { Session } from '../session/session.ts';
import { insertEmployee, type NewEmployee } from './employee.ts';
import { beyondAuthority } from './person/authority.ts';
import { tellAdded } from './person/import-commands.ts';
import { bodiesOf, findUserByLogin, getOrganisationByCode, getRoleByCode } from './queries.ts';
import * as rows from './rows.ts';
import { readSnils } from './snils.ts';
import type { RoleModel } from './user.model.ts';

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
  readonly snils?: string | undefined;
  readonly memberships: readonly NewMembership[];
}

export interface NewMembership {
  readonly organisation: string;
  readonly department?: string;
  readonly position?: string;
  readonly roles: readonly { readonly role: string; readonly service?: string; readonly department?: string }[];
}

export async function createUser(trx: Transaction, user: NewUser): Promise<string> {
  const { memberships, snils, ...person } = user;
  const userId = await rows.insertUser(trx, person);
  if (snils !== undefined) await rows.updateSnils(trx, userId, readSnils(snils));
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
  const id = await database.asOwner(async (trx) => {
    const userId = await insertEmployee(trx, employee, { session, now, passwordHash });
    await tellAdded(trx, { session, now }, { id: userId, person: employee });
    return userId;
  });
  return { id, password };
}

/** A role that acts in the body of this session, for whatever it is given to. @throws Refusal forbidden */
export function checkGivable(session: Session, { title, permissions: given }: RoleModel): void {
  const role = { title, permissions: given, organisationId: session.organisation.id };
  const beyond = beyondAuthority(session.grants, role);
  if (beyond !== undefined) throw new Refusal('forbidden', beyond);
}

/** A new password to hand over, in place of a forgotten one; all sessions of the user end. */
export async function renewPassword(database: Database, login: string): Promise<string> {
  const password = issuePassword();
  const passwordHash = await hashPassword(password);
  await database.asOwner(async (trx) => {
    const user = await findUserByLogin(trx, login.trim().toLowerCase());
    if (user === undefined) throw noLogin(login);
    await rows.updateIssuedPassword(trx, user.id, passwordHash);
    await endSessionsOf(trx, user.id);
    const told = { type: 'user.password', actorId: null, at: new Date(), payload: { login: user.login } } as const;
    for (const organisationId of await bodiesOf(trx, user.id)) {
      await appendAdminEvent(trx, { ...told, organisationId, subject: { kind: 'user', id: user.id } });
    }
  });
  return password;
}

/** From the command line, by login. @throws Refusal invalidBody, notFound, alreadyExists */
export async function enterSnils(database: Database, login: string, snils: string): Promise<void> {
  const number = readSnils(snils);
  await database.asOwner(async (trx) => {
    const user = await findUserByLogin(trx, login.trim().toLowerCase());
    if (user === undefined) throw noLogin(login);
    await rows.updateSnils(trx, user.id, number);
    const told = { type: 'user.snils', actorId: null, at: new Date(), payload: { login: user.login } } as const;
    for (const organisationId of await bodiesOf(trx, user.id)) {
      await appendAdminEvent(trx, { ...told, organisationId, subject: { kind: 'user', id: user.id } });
    }
  });
}

function noLogin(login: string): Refusal {
  return new Refusal('notFound', `Сотрудника с логином «${login}» нет.`);
}
