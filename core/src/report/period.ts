import { addDays, daysBetween, weekday } from '../calendar/iso-date.ts';
import { Refusal } from '../errors.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

const MOST_DAYS = 3 * 366;

/** @throws Refusal invalidQuery when it ends before it begins or is longer than three years */
export function checkPeriod({ from, to }: Period): void {
  const days = daysBetween(from, to);
  if (days < 0) throw wrong('to', 'Период заканчивается раньше, чем начинается: поменяйте даты.');
  if (days > MOST_DAYS) throw wrong('from', 'Период – не больше трёх лет: сократите его.');
}

/** Mondays of the weeks that a period touches. */
export function weeksOf({ from, to }: Period): string[] {
  const weeks: string[] = [];
  for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) weeks.push(week);
  return weeks;
}

function mondayOf(date: string): string {
  return addDays(date, -((weekday(date) + 6) % 7));
}

function wrong(field: string, message: string): Refusal {
  return new Refusal('invalidQuery', message, { problems: [{ field, pointer: `/${field}`, code: field, message }] });
}
