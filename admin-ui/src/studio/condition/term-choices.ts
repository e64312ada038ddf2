import type { Json } from '@reglament/core/rules';
import { constantFor, firstOf, freshStatement } from './begin.ts';
import { fieldNode } from './node.ts';
import { findNamed, findSubject, inside, isListKind, type Scope, subjectOf, termIn } from './scope.ts';
import type { Subject } from './subjects.ts';
import type { Calculation, OverRows, Term } from './term.ts';

/** Of what kind a value has to be at its place. */
export type Wants = 'number' | 'date' | 'text' | 'list' | 'any';

export function wantsLike(subject: Subject | undefined): Wants {
  if (subject?.kind === 'number' || subject?.kind === 'date') return subject.kind;
  return subject?.kind === 'text' || subject?.kind === 'choice' ? 'text' : 'any';
}

const fits: Readonly<Record<Wants, (subject: Subject) => boolean>> = {
  number: ({ kind }) => kind === 'number',
  date: ({ kind }) => kind === 'date',
  text: ({ kind }) => kind === 'text' || kind === 'choice',
  list: isListKind,
  any: () => true,
};

type Made = Exclude<Calculation, 'sum'> | `rows ${OverRows}` | 'words' | 'if' | 'statement' | 'today';

/** `same`: whatever is wanted; `truth`: yes or no. */
type Gives = 'number' | 'date' | 'text' | 'same' | 'truth';

/** What can be made of other values, by the kind of what comes out. */
const made: Readonly<Record<Made, { readonly gives: Gives; readonly label: string }>> = {
  today: { gives: 'date', label: 'сегодня' },
  '+': { gives: 'number', label: 'сложить (+)' },
  '-': { gives: 'number', label: 'вычесть (−)' },
  '*': { gives: 'number', label: 'умножить (×)' },
  '/': { gives: 'number', label: 'разделить (÷)' },
  round: { gives: 'number', label: 'округлить' },
  min: { gives: 'number', label: 'наименьшее из чисел' },
  max: { gives: 'number', label: 'наибольшее из чисел' },
  'rows count': { gives: 'number', label: 'сколько строк в списке' },
  'rows sum': { gives: 'number', label: 'сумма по строкам списка' },
  'rows min': { gives: 'number', label: 'наименьшее по строкам списка' },
  'rows max': { gives: 'number', label: 'наибольшее по строкам списка' },
  daysBetween: { gives: 'number', label: 'дней между датами' },
  yearsBetween: { gives: 'number', label: 'полных лет между датами' },
  addWorkingDays: { gives: 'date', label: 'дата через рабочие дни' },
  date: { gives: 'date', label: 'дата, записанная текстом' },
  words: { gives: 'text', label: 'название выбранного значения' },
  cat: { gives: 'text', label: 'составить текст' },
  upper: { gives: 'text', label: 'заглавными буквами' },
  if: { gives: 'same', label: 'если …, то …' },
  statement: { gives: 'truth', label: 'да или нет по условию' },
};

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Asked {
  /** Undefined: nothing is chosen yet. */
  readonly node: Json | undefined;
  readonly scope: Scope;
  readonly wants: Wants;
  /** What lends its kind and values to a constant. */
  readonly near?: Subject | undefined;
  /** A constant says nothing as what is compared: it is offered on the other side only. */
  readonly constants: boolean;
  /** A choice goes by its words, not by its code. */
  readonly byWords: boolean;
}

/** Which of the options the expression is; of a field, `field` and its path. */
export function optionOf({ node, scope, near, byWords }: Asked): string | undefined {
  const term = node === undefined ? undefined : termIn(scope, node);
  if (term?.look === 'words' && byWords) return `field ${term.path}`;
  return term && keyOfTerm(term, near);
}

function keyOfTerm(term: Term, near: Subject | undefined): string {
  switch (term.look) {
    case 'constant':
      return typeof term.value === 'string' && near?.values !== undefined ? `value ${term.value}` : typeof term.value;
    case 'list':
    case 'statement':
    case 'words':
    case 'today':
      return term.look;
    case 'field':
    case 'date':
      return `field ${term.path}`;
    case 'named':
      return `rule ${term.code}`;
    case 'call':
      return term.operator;
    case 'rows':
      return `rows ${term.operator}`;
    case 'choice':
      return 'if';
  }
}

const constantWords: Readonly<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  boolean: 'да или нет',
  list: 'перечень',
  sum: 'сумма чисел',
};

/** Groups of what may stand at the place; what stands there now is always among them. */
export function optionsOf(asked: Asked): { label: string; options: Option[] }[] {
  const { scope, wants, near, constants } = asked;
  const chosen = optionOf(asked);
  const suits = (one: Subject) => fits[wants](one) && canMeet(one, near);
  const known = scope.subjects.filter((one) => suits(one) || keyOf(one) === chosen).map(fieldOption);
  const calculations = Object.entries(made)
    .filter(([key, { gives }]) => key === chosen || (isMadeFor(wants, gives) && isMadeOf(key, scope)))
    .map(([value, { label }]) => ({ value, label }));
  const fixed = constants ? constantOptions(wants, near) : [];
  const listed = [...fixed, ...known, ...calculations].some(({ value }) => value === chosen);
  const lost = listed || chosen === undefined ? [] : [{ value: chosen, label: otherWords(chosen, scope) }];
  return [
    { label: 'Значение', options: [...lost, ...fixed] },
    { label: 'Поля и сведения', options: known },
    { label: 'Вычислить', options: calculations },
  ].filter(({ options }) => options.length > 0);
}

