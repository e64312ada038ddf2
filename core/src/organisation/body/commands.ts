import { can } from '../../access/grant.ts';
import { databaseFault, type Transaction } from '../../db.ts';
import { validateAnswers } from '../../definition/compile.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { normalizeInn } from '../../identifier/inn.ts';
import { normalizeOgrn } from '../../identifier/ogrn.ts';
import { type AdminEventType, differenceOf } from '../../journal/admin-event.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import type { Session } from '../../session/session.ts';
import type { AttorneyRules } from '../../signature/attorney/places.ts';
import { once } from '../once.ts';
import {
  findBodyValues,
  getAttorneyRules,
  getOrganisation,
  listAdministeringRoles,
  listOrganisations,
} from '../queries.ts';
import { insertDepartment, insertGrant, insertMembership, insertOrganisation, updateOgrn } from '../rows.ts';
import type { OrganisationModel } from '../user.model.ts';
import { attorneyRuleProblems } from './attorney-rules.ts';
import { askedIdentifiers, identifierProblems } from './identifiers.ts';
import { type Parameters, parameterProblems } from './parameters.ts';
import {
  deleteDepartment,
  renameDepartment,
  updateAttorneyRules,
  updateIdentifiers,
  updateOrganisation,
  updateStrictSigner,
} from './rows.ts';

interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * A body of the installation. Whoever makes it becomes its administrator, with the same roles as in the body they act for:
 * otherwise nobody could enter it.
 */
export async function addBody(doing: Doing, body: { readonly code: string } & Parameters): Promise<string> {
  const { deps, session } = doing;
  const userId = session.user.id;
  return deps.database.asOwner(async (trx) => {
    await check(trx, deps, { parameters: body });
    const organisationId = await once('code', `Ведомство с кодом «${body.code}» уже есть. Укажите другой код.`, () =>
      insertOrganisation(trx, { ...body, ogrn: null, services: body.services ?? undefined }),
    );
    await keepOgrn(trx, organisationId, body.ogrn);
    const position = session.user.position ?? undefined;
    await insertMembership(trx, { userId, organisationId, departmentId: undefined, position });
    for (const roleId of await listAdministeringRoles(trx, { userId, organisationId: session.organisation.id })) {
      await insertGrant(trx, { userId, roleId, organisationId, serviceCode: undefined, departmentId: undefined });
    }
    await tell(trx, doing, { organisationId, type: 'body.created', payload: body });
    return organisationId;
  });
}

/** @throws Refusal notFound, versionConflict, invalidBody */
export async function changeBody(
  doing: Doing,
  id: string,
  { version, ...wanted }: { readonly version: number } & Parameters,
): Promise<void> {
  const { deps, session } = doing;
  checkManages(session, id);
  await deps.database.asOwner(async (trx) => {
    await check(trx, deps, { parameters: wanted, id });
    const before = await getOrganisation(trx, id);
    if (!(await updateOrganisation(trx, { id, version }, wanted))) {
      throw new Refusal('versionConflict', 'Ведомство изменил другой администратор. Обновите страницу и повторите.');
    }
    await keepOgrn(trx, id, wanted.ogrn);
    const payload = differenceOf(parametersOf(before), { ...wanted });
    await tell(trx, doing, { organisationId: id, type: 'body.changed', payload });
  });
}

/** Whether the body takes certificates without a СНИЛС. @throws Refusal forbidden, notFound */
export async function setStrictSigner(doing: Doing, id: string, strict: boolean): Promise<void> {
  checkManages(doing.session, id);
  await doing.deps.database.asOwner(async (trx) => {
    await getOrganisation(trx, id);
    await updateStrictSigner(trx, id, strict);
    await tell(trx, doing, { organisationId: id, type: 'body.signers', payload: { strictSigner: strict } });
  });
}

/** By which powers of attorney people sign for the body. @throws Refusal forbidden, notFound, invalidBody */
export async function setAttorneyRules(doing: Doing, id: string, given: AttorneyRules): Promise<void> {
  checkManages(doing.session, id);
  const rules = { ...given, inn: given.inn === null ? null : normalizeInn(given.inn) };
  const problems = attorneyRuleProblems(rules);
  const [first] = problems;
  if (first !== undefined) throw new Refusal('invalidBody', first.message, { problems });
  await doing.deps.database.asOwner(async (trx) => {
    await getOrganisation(trx, id);
    const before = await getAttorneyRules(trx, id);
    await updateAttorneyRules(trx, id, rules);
    const payload = differenceOf({ ...before }, { ...rules });
    await tell(trx, doing, { organisationId: id, type: 'body.attorney', payload });
  });
}

/** What other systems call the body. Those not named stay. @throws Refusal forbidden, notFound, invalidBody */
export async function setIdentifiers(
  doing: Doing,
  id: string,
  given: Readonly<Record<string, string | null>>,
): Promise<void> {
  checkManages(doing.session, id);
  const texts = Object.entries(given).map(([code, value]) => [code, value?.trim() || null] as const);
  const values = Object.fromEntries(texts);
  const problems = identifierProblems(askedIdentifiers(doing.deps.definitions), { values, validate: validateAnswers });
  const [first] = problems;
  if (first !== undefined) throw new Refusal('invalidBody', first.message, { problems });
  await doing.deps.database.asOwner(async (trx) => {
    await getOrganisation(trx, id);
    const known = (await findBodyValues(trx, id))?.identifiers ?? {};
    const before = Object.fromEntries(texts.map(([code]) => [code, Object.hasOwn(known, code) ? known[code] : null]));
    await updateIdentifiers(trx, id, values);
    await tell(trx, doing, { organisationId: id, type: 'body.identifiers', payload: differenceOf(before, values) });
  });
}

