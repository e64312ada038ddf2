import { Refusal } from '../errors.ts';
import type { Work } from './commands.ts';
import { standsOf } from './commands.ts';
import { findRunOf, type RunHead } from './queries.ts';
import { moveClock } from './rows.ts';
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
export async function seat({ deps }: Stand, { id }: Work['session']): Promise<void> {
  // By the clock of the stand, which goes on with the tester.
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + SEAT);
  await deps.database.asOwner((trx) => takeSeat(trx, { sessionId: id, expiresAt, now }));
}

/** With its clock where its testers have put it. */
export async function openAt({ stands }: Pick<Work['deps'], 'stands'>, { id, clockAhead }: RunHead): Promise<Stand> {
  const open = standsOf({ stands });
  const stand = await open.open(id);
  open.setClock(id, clockAhead);
  return stand;
}

const DAY = 24 * 60 * 60 * 1000;
/** Three years: further no calendar is known. */
const FURTHEST = 3 * 366 * DAY;

/** Moves the clock of the stand on, for all its testers; what is due by then is done at once. @throws Refusal notFound, stateConflict */
export async function moveClockOf(work: Work, id: string, days: number): Promise<void> {
  const { deps } = work;
  await getRunOf(work, id);
  const stand = await standsOf(deps).open(id);
  const ahead = await deps.database.asOwner((trx) => moveClock(trx, id, { by: days * DAY, most: FURTHEST }));
  if (ahead === undefined)
    throw new Refusal(
      'stateConflict',
      'Дальше трёх лет часы не переводят. Завершите тестовый режим и включите заново.',
    );
  standsOf(deps).setClock(id, ahead);
  const { database, jobs } = stand.deps;
  await database.asOwner((trx) => jobs.enqueue(trx, { name: 'deadline-watch', data: {} }));
}

export interface Entered {
  readonly run: RunHead;
  readonly staff: readonly Staff[];
  /** What time it is there. */
  readonly now: Date;
}

/** The run, and everybody as whom one may act there. */
export async function lookAround(work: Work, id: string): Promise<Entered> {
  const { deps, session } = work;
  const run = await getRunOf(work, id);
  const stand = await openAt(deps, run);
  await seat(stand, session);
  const staff = await stand.deps.database.asOwner((trx) => listStaff(trx, session.id));
  return { run, staff, now: stand.deps.clock() };
}

/** From now on this session acts there as another of its staff. @throws Refusal notFound */
export async function actAs(work: Work, id: string, person: string): Promise<void> {
  const { deps, session } = work;
  const stand = await openAt(deps, await getRunOf(work, id));
  await seat(stand, session);
  const changed = await stand.deps.database.asOwner((trx) => changeSeat(trx, session.id, person));
  if (!changed) throw new Refusal('notFound', 'Такого сотрудника в тестовом режиме нет. Выберите его из списка.');
}
