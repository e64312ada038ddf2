import { type Forms, plural, russianDate } from '../rule/russian.ts';
import { addDays, weekday } from './iso-date.ts';
import type { Course, Extension, Pause } from './ledger.ts';
import { localDate } from './local-date.ts';
import { isAfterCutOff, receivedOn } from './received-on.ts';
import { isWorkingDay, type WorkCalendar } from './work-calendar.ts';

/** The words of «почему такая дата». */

interface Reckoning {
  readonly term: {
    readonly days: number;
    readonly unit: 'working' | 'calendar';
    readonly cutOffHour?: number | undefined;
  };
  readonly timeZone: string;
}

const WEEKDAYS = ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'] as const;
const DAYS = {
  working: ['рабочий день', 'рабочих дня', 'рабочих дней'],
  calendar: ['календарный день', 'календарных дня', 'календарных дней'],
} as const satisfies Record<'working' | 'calendar', Forms>;
const MAX_SHOWN = 12;

/** «5 рабочих дней». */
export function countedDays(days: number, unit: 'working' | 'calendar'): string {
  return `${days} ${plural(days, DAYS[unit])}`;
}

/** «31.10.2025 (пятница)». */
export function named(date: string): string {
  return `${russianDate(date)} (${WEEKDAYS[weekday(date)]})`;
}

export function startLines({ startedAt }: Course, { term, timeZone }: Reckoning): string[] {
  const registered = `Заявка зарегистрирована ${named(localDate(startedAt, timeZone))}`;
  const late = isAfterCutOff(startedAt, { term, timeZone });
  return [
    late
      ? `${registered} в ${term.cutOffHour}:00 или позже и считается поступившей ${named(receivedOn(startedAt, { term, timeZone }))}.`
      : `${registered}.`,
    `Срок — ${countedDays(term.days, term.unit)}.`,
  ];
}

/** One pause or extension, with the days by which it moves the last day. */
export function shiftLine(shift: Pause | Extension, days: number, { term, timeZone }: Reckoning): string {
  const because = shift.reason === null ? '' : `: ${shift.reason.replace(/[.\s]+$/, '')}`;
  if (shift.kind === 'extended') {
    const on = named(localDate(shift.at, timeZone));
    return `${on} срок продлён на ${countedDays(days, term.unit)}${because}.`;
  }
  const since = named(localDate(shift.from, timeZone));
  const shifted = countedDays(days, term.unit);
  if (shift.to === null) return `Срок приостановлен с ${since}${because}. Стоит ${shifted}.`;
  const until = named(localDate(shift.to, timeZone));
  return `Срок был приостановлен с ${since} до ${until}${because}. Сдвиг — ${shifted}.`;
}

/** Where the calendar departs from a plain week: plain weekends need no explanation. */
export function dayNames(before: string, to: string, calendar: WorkCalendar): string[] {
  const off: string[] = [];
  const worked: string[] = [];
  for (let date = addDays(before, 1); date <= to; date = addDays(date, 1)) {
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