export interface NewDepartment {
  readonly code: string;
  readonly title: string;
}

/** @throws Refusal alreadyExists */
export async function addDepartment(doing: Doing, organisationId: string, department: NewDepartment): Promise<void> {
  checkManages(doing.session, organisationId);
  await doing.deps.database.asOwner(async (trx) => {
    await getOrganisation(trx, organisationId);
    const id = await once('code', `Отдел с кодом «${department.code}» уже есть. Укажите другой код.`, () =>
      insertDepartment(trx, { organisationId, ...department }),
    );
    await tell(trx, doing, { organisationId, type: 'department.added', payload: department, department: id });
  });
}

interface DepartmentPlace {
  readonly organisationId: string;
  readonly id: string;
}

/** @throws Refusal notFound */
export async function retitleDepartment(doing: Doing, place: DepartmentPlace, title: string): Promise<void> {
  checkManages(doing.session, place.organisationId);
  await doing.deps.database.asOwner(async (trx) => {
    const before = await getDepartment(trx, place);
    await renameDepartment(trx, place.id, title);
    const payload = { code: before.code, ...differenceOf({ title: before.title }, { title }) };
    await tell(trx, doing, { ...place, type: 'department.renamed', payload, department: place.id });
  });
}

/** Only one that nothing speaks of. @throws Refusal notFound, stateConflict */
export async function removeDepartment(doing: Doing, place: DepartmentPlace): Promise<void> {
  checkManages(doing.session, place.organisationId);
  try {
    await doing.deps.database.asOwner(async (trx) => {
      const { code, title } = await getDepartment(trx, place);
      await deleteDepartment(trx, place.id);
      await tell(trx, doing, { ...place, type: 'department.removed', payload: { code, title }, department: place.id });
    });
  } catch (error) {
    if (databaseFault(error) !== 'foreignKeyViolation') throw error;
    throw new Refusal(
      'stateConflict',
      'В отделе есть сотрудники, роли или заявки. Переведите сотрудников и роли в другой отдел; отдел, по которому есть заявки, остаётся.',
    );
  }
}

async function getDepartment(trx: Transaction, { organisationId, id }: DepartmentPlace): Promise<NewDepartment> {
  const { departments = [] } = await getOrganisation(trx, organisationId);
  const found = departments.find((department) => department.id === id);
  if (found === undefined) throw new Refusal('notFound', 'Такого отдела в ведомстве нет. Обновите страницу.');
  return found;
}

interface Told {
  readonly organisationId: string;
  readonly type: AdminEventType;
  readonly payload: unknown;
  readonly department?: string;
}

function tell(trx: Transaction, { session, now }: Doing, told: Told): Promise<void> {
  const { organisationId, type, payload, department } = told;
  const subject =
    department === undefined
      ? ({ kind: 'body', id: organisationId } as const)
      : ({ kind: 'department', id: department } as const);
  return appendAdminEvent(trx, { organisationId, type, actorId: session.user.id, at: now, subject, payload });
}

/** All bodies are seen; one is changed by whoever may do so in that very body. @throws Refusal forbidden */
function checkManages({ grants }: Session, organisationId: string): void {
  if (can(grants, 'bodies.manage', organisationId)) return;
  throw new Refusal(
    'forbidden',
    'Это ведомство меняет его администратор. Войдите от имени этого ведомства или обратитесь к администратору системы.',
  );
}

interface Wanted {
  readonly parameters: Parameters;
  /** Absent: of a body that is not there yet. */
  readonly id?: string;
}

async function check(trx: Transaction, { definitions }: Deps, { parameters, id }: Wanted): Promise<void> {
  const others = (await listOrganisations(trx)).filter((body) => body.id !== id);
  const problems = parameterProblems(parameters, {
    services: definitions.list('service').map(({ code }) => code),
    workplaces: definitions.list('workplace').map(({ code }) => code),
    mnemonics: new Map(others.map((body) => [body.mnemonic, body.short_title])),
  });
  const [first] = problems;
  if (first !== undefined) throw new Refusal('invalidBody', first.message, { problems });
}

/** Absent: it stays. @throws Refusal alreadyExists */
async function keepOgrn(trx: Transaction, organisationId: string, ogrn: string | null | undefined): Promise<void> {
  if (ogrn === undefined) return;
  await updateOgrn(trx, organisationId, ogrn === null ? null : normalizeOgrn(ogrn));
}

/** Of the row, under the names of the interface. */
function parametersOf(row: OrganisationModel): Readonly<Record<string, unknown>> {
  return {
    title: row.title,
    shortTitle: row.short_title,
    mnemonic: row.mnemonic,
    kind: row.kind,
    headName: row.head_name,
    headPosition: row.head_position,
    address: row.address,
    oktmo: row.oktmo,
    ogrn: row.ogrn,
    timeZone: row.time_zone,
    workplace: row.workplace,
    services: row.services,
  };
}