/** Choices between quite different values never come to the same. */
function canMeet({ values }: Subject, near: Subject | undefined): boolean {
  const known = near?.values;
  return (
    values === undefined || known === undefined || values.some(({ value }) => known.some((one) => one.value === value))
  );
}

/** Whether there is anything to make it of. */
function isMadeOf(key: string, { subjects }: Scope): boolean {
  if (key === 'words') return subjects.some(({ kind }) => kind === 'choice');
  return !key.startsWith('rows') || subjects.some(isListKind);
}

function constantOptions(wants: Wants, near: Subject | undefined): Option[] {
  if (near?.values !== undefined && wants !== 'list') {
    return near.values.map(({ value, label }) => ({ value: `value ${value}`, label }));
  }
  const keys = {
    any: ['string', 'number', 'boolean'],
    list: ['list'],
    number: ['number'],
    date: ['string'],
    text: ['string'],
  };
  return keys[wants].map((value) => ({
    value,
    label: wants === 'any' || wants === 'list' ? (constantWords[value] ?? value) : 'значение',
  }));
}

function isMadeFor(wants: Wants, gives: Gives): boolean {
  if (wants === 'list') return false;
  return wants === 'any' || gives === wants || gives === 'same';
}

function keyOf({ kind, path }: Subject): string {
  return kind === 'rule' ? `rule ${path}` : `field ${path}`;
}

function fieldOption(subject: Subject): Option {
  return { value: keyOf(subject), label: subject.title };
}

/** What is not offered here but stands here; a field that is not there any more stays visible, so that another can be chosen. */
function otherWords(key: string, scope: Scope): string {
  const [kind, name] = parted(key);
  if (kind === 'value') return `Нет значения «${name}»`;
  if (kind === 'rule') return `Нет условия «${name}»`;
  if (kind === 'field') return findSubject(scope, name)?.title ?? `Нет поля «${name}»`;
  return constantWords[key] ?? key;
}

function parted(key: string): readonly [kind: string, name: string] {
  const at = key.indexOf(' ');
  return at < 0 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)];
}

/** Whether it names what is not there. */
export function isLost({ node, scope, near }: Asked): boolean {
  if (node === undefined) return false;
  const term = termIn(scope, node);
  if (term.look === 'constant') {
    return typeof term.value === 'string' && near?.values?.every(({ value }) => value !== term.value) === true;
  }
  if (term.look === 'named') return findNamed(scope, term.code) === undefined;
  return 'path' in term && findSubject(scope, term.path) === undefined;
}

/** What stands at the place when the option is chosen: what was there goes into it, where it fits. */
export function chosenNode(key: string, asked: Asked): Json {
  const [kind, name] = parted(key);
  const { node, scope, near } = asked;
  switch (kind) {
    case 'field':
      return fieldAt(name, asked);
    case 'rule':
      return { rule: name };
    case 'value':
      return name;
    case 'string':
      if (typeof node === 'string') return node;
      return near?.kind === 'date' ? constantFor(near) : '';
    case 'number':
      return typeof node === 'number' ? node : 0;
    case 'boolean':
      return true;
    case 'list':
      return [constantFor(near)];
    case 'rows':
      return overRows(name as OverRows, scope);
    default:
      return madeOf(key as Made, asked);
  }
}

/** Beside a date a field is said to be one, so that the sentence speaks of earlier and later. */
function fieldAt(path: string, { scope, near, byWords }: Asked): Json {
  const subject = findSubject(scope, path);
  if (byWords && subject?.kind === 'choice') return { label: fieldNode(path) };
  return near?.kind === 'date' && subject?.kind === 'date' ? { date: [fieldNode(path)] } : fieldNode(path);
}

function overRows(operator: OverRows, scope: Scope): Json {
  const list = firstOf(scope, isListKind) ?? [];
  if (operator === 'count') return { count: [list] };
  const each = firstOf(inside(scope, list), fits.number) ?? 0;
  return { [operator]: [list, each] };
}

function madeOf(key: Made, { node, scope, wants, near }: Asked): Json {
  const own = (kind: 'number' | 'date' | 'text', otherwise: Json): Json => {
    const subject = node === undefined ? undefined : subjectOf(node, scope);
    return node !== undefined && subject !== undefined && fits[kind](subject)
      ? node
      : (firstOf(scope, fits[kind]) ?? otherwise);
  };
  switch (key) {
    case 'today':
      return { today: [] };
    case 'round':
      return { round: [own('number', 0)] };
    case 'daysBetween':
    case 'yearsBetween':
      return { [key]: [own('date', { today: [] }), { today: [] }] };
    case 'addWorkingDays':
      return { addWorkingDays: [own('date', { today: [] }), 1] };
    case 'date':
      return { date: [own('text', '')] };
    case 'words':
      return { label: firstOf(scope, ({ kind }) => kind === 'choice') ?? fieldNode('') };
    case 'cat':
      return { cat: [own('text', ''), ''] };
    case 'upper':
      return { upper: [own('text', '')] };
    case 'if':
      return { if: [freshStatement(scope), node ?? '', constantFor(near ?? likeWanted(wants, node ?? '', scope))] };
    case 'statement':
      return { and: [freshStatement(scope)] };
    default:
      return { [key]: [own('number', 0), 0] };
  }
}

function likeWanted(wants: Wants, node: Json, scope: Scope): Subject | undefined {
  return wants === 'number' ? { path: '', title: '', kind: 'number' } : subjectOf(node, scope);
}
