import { ABSENT, type Inner, isList, NOT_APPLICABLE, UNKNOWN } from '../value.ts';
import type { Machine, Operation } from './machine.ts';

/** Kleene's logic: what is already certain stays certain, whatever the unknown part turns out to be. */

export const and: Operation = (args, machine) => {
  let result: boolean | typeof UNKNOWN = true;
  for (const node of args) {
    const value = machine.condition(node);
    if (value === false) return false;
    if (value === UNKNOWN) result = UNKNOWN;
  }
  return result;
};

export const or: Operation = (args, machine) => {
  let result: boolean | typeof UNKNOWN = false;
  for (const node of args) {
    const value = machine.condition(node);
    if (value === true) return true;
    if (value === UNKNOWN) result = UNKNOWN;
  }
  return result;
};

export const not: Operation = (args, machine) => {
  const value = machine.condition(args[0]);
  return value === UNKNOWN ? UNKNOWN : !value;
};

/** `[condition, value, condition, value, …, otherwise]`; without the last there is no value. */
export const choose: Operation = (args, machine) => {
  let index = 0;
  for (; index + 1 < args.length; index += 2) {
    const condition = machine.condition(args[index]);
    if (condition === UNKNOWN) return UNKNOWN;
    if (condition) return machine.value(args[index + 1]);
  }
  return index < args.length ? machine.value(args[index]) : ABSENT;
};

export const some: Operation = (args, machine) => quantify(args, machine, true);
export const all: Operation = (args, machine) => quantify(args, machine, false);

/** `decisive` is the answer of one element that settles the whole: true for `some`, false for `all`. */
function quantify(args: readonly unknown[], machine: Machine, decisive: boolean): Inner {
  const list = machine.value(args[0]);
  if (list === NOT_APPLICABLE) return false;
  if (!isList(list)) return UNKNOWN;
  let result: boolean | typeof UNKNOWN = !decisive;
  for (const element of list) {
    const value = machine.conditionInElement(element, args[0], args[1]);
    if (value === decisive) return decisive;
    if (value === UNKNOWN) result = UNKNOWN;
  }
  return result;
}
