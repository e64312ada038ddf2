import type { Json } from '@reglament/core/rules';

/** A condition as rows «поле – сравнение – значение», all or any of which hold; a group among them is a condition of its own. */
export interface Condition {
  readonly join: 'and' | 'or';
  readonly rows: readonly ConditionPart[];
}

export type ConditionPart = ConditionRow | Condition;

export interface ConditionRow {
  /** Path of a field or a fact of the case; of a named rule: its code. */
  readonly subject: string;
  readonly compare: Compare;
  readonly value?: Json;
  /** In place of a value: what else it is compared with. */
  readonly against?: Against;
}

/** Today, or another field: `date` says that both are dates, so that the sentence speaks of earlier and later. */
export type Against = { readonly what: 'today' } | { readonly what: 'field' | 'date'; readonly path: string };

export function isGroup(part: ConditionPart): part is Condition {
  return 'join' in part;
}

export type Compare =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'notIn'
  | 'contains'
  | 'startsWith'
  | 'has'
  | 'hasNot'
  | 'answered'
  | 'empty'
  | 'rule'
  | 'notRule'
  | 'yes'
  | 'no';

export const compareWords: Readonly<Record<Compare, string>> = {
  '==': 'равно',
  '!=': 'не равно',
  '<': 'меньше',
  '<=': 'не больше',
  '>': 'больше',
  '>=': 'не меньше',
  in: 'одно из',
  notIn: 'ни одно из',
  contains: 'содержит',
  startsWith: 'начинается с',
  has: 'есть',
  hasNot: 'нет',
  answered: 'заполнено',
  empty: 'не заполнено',
  rule: 'выполнено',
  notRule: 'не выполнено',
  yes: 'отмечено',
  no: 'не отмечено',
};

export const dateWords: Readonly<Partial<Record<Compare, string>>> = {
  '<': 'раньше',
  '<=': 'не позже',
  '>': 'позже',
  '>=': 'не раньше',
};

const withValue: ReadonlySet<string> = new Set([
  ...['==', '!=', '<', '<=', '>', '>=', 'in', 'notIn'],
  ...['contains', 'startsWith'],
]);

/** Comparisons whose other side may be another field or today. */
export const withOther: ReadonlySet<Compare> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Groups within groups that can still be told apart on the screen. */
const DEEPEST = 3;

/** Undefined: the rule says more than rows can; it is edited as text. */
export function rowsOf(rule: unknown): Condition | undefined {
  if (rule === undefined) return { join: 'and', rows: [] };
  if (groupOf(rule) !== undefined) return groupRows(rule, 1);
  const row = rowOf(rule);
  return row && { join: 'and', rows: [row] };
}

/** A group of one or none is written otherwise by rows, and what is not touched must stay as it is. */
function groupRows(rule: unknown, depth: number): Condition | undefined {
  const group = groupOf(rule);
  if (group === undefined || group.items.length < 2 || depth > DEEPEST) return undefined;
  const rows = group.items.map((item) => rowOf(item) ?? groupRows(item, depth + 1));
  return rows.includes(undefined) ? undefined : { join: group.join, rows: rows as ConditionPart[] };
}

/** A group of one row is that row, and an empty one says nothing. */
export function ruleOf({ join, rows }: Condition): Json | undefined {
  const parts = rows.flatMap((part) => (isGroup(part) ? (ruleOf(part) ?? []) : ruleOfRow(part)));
  const [first, second] = parts;
  if (first === undefined) return undefined;
  return second === undefined ? first : { [join]: parts };
}

function groupOf(rule: unknown): { join: 'and' | 'or'; items: readonly unknown[] } | undefined {
  for (const join of ['and', 'or'] as const) {
    const items = only(rule, join);
    if (Array.isArray(items)) return { join, items };
  }
  return undefined;
}

function rowOf(rule: unknown): ConditionRow | undefined {
  const negated = first(only(rule, '!'));
  if (negated !== undefined) return negatedRow(negated);
  const named = only(rule, 'rule');
  if (typeof named === 'string') return { subject: named, compare: 'rule' };
  const empty = variable(first(only(rule, 'empty')));
  if (empty !== undefined) return { subject: empty, compare: 'empty' };
  const own = variable(rule);
  if (own !== undefined) return { subject: own, compare: 'yes' };
  const held = only(rule, 'in');
  if (Array.isArray(held) && held.length === 2 && typeof held[0] === 'string') {
    const list = variable(held[1]);
    if (list !== undefined) return { subject: list, compare: 'has', value: held[0] };
  }
  return comparison(rule);
}

function negatedRow(rule: unknown): ConditionRow | undefined {
  const row = rowOf(rule);
  if (row?.compare === 'empty') return { subject: row.subject, compare: 'answered' };
  if (row?.compare === 'rule') return { subject: row.subject, compare: 'notRule' };
  if (row?.compare === 'yes') return { subject: row.subject, compare: 'no' };
  if (row?.compare === 'has') return { ...row, compare: 'hasNot' };
  return undefined;
}

function comparison(rule: unknown): ConditionRow | undefined {
  if (typeof rule !== 'object' || rule === null) return undefined;
  const [operator = '', ...others] = Object.keys(rule);
  if (others.length > 0 || !withValue.has(operator)) return undefined;
  const [subject, value, ...more] = (rule as Record<string, unknown[]>)[operator] ?? [];
  const path = variable(subject);
  const compare = operator as Compare;
  if (path === undefined || value === undefined || more.length > 0) return undefined;
  if (isPlain(value)) return { subject: path, compare, value };
  const against = withOther.has(compare) ? againstOf(value) : undefined;
  return against && { subject: path, compare, against };
}

function againstOf(side: unknown): Against | undefined {
  const today = only(side, 'today');
  if (Array.isArray(today) && today.length === 0) return { what: 'today' };
  const path = variable(side);
  if (path !== undefined) return { what: 'field', path };
  const dated = variable(first(only(side, 'date')));
  return dated === undefined ? undefined : { what: 'date', path: dated };
}

function sideOf(against: Against): Json {
  if (against.what === 'today') return { today: [] };
  return against.what === 'field' ? { var: against.path } : { date: [{ var: against.path }] };
}

function ruleOfRow({ subject, compare, value = '', against }: ConditionRow): Json {
  if (compare === 'rule') return { rule: subject };
  if (compare === 'notRule') return { '!': [{ rule: subject }] };
  if (compare === 'empty') return { empty: [{ var: subject }] };
  if (compare === 'answered') return { '!': [{ empty: [{ var: subject }] }] };
  if (compare === 'yes') return { var: subject };
  if (compare === 'no') return { '!': [{ var: subject }] };
  if (compare === 'has') return { in: [value, { var: subject }] };
  if (compare === 'hasNot') return { '!': [{ in: [value, { var: subject }] }] };
  return { [compare]: [{ var: subject }, against === undefined ? value : sideOf(against)] };
}

/** The value of an object's only member, when it has this name. */
function only(rule: unknown, name: string): unknown {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const keys = Object.keys(rule);
  return keys.length === 1 && keys[0] === name ? (rule as Record<string, unknown>)[name] : undefined;
}

function first(list: unknown): unknown {
  return Array.isArray(list) && list.length === 1 ? list[0] : undefined;
}

function variable(rule: unknown): string | undefined {
  const path = only(rule, 'var');
  return typeof path === 'string' ? path : undefined;
}

function isPlain(value: unknown): value is Json {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return typeof value !== 'object' || value === null;
}
