import type { CalendarDefinition } from '@reglament/format';
import { canonicalText } from '../../definition/canonical.ts';
import { publish } from '../../definition/commands.ts';
import { publishesByTwo } from '../../definition-draft/publication/queries.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { troubleOf } from '../../job/commands.ts';
import type { Session } from '../../session/session.ts';
import { isAnyUncounted } from './queries.ts';

export const recountJob = 'deadline-recount';

/** Days of a year as an administrator marks them. */
export interface CalendarDays {
  readonly provisional: boolean;
  readonly holidays: readonly string[];
  readonly worked: readonly string[];
  readonly shortened: readonly string[];
}

/** @throws Refusal invalidBody, with the day that is not of the year or means two things */
export function calendarWith(calendar: CalendarDefinition, days: CalendarDays): CalendarDefinition {
  const { provisional, holidays, worked, shortened } = days;
  const strange = [...holidays, ...worked, ...shortened].find((day) => !day.startsWith(`${calendar.year}-`));
  if (strange !== undefined) throw wrong('holidays', `День ${strange} не из ${calendar.year} года.`);
  const both = holidays.find((day) => worked.includes(day));
  if (both !== undefined) throw wrong('worked', `День ${both} не может быть и выходным, и рабочим.`);
  const weekday = worked.find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  if (weekday !== undefined)
    throw wrong('worked', `День ${weekday} и так рабочий: отмечают только субботы и воскресенья.`);
  const { provisional: _before, ...rest } = calendar;
  return {
    ...rest,
    ...(provisional ? { provisional } : {}),
    holidays: [...holidays].sort(),
    worked: [...worked].sort(),
    shortened: [...shortened].sort(),
  };
}

/** How far reckoning open cases by the calendars in force has come. */
export interface Recount {
  readonly state: 'done' | 'underWay' | 'failing';
  /** Why it does not come to its end, and what to do. */
  readonly reason: string | null;
}

export async function recountOf({ database }: Pick<Deps, 'database'>): Promise<Recount> {
  return database.asOwner(async (trx) => {
    if (!(await isAnyUncounted(trx))) return { state: 'done', reason: null };
    const reason = await troubleOf(trx, recountJob);
    return reason === undefined ? { state: 'underWay', reason: null } : { state: 'failing', reason };
  });
}

/** Once more, without waiting for the clock. */
export async function askRecount({ database, jobs }: Pick<Deps, 'database' | 'jobs'>): Promise<void> {
  await database.asOwner((trx) => jobs.enqueue(trx, { name: recountJob, data: {}, singletonKey: 'published' }));
}

/** The next version of the calendar; terms are recounted by the job that follows publications. @throws Refusal versionConflict */
export async function publishCalendar(
  { deps, session }: { readonly deps: Deps; readonly session: Session },
  calendar: CalendarDefinition,
  { version, comment }: { readonly version: number; readonly comment: string | null },
): Promise<number> {
  const { code } = calendar;
  if (deps.definitions.latest('calendar', code).version !== version) {
    throw new Refusal('versionConflict', 'Календарь тем временем изменён. Обновите страницу и повторите.');
  }
  const organisationId = session.organisation.id;
  if (await deps.database.inBodies([organisationId], (trx) => publishesByTwo(trx, organisationId))) {
    throw new Refusal(
      'stateConflict',
      'В вашем ведомстве публикуют вдвоём. Начните черновик календаря: его публикацию подтвердит второй сотрудник.',
    );
  }
  const author = session.user.login;
  const published = await publish(deps, { kind: 'calendar', code, text: canonicalText(calendar), author, comment });
  return published.version.version;
}

function wrong(field: string, message: string): Refusal {
  return new Refusal('invalidBody', message, { problems: [{ field, pointer: `/${field}`, code: 'wrong', message }] });
}
