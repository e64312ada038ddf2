/** How a row compares, as the row says it: one word may stand for two operations (`!` of `empty`). */
export type Compare =
  | Sided
  | 'has'
  | 'hasNot'
  | 'answered'
  | 'empty'
  | 'yes'
  | 'no'
  | 'within<'
  | 'within<='
  | 'within>'
  | 'within>=';

/** Operations with the same name, between the subject and one other side. */
export type Sided = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'notIn' | 'contains' | 'startsWith' | 'matches';

const sided: ReadonlySet<string> = new Set<Sided>([
  ...(['==', '!=', '<', '<=', '>', '>='] as const),
  ...(['in', 'notIn', 'contains', 'startsWith', 'matches'] as const),
]);

export function isSided(name: string): name is Sided {
  return sided.has(name);
}

/** Both sides may be anything of the same kind. */
export const ordering: ReadonlySet<Compare> = new Set(['==', '!=', '<', '<=', '>', '>=']);

export function sidesOf(compare: Compare): 0 | 1 | 2 {
  if (compare.startsWith('within')) return 2;
  return ['yes', 'no', 'empty', 'answered'].includes(compare) ? 0 : 1;
}

const words: Readonly<Record<Compare, string>> = {
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
  matches: 'соответствует образцу',
  has: 'есть',
  hasNot: 'нет',
  answered: 'заполнено',
  empty: 'не заполнено',
  yes: 'отмечено',
  no: 'не отмечено',
  'within<=': 'от и до',
  'within<': 'больше и меньше',
  'within>=': 'не больше и не меньше',
  'within>': 'меньше и больше',
};

const ofDates: Readonly<Partial<Record<Compare, string>>> = {
  '<': 'раньше',
  '<=': 'не позже',
  '>': 'позже',
  '>=': 'не раньше',
  'within<': 'позже и раньше',
  'within>=': 'не позже и не раньше',
  'within>': 'раньше и позже',
};
const ofRules: Readonly<Partial<Record<Compare, string>>> = { yes: 'выполнено', no: 'не выполнено' };
const ofComputed: Readonly<Partial<Record<Compare, string>>> = { yes: 'верно', no: 'неверно' };

const ownWords: Readonly<Record<Spoken, Readonly<Partial<Record<Compare, string>>>>> = {
  date: ofDates,
  rule: ofRules,
  computed: ofComputed,
  other: {},
};

export type Spoken = 'date' | 'rule' | 'computed' | 'other';

export function compareWord(compare: Compare, spoken: Spoken): string {
  return ownWords[spoken][compare] ?? words[compare];
}
