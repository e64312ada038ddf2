import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { isColleague, listAbsences, lockAbsences } from './queries.ts';
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
  const { id: organisationId } = organisation;
  const today = localDate(now, organisation.timeZone);
  const { deputyId } = wanted;
  await deps.database.inBodies(bodies, async (trx) => {
    await lockAbsences(trx, deputyId === null ? [user.id] : [user.id, deputyId]);
    const of = (userId: string) => listAbsences(trx, { userId, organisationId, today });
    const problems = absenceProblems(wanted, {
      ...{ userId: user.id, today, own: await of(user.id) },
      ofDeputy: deputyId === null ? [] : await of(deputyId),
      deputyKnown: deputyId !== null && (await isColleague(trx, organisationId, deputyId)),
    });
    const [first] = problems;
    if (first !== undefined) throw new Refusal('invalidAnswers', first.message, { problems });
    await insertAbsence(trx, { ...wanted, organisationId, userId: user.id, createdAt: now });
  });
}

/** @throws Refusal notFound */
export async function cutAbsence({ deps, session, now }: Doing, id: string): Promise<void> {
  await deps.database.inBodies(session.bodies, async (trx) => {
    if (await endAbsence(trx, { id, userId: session.user.id, now })) return;
    throw new Refusal('notFound', 'Такого отсутствия у вас нет: обновите страницу');
  });
}
