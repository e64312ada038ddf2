import { placeAbsence, removeAbsence } from '../../absence/commands.ts';
import type { WantedAbsence } from '../../absence/rules.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { type AdminEventType, differenceOf } from '../../journal/admin-event.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { endSessionsOf } from '../../session/commands.ts';
import { hashPassword, issuePassword } from '../../session/password.ts';
import type { Session } from '../../session/session.ts';
import { checkDepartments } from '../employee.ts';
import { getRoleByCode } from '../queries.ts';
import { insertGrant, updateDisabled, updateIssuedPassword, updateSnils } from '../rows.ts';
import { readSnils } from '../snils.ts';
import type { UserModel, UserRoleModel } from '../user.model.ts';
import { beyondAuthority } from './authority.ts';
import { findUnadministered, getPerson, lockBodies, rolesOf } from './queries.ts';
import { deleteGrants, type PersonChange, updateMembership, updatePerson } from './rows.ts';

export interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** @throws Refusal notFound, forbidden */
export async function changePerson(
  doing: Doing,
  id: string,
  change: PersonChange & { readonly department: string | null },
): Promise<void> {
  const { department, ...wanted } = change;
  await changePersonTold(doing, id, async (trx, person) => {
    const organisationId = doing.session.organisation.id;
    checkOver(doing.session, person);
    await checkDepartments(trx, organisationId, [department]);
    const before = {
      ...{ surname: person.surname, name: person.name, patronymic: person.patronymic, position: person.position },
      ...{ email: person.email, phone: person.phone, department: departmentOf(person, organisationId) },
    };
    await updatePerson(trx, id, wanted);
    const membership = { departmentId: department, position: wanted.position };
    await updateMembership(trx, { userId: id, organisationId }, membership);
    return { type: 'user.changed', payload: differenceOf(before, { ...wanted, department }) };
  });
}

/** Null takes it away. The journal tells that it was changed, not what it is. @throws Refusal invalidBody, notFound, alreadyExists */
export async function changeSnils(doing: Doing, id: string, text: string | null): Promise<void> {
  const snils = text === null ? null : readSnils(text);
  await changePersonTold(doing, id, async (trx, person) => {
    checkOver(doing.session, person);
    await updateSnils(trx, id, snils);
    return { type: 'user.snils', payload: { login: person.login, given: snils !== null } };
  });
}

export interface WantedRole {
  readonly role: string;
  readonly service?: string;
  /** Id. */
  readonly department?: string;
}

/** All roles of a person in this body at once; only those that differ are touched. @throws Refusal notFound, forbidden, stateConflict */
export async function setRoles(doing: Doing, id: string, wanted: readonly WantedRole[]): Promise<void> {
  const { session, deps } = doing;
  const organisationId = session.organisation.id;
  await changePersonTold(doing, id, async (trx, person) => {
    await checkDepartments(
      trx,
      organisationId,
      wanted.map(({ department }) => department),
    );
    checkServices(deps, wanted);
    const held = (person.grants ?? []).filter((grant) => grant.organisation_id === organisationId);
    const added = wanted.filter((one) => !held.some((grant) => isSame(grant, one)));
    const removed = held.filter((grant) => !wanted.some((one) => isSame(grant, one)));
    for (const { role } of removed) checkAuthority(session, role);
    await deleteGrants(
      trx,
      removed.map((grant) => grant.id),
    );
    for (const { role: code, service: serviceCode, department: departmentId } of added) {
      const role = await getRoleByCode(trx, code);
      checkAuthority(session, role);
      await insertGrant(trx, { userId: id, roleId: role.id, organisationId, serviceCode, departmentId });
    }
    return { type: 'user.roles', payload: { added, removed: removed.map(wantedOf) } };
  });
}

/** The account stops at once, with all its sessions. @throws Refusal notFound, forbidden, stateConflict */
export async function disablePerson(doing: Doing, id: string): Promise<void> {
  if (id === doing.session.user.id) {
    throw new Refusal(
      'stateConflict',
      'Нельзя заблокировать собственную учётную запись. Попросите другого администратора.',
    );
  }
  await changePersonTold(doing, id, async (trx, person) => {
    checkOver(doing.session, person);
    await updateDisabled(trx, id, doing.now);
    await endSessionsOf(trx, id);
    return { type: 'user.disabled', payload: { login: person.login } };
  });
}

export async function enablePerson(doing: Doing, id: string): Promise<void> {
  await changePersonTold(doing, id, async (trx, person) => {
    checkOver(doing.session, person);
    await updateDisabled(trx, id, null);
    return { type: 'user.enabled', payload: { login: person.login } };
  });
}

