import { type Forms, plural, russianDate } from '../rule/russian.ts';
import { addDays, isIsoDate, weekday, yearOf } from './iso-date.ts';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  type MissingYear,
  missingYear,
  type WorkCalendar,
} from './work-calendar.ts';

export interface DueTerm {
  readonly days: number;
  readonly unit: 'working' | 'calendar';
}

export interface DueDateRequest {
  /** `YYYY-MM-DD`, the day of registration in the time zone of the body. */
  readonly registeredOn: string;
  readonly term: DueTerm;
  readonly calendar: WorkCalendar;
}

interface Traced {
  /** The answer to «почему такая дата», a line for each step. Russian. */
  readonly trace: readonly string[];
}

export type DueDate =
  | (Traced & {
      readonly ok: true;
      readonly dueDate: string;
      /** The first day of the term. */
      readonly startsOn: string;
      /** Years whose calendar has no decree yet: the date may still move. */
      readonly provisionalYears: readonly number[];
    })
  | (Traced & MissingYear);

const WEEKDAYS = ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'] as const;
const WORKING_DAYS: Forms = ['рабочий день', 'рабочих дня', 'рабочих дней'];
const CALENDAR_DAYS: Forms = ['календарный день', 'календарных дня', 'календарных дней'];
const MAX_SHOWN = 12;

/**
 * The last day of a term that starts on the working day after registration, that day being the first of the term.
 * A term in calendar days that ends on a day off ends on the next working day (Civil Code, article 193).
 * Where the term reaches into a year without a calendar there is no date, only the year that is missing.
 */
export function dueDate({ registeredOn, term, calendar }: DueDateRequest): DueDate {
  assertTerm(registeredOn, term);
  const trace = [
    `Заявка зарегистрирована ${named(registeredOn)}.`,
    `Срок — ${term.days} ${plural(term.days, term.unit === 'working' ? WORKING_DAYS : CALENDAR_DAYS)}.`,
  ];
  const start = addWorkingDays(registeredOn, 1, calendar);
  if (!start.ok) return missing(start, trace);
  trace.push(`Первый день срока — следующий рабочий день после регистрации: ${named(start.date)}.`);
  const end =
    term.unit === 'working'
      ? addWorkingDays(registeredOn, term.days, calendar)
      : lastCalendarDay(start.date, term.days, { calendar, trace });
  if (!end.ok) return missing(end, trace);
  if (term.unit === 'working') trace.push(...exceptions(registeredOn, end.date, calendar));
  trace.push(`Последний день срока — ${named(end.date)}.`);
  const provisionalYears = [...new Set([...start.provisionalYears, ...end.provisionalYears])];
  for (const year of provisionalYears) {
    trace.push(`Производственный календарь на ${year} год предварительный: дата может измениться.`);
  }
  return { ok: true, dueDate: end.date, startsOn: start.date, provisionalYears, trace };
}

function lastCalendarDay(
  startsOn: string,
  days: number,
  { calendar, trace }: { calendar: WorkCalendar; trace: string[] },
): ReturnType<typeof addWorkingDays> {
  const last = addDays(startsOn, days - 1);
  const works = isWorkingDay(last, calendar);
  if (works === undefined) return missingYear(yearOf(last));
  if (works) {
    const year = yearOf(last);
    return { ok: true, date: last, provisionalYears: isProvisional(calendar, year) ? [year] : [] };
  }
  trace.push(`Срок истекает в нерабочий день (${named(last)}) и переносится на следующий рабочий день.`);
  return addWorkingDays(last, 1, calendar);
}

function missing(year: MissingYear, trace: readonly string[]): DueDate {
  return { ...year, trace: [...trace, `${year.message} Срок не рассчитан.`] };
}

/** Where the calendar departs from a plain week: plain weekends need no explanation. */
function exceptions(from: string, to: string, calendar: WorkCalendar): string[] {
  const off: string[] = [];
  const worked: string[] = [];
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    const isWeekend = weekday(date) === 0 || weekday(date) === 6;
    const works = isWorkingDay(date, calendar);
    if (!isWeekend && works === false) off.push(date);
    if (isWeekend && works === true) worked.push(date);
  }
  return [
    ...(off.length > 0 ? [`Нерабочие дни в пределах срока, кроме суббот и воскресений: ${listed(off)}.`] : []),
    ...(worked.length > 0 ? [`Рабочие выходные в пределах срока: ${listed(worked)}.`] : []),
  ];
}

function listed(dates: readonly string[]): string {
  const shown = dates.slice(0, MAX_SHOWN).map(russianDate).join(', ');
  return dates.length > MAX_SHOWN ? `${shown} и ещё ${dates.length - MAX_SHOWN}` : shown;
}

function named(date: string): string {
  return `${russianDate(date)} (${WEEKDAYS[weekday(date)]})`;
}

function assertTerm(registeredOn: string, term: DueTerm): void {
  if (!isIsoDate(registeredOn)) throw new RangeError(`not a calendar date: ${registeredOn}`);
  if (!Number.isInteger(term.days) || term.days < 1) throw new RangeError('a term has at least one whole day');
}
