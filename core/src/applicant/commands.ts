import { isDeepStrictEqual } from 'node:util';
import type { ApplicantData, ApplicantView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import { Refusal } from '../errors.ts';
import { insertViews, type View } from '../journal/rows.ts';
import type { Session } from '../session/session.ts';
import { actorIdOf } from '../session/system-session.ts';
import { type ApplicantProblem, checkApplicant } from './check-applicant.ts';
import { dataChanges } from './data-changes.ts';
import { type Older, reconcile } from './newer-data.ts';
import { identifiersOf, normalForm } from './normal-form.ts';
import { findApplicant, findByIdentifier, lockApplicant } from './queries.ts';
import { insertApplicant, insertApplicantEvent, linkApplicant, lockIdentifiers, updateApplicant } from './rows.ts';

/** Who acts for which body, when, in which transaction. */
export interface ApplicantWork {
  trx: Transaction;
  session: Session;
  /** The body that the applicant turns to. */
  organisationId: string;
  now: Date;
  requestId?: string;
}

/**
 * A refusal that tells what a look-up has found is given back, not thrown: the record of the look-up is in the same
 * transaction and must be committed, or identifiers could be tried out unseen. The caller throws it after the commit.
 */
export type Looked = ApplicantView | Refusal;

/** Enters somebody into the registry by hand. Gives alreadyExists back. @throws Refusal invalidBody */
export async function createApplicant(work: ApplicantWork, given: ApplicantData): Promise<Looked> {
  const data = checkedForm(given);
  await lockIdentifiers(work.trx, data);
  const known = await findKnown(work, data, () => true);
  if (known) {
    const text = `В реестре уже есть «${known.name}» с таким же идентификатором. Найдите эту запись и выберите её.`;
    return new Refusal('alreadyExists', text, { current: { id: known.id, name: known.name } });
  }
  return addApplicant(work, data, 'identifier');
}

/** Identifiers are locked before the row, as in registering. Gives alreadyExists back. @throws Refusal notFound, versionConflict, invalidBody */
export async function changeApplicant(
  work: ApplicantWork,
  target: { id: string; version: number },
  given: ApplicantData,
): Promise<Looked> {
  const data = checkedForm(given);
  await lockIdentifiers(work.trx, data);
  const before = await lockApplicant(work.trx, target.id);
  if (!before) throw noApplicant();
  if (before.version !== target.version) throw staleApplicant(before);
  if (before.mergedInto !== null) {
    const text = `Эта запись объединена с записью «${before.mergedInto.name}». Откройте её и измените в ней.`;
    throw new Refusal('stateConflict', text);
  }
  const other = await findKnown(work, data, (one) => one.id !== before.id);
  if (other) {
    return new Refusal(
      'alreadyExists',
      `Такой же идентификатор записан у другого заявителя: «${other.name}». Проверьте номер.`,
    );
  }
  return replaceData(work, before, data);
}

/** Titles of fields in which the registry knew newer: left as they were there, or written over. */
export interface Entered {
  readonly id: string;
  readonly kept: readonly string[];
  readonly taken: readonly string[];
}

/**
 * The applicant of an application that is being registered: found by identifier and brought up to date, or entered.
 * Gives the id for `application.applicant_id`. The data have been checked.
 * @throws Refusal applicantConflict when the registry knows newer, and a person has to choose
 */
export async function enterApplicant(
  work: ApplicantWork,
  given: ApplicantData,
  older: () => Promise<Older>,
): Promise<Entered> {
  const { trx, session, organisationId, now } = work;
  const data = normalForm(given);
  await lockIdentifiers(trx, data);
  const known = await findKnown(work, data, (one) => sureSame(one.data, data));
  if (!known) return { id: (await addApplicant(work, data, 'application')).id, kept: [], taken: [] };
  const link = { organisationId, userId: actorIdOf(session), at: now };
  await linkApplicant(trx, { ...link, applicantId: known.id, reason: 'application' });
  // What this application does not say (a second address, a fax) stays as another one said it.
  const before = await lockApplicant(trx, known.id);
  if (!before) return { id: known.id, kept: [], taken: [] };
  const { data: whole, kept, taken } = reconcile(before, data, await older());
  await replaceData(work, before, whole);
  return { id: known.id, kept, taken };
}

export function noApplicant(): Refusal {
  return new Refusal('notFound', 'Заявитель не найден: записи нет, или она недоступна вашему ведомству.');
}

export function staleApplicant({ version, updatedAt }: ApplicantView): Refusal {
  const text = 'Сведения о заявителе уже изменил другой сотрудник. Обновите страницу.';
  return new Refusal('versionConflict', text, { current: { version, updatedAt } });
}

/** @throws Refusal invalidBody */
export function checkedForm(given: ApplicantData): ApplicantData {
  const problems: ApplicantProblem[] = checkApplicant(given);
  if (problems.length === 0) return normalForm(given);
  const placed = problems.map((one) => ({ ...one, pointer: `/data${one.pointer}` }));
  throw new Refusal('invalidBody', `Проверьте сведения о заявителе: ${problems[0]?.message}`, { problems: placed });
}

/** Somebody of the same kind with one of these identifiers, the surest first. */
export async function findKnown(
  work: ApplicantWork,
  data: ApplicantData,
  wanted: (one: ApplicantView) => boolean,
): Promise<ApplicantView | undefined> {
  const looker = { organisationId: work.organisationId, userId: actorIdOf(work.session) };
  for (const identifier of identifiersOf(data)) {
    const found = await findByIdentifier(work.trx, identifier, looker);
    const same = found.find((one) => one.data.kind === data.kind && wanted(one));
    if (same) return same;
  }
  return undefined;
}

/** The surest identifier that both have decides: an ИНН mistyped for another's must not turn one person into the other. */
function sureSame(known: ApplicantData, data: ApplicantData): boolean {
  const stored = new Map(identifiersOf(known).map(({ kind, value }) => [kind, value]));
  const surest = identifiersOf(data).find(({ kind }) => stored.has(kind));
  return surest !== undefined && stored.get(surest.kind) === surest.value;
}

async function addApplicant(
  work: ApplicantWork,
  data: ApplicantData,
  reason: 'application' | 'identifier',
): Promise<ApplicantView> {
  const link = { organisationId: work.organisationId, userId: actorIdOf(work.session), at: work.now, reason };
  const id = await insertApplicant(work.trx, data, link);
  await recordAccess(work, 'create', id);
  await insertApplicantEvent(work, {
    applicantId: id,
    type: 'created',
    changes: dataChanges({ kind: data.kind }, data),
  });
  return getApplicant(work.trx, id);
}

async function replaceData(work: ApplicantWork, before: ApplicantView, data: ApplicantData): Promise<ApplicantView> {
  if (isDeepStrictEqual(before.data, data)) return before;
  await updateApplicant(work.trx, { id: before.id, at: work.now }, data);
  await recordAccess(work, 'change', before.id);
  const changes = dataChanges(before.data, data);
  await insertApplicantEvent(work, { applicantId: before.id, type: 'changed', changes });
  return getApplicant(work.trx, before.id);
}

export async function getApplicant(trx: Transaction, id: string): Promise<ApplicantView> {
  const found = await findApplicant(trx, id);
  if (!found) throw noApplicant();
  return found;
}

export async function recordAccess(work: ApplicantWork, action: string, applicantId: string): Promise<void> {
  await together(work.trx, [insertViews([viewOf(work, action, applicantId)])]);
}

/** Who looked at a person's data or changed them, and when (152-ФЗ). */
export function viewOf(work: Omit<ApplicantWork, 'trx'>, action: string, applicantId: string | null): View {
  return {
    at: work.now,
    organisationId: work.organisationId,
    userId: actorIdOf(work.session),
    action,
    subjectKind: 'applicant',
    subjectId: applicantId,
    requestId: work.requestId ?? null,
  };
}
