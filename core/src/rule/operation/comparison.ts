import { isIsoDate } from '../../calendar/iso-date.ts';
import { variablePath } from '../rule-shape.ts';
import { ABSENT, type Inner, isList, isMarker, NOT_APPLICABLE, sameValue, UNKNOWN } from '../value.ts';
import type { Machine, Operation } from './machine.ts';

/** No coercion: values of two types are never equal and have no order. With what is not applicable, all is false. */

type Verdict = boolean | typeof UNKNOWN | typeof NOT_APPLICABLE;

export const equal: Operation = (args, machine) => {
  const verdict = equality(args, machine);
  return verdict === NOT_APPLICABLE ? false : verdict;
};

export const notEqual: Operation = (args, machine) => {
  const verdict = equality(args, machine);
  if (verdict === NOT_APPLICABLE) return false;
  return verdict === UNKNOWN ? UNKNOWN : !verdict;
};

function equality(args: readonly unknown[], machine: Machine): Verdict {
  const left = machine.value(args[0]);
  const right = machine.value(args[1]);
  if (left === NOT_APPLICABLE || right === NOT_APPLICABLE) return NOT_APPLICABLE;
  if (left === ABSENT && typeof right === 'boolean') return isFact(args[0]) ? UNKNOWN : !right;
  if (right === ABSENT && typeof left === 'boolean') return isFact(args[1]) ? UNKNOWN : !left;
  if (isMarker(left) || isMarker(right)) return UNKNOWN;
  return sameValue(left, right);
}

/** A fact of the case that was not given is not an untouched checkbox. */
function isFact(node: unknown): boolean {
  return variablePath(node)?.startsWith('case.') === true;
}

export const less: Operation = (args, machine) => chain(args, machine, (sign) => sign < 0);
export const lessOrEqual: Operation = (args, machine) => chain(args, machine, (sign) => sign <= 0);
export const greater: Operation = (args, machine) => chain(args, machine, (sign) => sign > 0);
export const greaterOrEqual: Operation = (args, machine) => chain(args, machine, (sign) => sign >= 0);

/** `{"<=": [1, x, 5]}` says that x lies between. */
function chain(args: readonly unknown[], machine: Machine, holds: (sign: number) => boolean): Inner {
  let result: boolean | typeof UNKNOWN = true;
  let left = machine.value(args[0]);
  for (let index = 1; index < args.length; index += 1) {
    const right = machine.value(args[index]);
    if (left === NOT_APPLICABLE || right === NOT_APPLICABLE) return false;
    const sign = order(left, right);
    if (sign === UNKNOWN) result = UNKNOWN;
    else if (!holds(sign)) return false;
    left = right;
  }
  return result;
}

/** Numbers with numbers, dates with dates; nothing else has an order. */
function order(left: Inner, right: Inner): number | typeof UNKNOWN {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (isIsoDate(left) && isIsoDate(right)) return left < right ? -1 : Number(left > right);
  return UNKNOWN;
}

export const within: Operation = (args, machine) => {
  const verdict = membership(args, machine);
  return verdict === NOT_APPLICABLE ? false : verdict;
};

export const notWithin: Operation = (args, machine) => {
  const verdict = membership(args, machine);
  if (verdict === NOT_APPLICABLE) return false;
  return verdict === UNKNOWN ? UNKNOWN : !verdict;
};

function membership(args: readonly unknown[], machine: Machine): Verdict {
  const wanted = machine.value(args[0]);
  if (wanted === NOT_APPLICABLE) return NOT_APPLICABLE;
  if (isMarker(wanted)) return UNKNOWN;
  // A written-out list is looked through node by node: one unknown member does not hide a match with another.
  if (isList(args[1])) return memberOf(args[1], (node) => machine.value(node), wanted);
  const list = machine.value(args[1]);
  if (list === NOT_APPLICABLE) return NOT_APPLICABLE;
  return isList(list) ? memberOf(list, (item) => item, wanted) : UNKNOWN;
}

function memberOf(list: readonly unknown[], read: (item: unknown) => unknown, wanted: Inner): boolean | typeof UNKNOWN {
  let result: boolean | typeof UNKNOWN = false;
  for (const item of list) {
    const value = read(item);
    if (value === UNKNOWN || value === ABSENT) result = UNKNOWN;
    else if (sameValue(value, wanted)) return true;
  }
  return result;
}
