import { localDate } from '../calendar/local-date.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type AbsenceRow, isColleague, listAbsences, lockAbsences, type Whose } from './queries.ts';
import { endAbsence, insertAbsence } from './rows.ts';
import { absenceProblems, type WantedAbsence } from './rules.ts';

interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** @throws Refusal invalidAnswers, with the field to mend */
export async function setAbsence({ deps, session, now }: Doing, wanted: WantedAbsence): Promise<void> {
  const { organisation, user, bodies } = session;
  const whose = { userId: user.id, organisationId: organisation.id, today: localDate(now, organisation.timeZone), now };
  await deps.database.inBodies(bodies, (trx) => placeAbsence(trx, whose, wanted));
}

/** Whose absence, on which day of the body, and when it is said. */
export interface Absent extends Whose {
  readonly now: Date;
}

/** As `setAbsence`, inside the caller's transaction. */
export async function placeAbsence(trx: Transaction, absent: Absent, wanted: WantedAbsence): Promise<void> {
  const { userId, organisationId, today, now } = absent;
  const { deputyId } = wanted;
  await lockAbsences(trx, deputyId === null ? [userId] : [userId, deputyId]);
  const of = (id: string) => listAbsences(trx, { userId: id, organisationId, today });
  const problems = absenceProblems(wanted, {
    ...{ userId, today, own: await of(userId) },
    ofDeputy: deputyId === null ? [] : await of(deputyId),
    deputyKnown: deputyId !== null && (await isColleague(trx, organisationId, deputyId)),
  });
  const [first] = problems;
  if (first !== undefined) throw new Refusal('invalidAnswers', first.message, { problems });
  await insertAbsence(trx, { ...wanted, organisationId, userId, createdAt: now });
}

/** @throws Refusal notFound */
export async function cutAbsence({ deps, session, now }: Doing, id: string): Promise<void> {
  await deps.database.inBodies(session.bodies, async (trx) => {
    if (await endAbsence(trx, { id, userId: session.user.id, now })) return;
    throw new Refusal('notFound', 'Такого отсутствия у вас нет: обновите страницу');
  });
}

/** Of a person of this body, inside the caller's transaction; gives the days that end. @throws Refusal notFound */
export async function removeAbsence(trx: Transaction, { now, ...whose }: Absent, id: string): Promise<AbsenceRow> {
  const absence = (await listAbsences(trx, whose)).find((one) => one.id === id);
  if (absence === undefined || !(await endAbsence(trx, { id, userId: whose.userId, now }))) {
    throw new Refusal('notFound', 'Такого отсутствия у сотрудника нет. Обновите страницу.');
  }
  return absence;
}
