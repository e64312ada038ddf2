/** The closed list of operators with what each takes. A new one is a compile error until every table has its row. */

export type Operator =
  | 'var'
  | 'rule'
  | 'label'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'notIn'
  | 'and'
  | 'or'
  | '!'
  | 'if'
  | 'some'
  | 'all'
  | '+'
  | '-'
  | '*'
  | '/'
  | 'round'
  | 'min'
  | 'max'
  | 'sum'
  | 'count'
  | 'cat'
  | 'upper'
  | 'startsWith'
  | 'contains'
  | 'matches'
  | 'empty'
  | 'date'
  | 'today'
  | 'addWorkingDays'
  | 'daysBetween'
  | 'yearsBetween';

interface Arity {
  readonly least: number;
  readonly most: number;
}

export const ARITIES = {
  var: { least: 1, most: 1 },
  rule: { least: 1, most: 1 },
  label: { least: 1, most: 1 },
  '==': { least: 2, most: 2 },
  '!=': { least: 2, most: 2 },
  '<': { least: 2, most: 3 },
  '<=': { least: 2, most: 3 },
  '>': { least: 2, most: 3 },
  '>=': { least: 2, most: 3 },
  in: { least: 2, most: 2 },
  notIn: { least: 2, most: 2 },
  and: { least: 1, most: 100 },
  or: { least: 1, most: 100 },
  '!': { least: 1, most: 1 },
  if: { least: 2, most: 99 },
  some: { least: 2, most: 2 },
  all: { least: 2, most: 2 },
  '+': { least: 1, most: 100 },
  '-': { least: 1, most: 2 },
  '*': { least: 2, most: 100 },
  '/': { least: 2, most: 2 },
  round: { least: 1, most: 2 },
  min: { least: 1, most: 100 },
  max: { least: 1, most: 100 },
  sum: { least: 1, most: 100 },
  count: { least: 1, most: 2 },
  cat: { least: 1, most: 100 },
  upper: { least: 1, most: 1 },
  startsWith: { least: 2, most: 2 },
  contains: { least: 2, most: 2 },
  matches: { least: 2, most: 2 },
  empty: { least: 1, most: 1 },
  date: { least: 1, most: 1 },
  today: { least: 0, most: 0 },
  addWorkingDays: { least: 2, most: 2 },
  daysBetween: { least: 2, most: 2 },
  yearsBetween: { least: 2, most: 2 },
} satisfies Record<Operator, Arity>;

/** Operators whose second argument is evaluated once for each element of the first, with the element as its data. */
export const OVER_ELEMENTS: ReadonlySet<Operator> = new Set(['some', 'all', 'count', 'sum', 'min', 'max']);

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(ARITIES, name);
}

/** Arguments as a list: `{"!": x}` and `{"!": [x]}` say the same. */
export function argumentsOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [raw];
}