/** A new password to hand over; all sessions of the person end. Gives the password, to be shown once. */
export async function reissuePassword(doing: Doing, id: string): Promise<string> {
  if (id === doing.session.user.id) {
    throw new Refusal('stateConflict', 'Свой пароль меняют в «Моём профиле».');
  }
  const password = issuePassword();
  const passwordHash = await hashPassword(password);
  await changePersonTold(doing, id, async (trx, person) => {
    // Whoever hands out a password could sign in by it.
    checkOver(doing.session, person);
    await updateIssuedPassword(trx, id, passwordHash);
    await endSessionsOf(trx, id);
    return { type: 'user.password', payload: { login: person.login } };
  });
  return password;
}

/** @throws Refusal invalidAnswers, notFound */
export async function setAbsenceOf(doing: Doing, id: string, wanted: WantedAbsence): Promise<void> {
  const { session, now } = doing;
  const { id: organisationId, timeZone } = session.organisation;
  await changePersonTold(doing, id, async (trx) => {
    await placeAbsence(trx, { userId: id, organisationId, today: localDate(now, timeZone), now }, wanted);
    return { type: 'user.absent', payload: wanted };
  });
}

/** @throws Refusal notFound */
export async function cutAbsenceOf(doing: Doing, id: string, absenceId: string): Promise<void> {
  const { session, now } = doing;
  const { id: organisationId, timeZone } = session.organisation;
  await changePersonTold(doing, id, async (trx) => {
    const whose = { userId: id, organisationId, today: localDate(now, timeZone) };
    const absence = await removeAbsence(trx, { ...whose, now }, absenceId);
    return { type: 'user.present', payload: absence };
  });
}

interface Done {
  readonly type: AdminEventType;
  readonly payload: unknown;
}

/** One change of one person: with the body's row held, told in the journal, and undone when nobody would administer the body. */
export async function changePersonTold(
  { deps, session, now }: Doing,
  id: string,
  change: (trx: Transaction, person: UserModel) => Promise<Done>,
): Promise<void> {
  const organisationId = session.organisation.id;
  await deps.database.asOwner(async (trx) => {
    await lockBodies(trx, [organisationId]);
    const person = await getPerson(trx, organisationId, id);
    const before = await findUnadministered(trx, [organisationId]);
    const { type, payload } = await change(trx, person);
    if (before.length === 0) await checkAdministered(trx, [organisationId]);
    const subject = { kind: 'user', id } as const;
    await appendAdminEvent(trx, { organisationId, type, actorId: session.user.id, at: now, subject, payload });
  });
}

/** @throws Refusal stateConflict */
export async function checkAdministered(trx: Transaction, organisationIds: readonly string[]): Promise<void> {
  const [title] = await findUnadministered(trx, organisationIds);
  if (title === undefined) return;
  throw new Refusal(
    'stateConflict',
    `Это последний администратор ведомства «${title}»: после изменения управлять сотрудниками будет некому. Сначала дайте такую роль другому.`,
  );
}

function checkAuthority(session: Session, role: { title: string; permissions: string[] } | undefined): void {
  const { title = '', permissions = [] } = role ?? {};
  const beyond = beyondAuthority(session.grants, { title, permissions, organisationId: session.organisation.id });
  if (beyond !== undefined) throw new Refusal('forbidden', beyond);
}

/** An account is one for all bodies of a person: only whoever could give all of it may stop it or hand it over. */
export function checkOver({ grants }: Session, person: UserModel): void {
  const bodies = (person.memberships ?? []).map(({ organisation_id: organisationId }) => ({
    ...{ title: 'Сотрудник', permissions: [], organisationId },
  }));
  if (bodies.some((body) => beyondAuthority(grants, body) !== undefined)) {
    throw new Refusal('forbidden', 'Сотрудник работает и в других ведомствах. Обратитесь к администратору системы.');
  }
  for (const role of rolesOf(person)) {
    const beyond = beyondAuthority(grants, role);
    if (beyond !== undefined) throw new Refusal('forbidden', beyond);
  }
}

function checkServices({ definitions }: Deps, wanted: readonly WantedRole[]): void {
  const strange = wanted.find(({ service }) => service !== undefined && !definitions.findLatest('service', service));
  if (strange === undefined) return;
  throw new Refusal('notFound', `Услуги «${strange.service}» нет. Выберите услугу из списка.`);
}

function departmentOf(person: UserModel, organisationId: string): string | null {
  const membership = person.memberships?.find((one) => one.organisation_id === organisationId);
  return membership?.department_id ?? null;
}

function isSame(grant: UserRoleModel, { role, service, department }: WantedRole): boolean {
  return (
    grant.role?.code === role &&
    grant.service_code === (service ?? null) &&
    grant.department_id === (department ?? null)
  );
}

function wantedOf(grant: UserRoleModel): WantedRole {
  const { role, service_code: service, department_id: department } = grant;
  return { role: role?.code ?? '', ...(service ? { service } : {}), ...(department ? { department } : {}) };
}
