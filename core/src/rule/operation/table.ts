import type { Operator } from '../operator.ts';
import { equal, greater, greaterOrEqual, less, lessOrEqual, notEqual, notWithin, within } from './comparison.ts';
import { addWorkingDays, date, daysBetween, today, yearsBetween } from './date.ts';
import { all, and, choose, not, or, some } from './logic.ts';
import type { Operation } from './machine.ts';
import { add, count, divide, max, min, multiply, round, subtract, sum } from './number.ts';
import { cat, contains, empty, label, matches, startsWith, upper } from './text.ts';

export const OPERATIONS = {
  var: (args, machine) => machine.variable(args[0] as string),
  rule: (args, machine) => machine.named(args[0] as string),
  label,
  '==': equal,
  '!=': notEqual,
  '<': less,
  '<=': lessOrEqual,
  '>': greater,
  '>=': greaterOrEqual,
  in: within,
  notIn: notWithin,
  and,
  or,
  '!': not,
  if: choose,
  some,
  all,
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  round,
  min,
  max,
  sum,
  count,
  cat,
  upper,
  startsWith,
  contains,
  matches,
  empty,
  date,
  today,
  addWorkingDays,
  daysBetween,
  yearsBetween,
} satisfies Record<Operator, Operation>;
