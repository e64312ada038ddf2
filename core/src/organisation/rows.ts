import { databaseFault, type Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { once } from './once.ts';

export interface OrganisationRow {
  readonly code: string;
  readonly title: string;
  readonly shortTitle: string;
  /** `{body}` of an application's number. */
  readonly mnemonic: string;
  readonly kind: string;
  readonly headName: string | null;
  readonly headPosition: string | null;
  readonly address: string | null;
  readonly oktmo?: string | null;
  readonly ogrn?: string | null | undefined;
  readonly timeZone: string;
  readonly workplace: string;
  /** Codes of the services that the body provides; absent: any. */
  readonly services?: readonly string[] | undefined;
  /** By code, what other systems call it. */
  readonly identifiers?: Readonly<Record<string, string>> | undefined;
}

export async function insertOrganisation(trx: Transaction, row: OrganisationRow): Promise<string> {
  return idOf(
    await trx('organisation')
      .insert({
        code: row.code,
        title: row.title,
        short_title: row.shortTitle,
        mnemonic: row.mnemonic,
        kind: row.kind,
        head_name: row.headName,
        head_position: row.headPosition,
        address: row.address,
        oktmo: row.oktmo ?? null,
        ogrn: row.ogrn ?? null,
        time_zone: row.timeZone,
        workplace: row.workplace,
        services: row.services ?? null,
        identifiers: JSON.stringify(row.identifiers ?? {}),
      })
      .returning('id'),
  );
}

export interface DepartmentRow {
  readonly organisationId: string;
  readonly code: string;
  readonly title: string;
}

export async function insertDepartment(trx: Transaction, row: DepartmentRow): Promise<string> {
  const department = { organisation_id: row.organisationId, code: row.code, title: row.title };
  return idOf(await trx('department').insert(department).returning('id'));
}

export interface RoleRow {
  readonly code: string;
  readonly title: string;
  readonly functions: readonly string[];
  readonly permissions: readonly string[];
}

export async function insertRole(trx: Transaction, row: RoleRow): Promise<string> {
  return idOf(await trx('role').insert(row).returning('id'));
}

export interface PersonRow {
  readonly login: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string | undefined;
  readonly position?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
  /** No person: a program that acts by a token and cannot enter by a password. */
  readonly machine?: boolean;
}

export async function insertUser(trx: Transaction, row: PersonRow): Promise<string> {
  const { passwordHash, mustChangePassword, createdAt, ...person } = row;
  const account = {
    ...person,
    login: row.login.toLowerCase(),
    password_hash: passwordHash,
    must_change_password: mustChangePassword,
    created_at: createdAt,
  };
  try {
    return idOf(await trx('user_account').insert(account).returning('id'));
  } catch (error) {
    if (databaseFault(error) !== 'uniqueViolation') throw error;
    const message = `Логин «${row.login}» уже занят. Выберите другой.`;
    throw new Refusal('alreadyExists', message, {
      problems: [{ field: 'login', pointer: '/login', code: 'alreadyExists', message }],
    });
  }
}

export interface MembershipRow {
  readonly userId: string;
  readonly organisationId: string;
  readonly departmentId: string | undefined;
  readonly position: string | undefined;
}

export async function insertMembership(trx: Transaction, row: MembershipRow): Promise<void> {
  await trx('membership').insert({
    user_id: row.userId,
    organisation_id: row.organisationId,
    department_id: row.departmentId ?? null,
    position: row.position ?? null,
  });
}

export interface GrantRow {
  readonly userId: string;
  readonly roleId: string;
  readonly organisationId: string;
  readonly serviceCode: string | undefined;
  readonly departmentId: string | undefined;
}

export async function insertGrant(trx: Transaction, row: GrantRow): Promise<void> {
  await trx('user_role').insert({
    user_id: row.userId,
    role_id: row.roleId,
    organisation_id: row.organisationId,
    service_code: row.serviceCode ?? null,
    department_id: row.departmentId ?? null,
  });
}

export async function updateDisabled(trx: Transaction, userId: string, disabledAt: Date | null): Promise<void> {
  await trx('user_account').where({ id: userId }).update({ disabled_at: disabledAt });
}

/** An issued password is to be changed at the next login. */
export async function updateIssuedPassword(trx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await trx('user_account').where({ id: userId }).update({ password_hash: passwordHash, must_change_password: true });
}

/** Null takes it away. @throws Refusal alreadyExists */
export async function updateSnils(trx: Transaction, userId: string, snils: string | null): Promise<void> {
  await once('snils', 'Этот СНИЛС уже указан у другого сотрудника. Проверьте номер.', () =>
    trx('user_account').where({ id: userId }).update({ snils }),
  );
}

export async function updateOgrn(trx: Transaction, organisationId: string, ogrn: string | null): Promise<void> {
  await once('ogrn', 'Этот ОГРН уже у другого ведомства. Проверьте номер.', () =>
    trx('organisation').where({ id: organisationId }).update({ ogrn }),
  );
}

function idOf(rows: readonly { id: string }[]): string {
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the insert returned no row');
  return id;
}
