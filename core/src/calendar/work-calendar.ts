import { addDays, dateOfDay, dayNumber, isIsoDate, weekday, yearOf } from './iso-date.ts';

/** One year of the production calendar. Saturdays and Sundays are off by themselves. */
export interface WorkYear {
  /** Days off that are not plain weekends: holidays of article 112 of the Labour Code and days off moved to weekdays. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked by the year's decree. */
  readonly worked: readonly string[];
  /** No decree yet: dates may still move. */
  readonly provisional?: boolean | undefined;
}

export interface WorkCalendar {
  readonly years: Readonly<Record<number, WorkYear>>;
}

export interface MissingYear {
  readonly ok: false;
  readonly missingYear: number;
  /** Russian, says what to do. */
  readonly message: string;
}

export type WorkingDate =
  | { readonly ok: true; readonly date: string; readonly provisionalYears: readonly number[] }
  | MissingYear;
export type WorkingDays =
  | { readonly ok: true; readonly days: number; readonly provisionalYears: readonly number[] }
  | MissingYear;

const MAX_DAYS = 10_000;

interface YearSets {
  readonly holidays: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
  /** At n: how many of the first n days of the year are working days. Made for the year that is asked for. */
  counts?: { readonly year: number; readonly upTo: readonly number[] };
}
const setsOfYears = new WeakMap<WorkYear, YearSets>();

function setsOf(year: WorkYear): YearSets {
  const known = setsOfYears.get(year);
  if (known !== undefined) return known;
  const sets: YearSets = { holidays: new Set(year.holidays), worked: new Set(year.worked) };
  setsOfYears.set(year, sets);
  return sets;
}

function findYear(calendar: WorkCalendar, year: number): WorkYear | undefined {
  return Object.hasOwn(calendar.years, year) ? calendar.years[year] : undefined;
}

/** True or false for a day of a known year; undefined when the calendar of its year is not loaded. */
export function isWorkingDay(date: string, calendar: WorkCalendar): boolean | undefined {
  const year = findYear(calendar, yearOf(date));
  if (year === undefined) return undefined;
  const { holidays, worked } = setsOf(year);
  if (holidays.has(date)) return false;
  const day = weekday(date);
  return (day !== 0 && day !== 6) || worked.has(date);
}

export function missingYear(year: number): MissingYear {
  return {
    ok: false,
    missingYear: year,
    message: `Нет производственного календаря на ${year} год. Загрузите его, чтобы рассчитать дату.`,
  };
}

/**
 * The n-th working day after the date (the date itself is not counted); with a negative n, before it; with 0 the date itself.
 * Never guesses: a year without a calendar ends the count with `missingYear`.
 */
export function addWorkingDays(date: string, days: number, calendar: WorkCalendar): WorkingDate {
  assertCountable(date, days);
  const step = days < 0 ? -1 : 1;
  const provisional = new Set<number>();
  let current = date;
  for (let left = Math.abs(days); left > 0; ) {
    current = addDays(current, step);
    const works = isWorkingDay(current, calendar);
    if (works === undefined) return missingYear(yearOf(current));
    if (isProvisional(calendar, yearOf(current))) provisional.add(yearOf(current));
    if (works) left -= 1;
  }
  return { ok: true, date: current, provisionalYears: [...provisional] };
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkCalendar): WorkingDays {
  if (to < from) {
    const back = workingDaysBetween(to, from, calendar);
    return back.ok ? { ...back, days: -back.days || 0 } : back;
  }
  if (from === to) return { ok: true, days: 0, provisionalYears: [] };
  const provisionalYears: number[] = [];
  const first = addDays(from, 1);
  const last = yearOf(to);
  let days = 0;
  for (let year = yearOf(first); year <= last; year += 1) {
    const found = findYear(calendar, year);
    if (found === undefined) return missingYear(year);
    if (found.provisional) provisionalYears.push(year);
    const upTo = countsOf(found, year);
    const end = year === last ? dayOfYear(to) : upTo.length - 1;
    const before = year === yearOf(first) ? dayOfYear(first) - 1 : 0;
    days += (upTo[end] ?? 0) - (upTo[before] ?? 0);
  }
  return { ok: true, days, provisionalYears };
}

/** From 1. */
function dayOfYear(date: string): number {
  return dayNumber(date) - dayNumber(`${date.slice(0, 4)}-01-01`) + 1;
}

/** A term of years is counted by a few subtractions, not day by day. */
function countsOf(found: WorkYear, year: number): readonly number[] {
  const sets = setsOf(found);
  if (sets.counts?.year === year) return sets.counts.upTo;
  const calendar = { years: { [year]: found } };
  const upTo = [0];
  const last = dayNumber(`${year}-12-31`);
  for (let day = dayNumber(`${year}-01-01`); day <= last; day += 1) {
    upTo.push((upTo.at(-1) ?? 0) + (isWorkingDay(dateOfDay(day), calendar) ? 1 : 0));
  }
  sets.counts = { year, upTo };
  return upTo;
}

export function isProvisional(calendar: WorkCalendar, year: number): boolean {
  return findYear(calendar, year)?.provisional === true;
}

function assertCountable(date: string, days: number): void {
  if (!isIsoDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  if (!Number.isInteger(days) || Math.abs(days) > MAX_DAYS) {
    throw new RangeError(`days must be a whole number of at most ${MAX_DAYS}`);
  }
}
