import { ABSENT, type Inner, isList, NOT_APPLICABLE, UNKNOWN } from '../value.ts';
import type { Machine, Operation } from './machine.ts';

/** Arithmetic on plain numbers; money is in whole kopecks. What cannot be computed is unknown. */

type Result = number | typeof UNKNOWN | typeof NOT_APPLICABLE;

export const add: Operation = (args, machine) => fold(args, machine, (left, right) => left + right);
export const multiply: Operation = (args, machine) => fold(args, machine, (left, right) => left * right);

export const subtract: Operation = (args, machine) =>
  args.length === 1
    ? fold([0, args[0]], machine, (left, right) => left - right)
    : fold(args, machine, (left, right) => left - right);

/** Division by zero is unknown, not infinity. */
export const divide: Operation = (args, machine) => fold(args, machine, (left, right) => left / right);

function fold(args: readonly unknown[], machine: Machine, step: (left: number, right: number) => number): Result {
  let result: Result | undefined;
  for (const node of args) {
    const value = numeric(machine.value(node));
    if (value === NOT_APPLICABLE) return NOT_APPLICABLE;
    if (value === UNKNOWN || result === UNKNOWN) result = UNKNOWN;
    else result = result === undefined ? value : step(result as number, value);
  }
  return typeof result === 'number' && !Number.isFinite(result) ? UNKNOWN : (result ?? UNKNOWN);
}

function numeric(value: Inner): Result {
  return typeof value === 'number' || value === NOT_APPLICABLE ? value : UNKNOWN;
}

const MAX_DIGITS = 10;

/** Half away from zero, as in bookkeeping; the second argument is the number of digits after the point. */
export const round: Operation = (args, machine) => {
  const value = numeric(machine.value(args[0]));
  if (typeof value !== 'number') return value;
  const digits = args.length > 1 ? machine.value(args[1]) : 0;
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > MAX_DIGITS) return UNKNOWN;
  return Math.sign(value) * shifted(Math.round(shifted(Math.abs(value), digits)), -digits) || 0;
};

/** Moves the decimal point in the written form: 1.005 · 100 is 100.49999… in binary, and must round to 1.01. */
function shifted(value: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

export const sum: Operation = (args, machine) => aggregate(args, machine, { empty: 0, step: (a, b) => a + b });
export const min: Operation = (args, machine) => aggregate(args, machine, { step: (a, b) => Math.min(a, b) });
export const max: Operation = (args, machine) => aggregate(args, machine, { step: (a, b) => Math.max(a, b) });

interface Aggregate {
  /** Of no numbers at all; absent: there is no such value. */
  readonly empty?: number;
  readonly step: (left: number, right: number) => number;
}

/** Of a list, of an expression over each element of a list, or of the arguments. What is not applicable is left out. */
function aggregate(args: readonly unknown[], machine: Machine, { empty, step }: Aggregate): Inner {
  const first = machine.value(args[0]);
  if (first === NOT_APPLICABLE && args.length === 1) return NOT_APPLICABLE;
  let result: number | typeof UNKNOWN | undefined;
  for (const item of terms(first, args, machine)) {
    if (item === NOT_APPLICABLE) continue;
    if (typeof item !== 'number' || result === UNKNOWN) result = UNKNOWN;
    else result = result === undefined ? item : step(result, item);
  }
  if (typeof result === 'number' && !Number.isFinite(result)) return UNKNOWN;
  return result ?? empty ?? ABSENT;
}

function terms(first: Inner, args: readonly unknown[], machine: Machine): readonly unknown[] {
  if (!isList(first)) return args.map((node, index) => (index === 0 ? first : machine.value(node)));
  return args.length === 1 ? first : first.map((element) => machine.inElement(element, args[0], args[1]));
}

/** Elements of a list, or those for which the condition is true. */
export const count: Operation = (args, machine) => {
  const list = machine.value(args[0]);
  if (list === NOT_APPLICABLE) return NOT_APPLICABLE;
  if (!isList(list)) return UNKNOWN;
  if (args.length === 1) return list.length;
  let found = 0;
  let undecided = false;
  for (const element of list) {
    const value = machine.conditionInElement(element, args[0], args[1]);
    if (value === UNKNOWN) undecided = true;
    else if (value) found += 1;
  }
  return undecided ? UNKNOWN : found;
};
