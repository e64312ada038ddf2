import type { Calendar } from './dictionary-queries.ts';

export type Days = Pick<Calendar, 'provisional' | 'holidays' | 'worked' | 'shortened'>;
export type DayKind = 'working' | 'off' | 'shortened';

/** What a day is by the calendar: Saturday and Sunday are off by themselves. Pure, as all here. */
export function kindOf(day: string, { holidays, worked, shortened }: Days): DayKind {
  const off = holidays.includes(day) || (isWeekend(day) && !worked.includes(day));
  if (off) return 'off';
  return shortened.includes(day) ? 'shortened' : 'working';
}

/** The next kind in turn: working, shortened, off. */
export function turned(day: string, days: Days): Days {
  const without = (list: readonly string[]) => list.filter((one) => one !== day);
  const bare = {
    ...{ provisional: days.provisional, holidays: without(days.holidays) },
    ...{ worked: without(days.worked), shortened: without(days.shortened) },
  };
  const working = isWeekend(day) ? { ...bare, worked: [...bare.worked, day].sort() } : bare;
  const kind = kindOf(day, days);
  if (kind === 'off') return working;
  if (kind === 'working') return { ...working, shortened: [...bare.shortened, day].sort() };
  // A holiday that falls on a weekend is named as well, so that nothing is lost by going round.
  return isWeekend(day) ? bare : { ...bare, holidays: [...bare.holidays, day].sort() };
}

/** Weeks of a month, from Monday; empty places before the first day and after the last. */
export function weeksOf(year: number, month: number): (string | undefined)[][] {
  const first = new Date(Date.UTC(year, month, 1));
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells: (string | undefined)[] = Array.from({ length: (first.getUTCDay() + 6) % 7 });
  for (let day = 1; day <= count; day += 1) {
    cells.push(new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10));
  }
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
}

export function workingCount(year: number, days: Days): number {
  const months = Array.from({ length: 12 }, (_, month) => weeksOf(year, month).flat());
  return months.flat().filter((day) => day !== undefined && kindOf(day, days) !== 'off').length;
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
