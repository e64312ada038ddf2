import { randomBytes } from 'node:crypto';
import { permissions } from '../access/grant.ts';
import type { Database, Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { endSessionsOf } from '../session/commands.ts';
import { hashPassword, issuePassword } from '../session/password.ts';
import type { Session } from '../session/session.ts';
import { checkDepartments, insertEmployee, type NewEmployee } from './employee.ts';
import { beyondAuthority } from './person/authority.ts';
import { tellAdded } from './person/import-commands.ts';
import { bodiesOf, findUserByLogin, getOrganisationByCode, getRoleByCode, listRoles } from './queries.ts';
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

/** Where and as what a rule places people: nobody gives by a rule what they could not give by hand. @throws Refusal notFound, forbidden */
export async function checkPlace(
  trx: Transaction,
  session: Session,
  { department, roles }: { readonly department: string | null; readonly roles: readonly string[] },
): Promise<void> {
  await checkDepartments(trx, session.organisation.id, [department]);
  for (const code of roles) checkGivable(session, await getRoleByCode(trx, code));
}

/** By which other systems know a body. @throws Refusal alreadyExists */
export async function changeOgrn(trx: Transaction, organisationId: string, ogrn: string | null): Promise<void> {
  await rows.updateOgrn(trx, organisationId, ogrn);
}

export interface Newcomer {
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string | undefined;
  readonly snils?: string | undefined;
}

/** An account without a password, which an administrator may issue; gives its id. */
export async function createNewcomer(
  trx: Transaction,
  { surname, name, patronymic, snils }: Newcomer,
  createdAt: Date,
): Promise<string> {
  // Nobody types it: it only tells accounts apart until an administrator issues a password.
  const login = `esia.${randomBytes(5).toString('hex')}`;
  const names = { login, surname, name, patronymic };
  const userId = await rows.insertUser(trx, { ...names, passwordHash: '!', mustChangePassword: false, createdAt });
  if (snils !== undefined) await rows.updateSnils(trx, userId, snils);
  return userId;
}

export interface Joining {
  readonly userId: string;
  readonly organisationId: string;
  /** Id. */
  readonly department: string | null;
  /** Codes; one that was removed meanwhile gives nothing. */
  readonly roles: readonly string[];
}

/** Makes a person an employee of a body, with roles over the whole of it; gives the codes of those that there are. */
export async function joinByRule(trx: Transaction, { userId, organisationId, department, roles }: Joining) {
  const departmentId = department ?? undefined;
  await rows.insertMembership(trx, { userId, organisationId, departmentId, position: undefined });
  const known = (await listRoles(trx)).filter(({ code }) => roles.includes(code));
  for (const { id: roleId } of known) {
    const everywhere = { serviceCode: undefined, departmentId: undefined };
    await rows.insertGrant(trx, { userId, roleId, organisationId, ...everywhere });
  }
  return known.map(({ code }) => code);
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
