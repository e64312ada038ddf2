import { Refusal } from '../errors.ts';
import type { Work } from './commands.ts';
import { standsOf } from './commands.ts';
import { findRunOf, type RunHead } from './queries.ts';
import { listStaff, type Staff } from './stand/queries.ts';
import { changeSeat, takeSeat } from './stand/rows.ts';
import type { Stand } from './stand/stands.ts';

/** Milliseconds that a seat lasts without anybody coming; each request prolongs it. */
const SEAT = 60 * 60 * 1000;

/** @throws Refusal notFound, alike for one that has ended and one that is not theirs to test */
export async function getRunOf({ deps, session }: Omit<Work, 'now'>, id: string): Promise<RunHead> {
  const run = await deps.database.asOwner((trx) => findRunOf(trx, { id, userId: session.user.id }));
  if (run === undefined) {
    throw new Refusal('notFound', 'Тестовый режим завершён, или вы в нём больше не участвуете. Вернитесь к работе.');
  }
  return run;
}

/** Lets the holder of this session in, under the same cookie. */
export async function seat({ deps }: Stand, { id }: Work['session'], now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + SEAT);
  await deps.database.asOwner((trx) => takeSeat(trx, { sessionId: id, expiresAt, now }));
}

export interface Entered {
  readonly run: RunHead;
  readonly staff: readonly Staff[];
}

/** The run, and everybody as whom one may act there. */
export async function lookAround(work: Work, id: string): Promise<Entered> {
  const { deps, session, now } = work;
  const run = await getRunOf(work, id);
  const stand = await standsOf(deps).open(id);
  await seat(stand, session, now);
  return { run, staff: await stand.deps.database.asOwner((trx) => listStaff(trx, session.id)) };
}

/** From now on this session acts there as another of its staff. @throws Refusal notFound */
export async function actAs(work: Work, id: string, person: string): Promise<void> {
  const { deps, session, now } = work;
  await getRunOf(work, id);
  const stand = await standsOf(deps).open(id);
  await seat(stand, session, now);
  const changed = await stand.deps.database.asOwner((trx) => changeSeat(trx, session.id, person));
  if (!changed) throw new Refusal('notFound', 'Такого сотрудника в тестовом режиме нет. Выберите его из списка.');
}
