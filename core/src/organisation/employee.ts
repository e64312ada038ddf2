import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { beyondAuthority } from './person/authority.ts';
import { getOrganisation, getRoleByCode } from './queries.ts';
import * as rows from './rows.ts';
import { readSnils } from './snils.ts';

/** An employee as an administrator of a body enters one: into that body, with ids of its departments. */
export interface NewEmployee {
  readonly login: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string;
  readonly position?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly snils?: string;
  readonly department?: string;
  readonly roles: readonly { readonly role: string; readonly service?: string; readonly department?: string }[];
}

interface Adding {
  readonly session: Session;
  readonly now: Date;
  readonly passwordHash: string;
}

/** Nobody gives a permission that they do not hold themselves. @throws Refusal alreadyExists, notFound, forbidden */
export async function insertEmployee(
  trx: Transaction,
  employee: NewEmployee,
  { session, now, passwordHash }: Adding,
): Promise<string> {
  const { roles, department, snils, ...person } = employee;
  const organisationId = session.organisation.id;
  await checkDepartments(trx, organisationId, [department, ...roles.map((role) => role.department)]);
  const userId = await rows.insertUser(trx, { ...person, passwordHash, mustChangePassword: true, createdAt: now });
  if (snils !== undefined) await rows.updateSnils(trx, userId, readSnils(snils));
  await rows.insertMembership(trx, { userId, organisationId, departmentId: department, position: person.position });
  for (const { role: code, service, department: departmentId } of roles) {
    const role = await getRoleByCode(trx, code);
    const beyond = beyondAuthority(session.grants, { ...role, organisationId });
    if (beyond !== undefined) throw new Refusal('forbidden', beyond);
    await rows.insertGrant(trx, { userId, roleId: role.id, organisationId, serviceCode: service, departmentId });
  }
  return userId;
}

/** @throws Refusal notFound */
export async function checkDepartments(
  trx: Transaction,
  organisationId: string,
  ids: readonly (string | null | undefined)[],
): Promise<void> {
  const { departments = [] } = await getOrganisation(trx, organisationId);
  const known = new Set(departments.map(({ id }) => id));
  if (ids.every((id) => id === undefined || id === null || known.has(id))) return;
  throw new Refusal('notFound', 'Такого отдела нет в вашем ведомстве. Выберите отдел из списка.');
}
