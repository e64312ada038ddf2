import { dayNames, named, shiftLine, startLines } from './due-trace.ts';
import { addDays, daysBetween, yearOf } from './iso-date.ts';
import { type Course, findOpenPause, type LedgerEntry, type Pause, readLedger } from './ledger.ts';
import { localDate } from './local-date.ts';
import { receivedOn } from './received-on.ts';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  type MissingYear,
  missingYear,
  type WorkCalendar,
  type WorkingDate,
  workingDaysBetween,
} from './work-calendar.ts';

/** The part of a service's term that the last day follows from. */
export interface DueTerm {
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  /** First day of the term: the next working day (the usual), or the very next day. */
  readonly startsOn?: 'nextWorkingDay' | 'nextDay' | undefined;
  /** What comes at this hour of the body's clock or later counts as having come the next day. */
  readonly cutOffHour?: number | undefined;
}

export interface DueRequest {
  readonly ledger: readonly LedgerEntry[];
  readonly term: DueTerm;
  readonly calendar: WorkCalendar;
  /** IANA name, of the body. */
  readonly timeZone: string;
  readonly now: Date;
}

interface DueFacts {
  readonly unit: DueTerm['unit'];
  /** The answer to «почему такая дата», a line for each step. Russian. */
  readonly trace: readonly string[];
  /** The pause that has not ended; the last day is then what it would be if the clock went on today. */
  readonly paused: { readonly since: string; readonly reason: string | null } | null;
}

export type Due = DueFacts &
  (
    | {
        readonly ok: true;
        readonly dueDate: string;
        /** The first day of the term. */
        readonly startsOn: string;
        /** Days of the term's unit after today: 0 on the last day, below 0 when late; null where a calendar is missing. */
        readonly remaining: number | null;
        /** Years whose calendar has no decree yet: the date may still move. */
        readonly provisionalYears: readonly number[];
      }
    | MissingYear
  );

/**
 * The last day of a term, reckoned from its ledger. A pause shifts it by the days of the term's own unit that the clock
 * stood, an extension by its days. A term in calendar days that ends on a day off ends on the next working day (Civil
 * Code, article 193). Where the term reaches into a year without a calendar there is no date, only the missing year.
 */
export function due(request: DueRequest): Due {
  const { term, calendar } = request;
  assertTerm(term);
  const course = readLedger(request.ledger);
  const received = receivedOn(course.startedAt, request);
  const facts = factsOf(course, request);
  const trace = startLines(course, request);
  const start = firstDay(received, request);
  if (!start.ok) return missing(start, facts, trace);
  trace.push(
    term.startsOn === 'nextDay'
      ? `Первый день срока — следующий день: ${named(start.date)}.`
      : `Первый день срока — следующий рабочий день: ${named(start.date)}.`,
  );
  const shifted = shiftOf(course, start.date, request);
  if (!shifted.ok) return missing(shifted.year, facts, [...trace, ...shifted.trace]);
  trace.push(...shifted.trace);
  const end = lastDay(start.date, term.days + shifted.days, { term, calendar });
  if (!end.ok) return missing(end, facts, trace);
  if (term.unit === 'working') trace.push(...dayNames(received, end.date, calendar));
  trace.push(...end.trace, `Последний день срока — ${named(end.date)}.`);
  const provisionalYears = [...new Set([...start.provisionalYears, ...end.provisionalYears])];
  for (const year of provisionalYears) {
    trace.push(`Производственный календарь на ${year} год предварительный: дата может измениться.`);
  }
  const remaining = daysLeft(end.date, request);
  return { ...facts, ok: true, dueDate: end.date, startsOn: start.date, remaining, provisionalYears, trace };
}

function factsOf(course: Course, { term, timeZone }: DueRequest): Omit<DueFacts, 'trace'> {
  const pause = findOpenPause(course);
  return {
    unit: term.unit,
    paused: pause === undefined ? null : { since: localDate(pause.from, timeZone), reason: pause.reason },
  };
}

function missing(year: MissingYear, facts: Omit<DueFacts, 'trace'>, trace: readonly string[]): Due {
  return { ...facts, ...year, trace: [...trace, `${year.message} Срок не рассчитан.`] };
}

function firstDay(received: string, { term, calendar }: DueRequest): WorkingDate {
  if (term.startsOn === 'nextDay') return { ok: true, date: addDays(received, 1), provisionalYears: [] };
  return addWorkingDays(received, 1, calendar);
}

type Shift =
  | { readonly ok: true; readonly days: number; readonly trace: readonly string[] }
  | { readonly ok: false; readonly year: MissingYear; readonly trace: readonly string[] };

/** By how many days of the term's unit pauses and extensions move the last day. */
function shiftOf({ shifts }: Course, startsOn: string, request: DueRequest): Shift {
  let days = 0;
  const trace: string[] = [];
  for (const shift of shifts) {
    const length = shift.kind === 'pause' ? pauseLength(shift, startsOn, request) : shift.days;
    if (typeof length !== 'number') return { ok: false, year: length, trace };
    days += length;
    trace.push(shiftLine(shift, length, request));
  }
  return { ok: true, days, trace };
}

/** The days that the clock stood and would have gone: none before the first day of the term. The day of the pause still counts. */
function pauseLength(pause: Pause, startsOn: string, request: DueRequest): number | MissingYear {
  const { timeZone, now, calendar, term } = request;
  const before = addDays(startsOn, -1);
  const paused = localDate(pause.from, timeZone);
  const from = paused < before ? before : paused;
  const to = localDate(pause.to ?? now, timeZone);
  if (to <= from) return 0;
  if (term.unit === 'calendar') return daysBetween(from, to);
  const working = workingDaysBetween(from, to, calendar);
  return working.ok ? working.days : working;
}

type LastDay = (Extract<WorkingDate, { ok: true }> & { readonly trace: readonly string[] }) | MissingYear;

function lastDay(
  startsOn: string,
  days: number,
  { term, calendar }: { readonly term: DueTerm; readonly calendar: WorkCalendar },
): LastDay {
  const before = addDays(startsOn, -1);
  if (term.unit === 'working') {
    const end = addWorkingDays(before, days, calendar);
    return end.ok ? { ...end, trace: [] } : end;
  }
  const last = addDays(before, days);
  const works = isWorkingDay(last, calendar);
  if (works === undefined) return missingYear(yearOf(last));
  if (works) {
    const year = yearOf(last);
    return { ok: true, date: last, provisionalYears: isProvisional(calendar, year) ? [year] : [], trace: [] };
  }
  const line = `Срок истекает в нерабочий день (${named(last)}) и переносится на следующий рабочий день.`;
  const end = addWorkingDays(last, 1, calendar);
  return end.ok ? { ...end, trace: [line] } : end;
}

function daysLeft(dueDate: string, { term, calendar, now, timeZone }: DueRequest): number | null {
  const today = localDate(now, timeZone);
  if (term.unit === 'calendar') return daysBetween(today, dueDate);
  const left = workingDaysBetween(today, dueDate, calendar);
  return left.ok ? left.days : null;
}

function assertTerm({ days, cutOffHour }: DueTerm): void {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('a term has at least one whole day');
  if (cutOffHour !== undefined && (!Number.isInteger(cutOffHour) || cutOffHour < 1 || cutOffHour > 23)) {
    throw new RangeError('a cut-off hour is 1 to 23');
  }
}
