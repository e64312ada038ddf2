import { compilePattern } from '../pattern.ts';
import { ABSENT, type Inner, isAnswered, isList, isMarker, NOT_APPLICABLE, sameValue, UNKNOWN } from '../value.ts';
import type { Machine, Operation } from './machine.ts';

/** Texts and numbers one after another; what is not applicable leaves nothing behind. */
export const cat: Operation = (args, machine) => {
  let result = '';
  let undecided = false;
  for (const node of args) {
    const value = machine.value(node);
    if (typeof value === 'string' || typeof value === 'number') result += value;
    else if (value !== NOT_APPLICABLE) undecided = true;
  }
  return undecided ? UNKNOWN : result;
};

export const upper: Operation = (args, machine) => {
  const value = machine.value(args[0]);
  if (typeof value === 'string') return value.toUpperCase();
  return value === NOT_APPLICABLE ? NOT_APPLICABLE : UNKNOWN;
};

export const startsWith: Operation = (args, machine) =>
  compareTexts(args, machine, (text, part) => text.startsWith(part));

/** A part of a text, or a member of a list. */
export const contains: Operation = (args, machine) => {
  const whole = machine.value(args[0]);
  if (!isList(whole)) return compareTexts(args, machine, (text, part) => text.includes(part));
  const wanted = machine.value(args[1]);
  if (wanted === NOT_APPLICABLE) return false;
  return isMarker(wanted) ? UNKNOWN : whole.some((item) => sameValue(item, wanted));
};

export const matches: Operation = (args, machine) =>
  compareTexts(args, machine, (text, pattern) => compilePattern(pattern).test(text));

function compareTexts(
  args: readonly unknown[],
  machine: Machine,
  holds: (text: string, part: string) => boolean,
): Inner {
  const text = machine.value(args[0]);
  const part = machine.value(args[1]);
  if (text === NOT_APPLICABLE || part === NOT_APPLICABLE) return false;
  return typeof text === 'string' && typeof part === 'string' ? holds(text, part) : UNKNOWN;
}

/** What was never answered, and what cannot be asked at all, is empty. */
export const empty: Operation = (args, machine) => {
  const value = machine.value(args[0]);
  if (value === UNKNOWN) return UNKNOWN;
  return value === ABSENT || value === NOT_APPLICABLE || !isAnswered(value);
};

/** The title that the form or its dictionary gives to a chosen value; the value itself where there is none. */
export const label: Operation = (args, machine) => {
  const value = machine.value(args[0]);
  if (isMarker(value)) return value;
  const chosen = isList(value) ? value : [value];
  // A group of answers is not a choice, and turning it into text would call whatever `toString` someone sent in it.
  if (!chosen.every(isScalar)) return UNKNOWN;
  const path = machine.nameOf(args[0]) ?? '';
  const labels = machine.context.labels ?? {};
  const titles = chosen.map((item) => {
    const key = `${path}=${item}`;
    return (Object.hasOwn(labels, key) ? labels[key] : undefined) ?? String(item);
  });
  return titles.join(', ');
};

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
