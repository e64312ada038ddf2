import { daysBetween as days, isIsoDate, yearsBetween as years } from '../../calendar/iso-date.ts';
import { addWorkingDays as shift } from '../../calendar/work-calendar.ts';
import { type Inner, NOT_APPLICABLE, UNKNOWN } from '../value.ts';
import type { Machine, Operation } from './machine.ts';

/** Dates are `YYYY-MM-DD`. What is not a real date is unknown. */

export const date: Operation = (args, machine) => dated(machine.value(args[0]));

export const today: Operation = (_args, machine) => machine.context.today;

export const daysBetween: Operation = (args, machine) => between(args, machine, days);
export const yearsBetween: Operation = (args, machine) => between(args, machine, years);

function between(
  args: readonly unknown[],
  machine: Machine,
  measure: (from: string, to: string) => number,
): number | typeof UNKNOWN | typeof NOT_APPLICABLE {
  const from = dated(machine.value(args[0]));
  const to = dated(machine.value(args[1]));
  if (from === NOT_APPLICABLE || to === NOT_APPLICABLE) return NOT_APPLICABLE;
  return from === UNKNOWN || to === UNKNOWN ? UNKNOWN : measure(from, to);
}

const MAX_SHIFT = 5_000;

/** `[date, number]` by the production calendar; unknown, waiting for `calendar.2027`, when that year is not loaded. */
export const addWorkingDays: Operation = (args, machine) => {
  const from = dated(machine.value(args[0]));
  const count = machine.value(args[1]);
  if (from === NOT_APPLICABLE || count === NOT_APPLICABLE) return NOT_APPLICABLE;
  if (from === UNKNOWN || typeof count !== 'number' || !Number.isInteger(count) || Math.abs(count) > MAX_SHIFT) {
    return UNKNOWN;
  }
  const result = shift(from, count, machine.context.calendar ?? { years: {} });
  if (result.ok) return result.date;
  machine.waitFor(`calendar.${result.missingYear}`);
  return UNKNOWN;
};

function dated(value: Inner): string | typeof UNKNOWN | typeof NOT_APPLICABLE {
  if (isIsoDate(value)) return value;
  return value === NOT_APPLICABLE ? NOT_APPLICABLE : UNKNOWN;
}
