import type { Operator } from '../operator.ts';
import { argumentsOf } from '../operator.ts';
import { operatorOf } from '../rule-shape.ts';
import { enumeration, quoted } from '../russian.ts';
import { isList, isObject } from '../value.ts';
import type { Phrase } from './teller.ts';
import type { TermOperator } from './term.ts';

/** Operators that say yes or no. Verbs are chosen so that they agree with a title of any gender. */
export type StatementOperator = Exclude<Operator, TermOperator | 'var' | 'rule'>;

export const STATEMENTS = {
  and: (phrase) => join(phrase, phrase.negated ? 'или' : 'и'),
  or: (phrase) => join(phrase, phrase.negated ? 'и' : 'или'),
  '!': ({ args, teller, negated }) => teller.say(args[0], !negated),
  '==': (phrase) => equality(phrase, !phrase.negated),
  '!=': (phrase) => equality(phrase, phrase.negated),
  '<': (phrase) => order(phrase, '<'),
  '<=': (phrase) => order(phrase, '<='),
  '>': (phrase) => order(phrase, '>'),
  '>=': (phrase) => order(phrase, '>='),
  in: (phrase) => membership(phrase, !phrase.negated),
  notIn: (phrase) => membership(phrase, phrase.negated),
  if: choice,
  some: (phrase) => quantified(phrase, !phrase.negated),
  all: (phrase) => quantified(phrase, phrase.negated),
  startsWith: (phrase) => textual(phrase, 'начинается с'),
  contains: (phrase) => textual(phrase, 'содержит'),
  matches: (phrase) => textual(phrase, 'соответствует образцу'),
  empty: ({ args, teller, negated }) => {
    const title = teller.titleOf(args[0]);
    if (title === undefined)
      return negated ? `есть значение: ${teller.term(args[0])}` : `нет значения: ${teller.term(args[0])}`;
    return negated
      ? `заполнено ${quoted(title)}${teller.shown(args[0])}`
      : `не заполнено ${quoted(title)}${teller.shown(args[0])}`;
  },
} satisfies Record<StatementOperator, (phrase: Phrase) => string>;

/** A statement of several parts goes into brackets inside another one, so that «и» and «или» cannot be misread. */
function join({ args, teller, negated }: Phrase, conjunction: 'и' | 'или'): string {
  const parts = args.map((node) => {
    const text = teller.say(node, negated);
    return args.length > 1 && isCompound(node) ? `(${text})` : text;
  });
  return enumeration(parts, conjunction);
}

function isCompound(node: unknown): boolean {
  const operator = operatorOf(node);
  if (operator === '!' && isObject(node)) return isCompound(argumentsOf(node['!'])[0]);
  const isJoint = operator === 'and' || operator === 'or';
  return operator === 'if' || (isJoint && isObject(node) && argumentsOf(node[operator]).length > 1);
}

function equality({ args, teller }: Phrase, same: boolean): string {
  const [left, right] = typeof args[1] === 'object' && typeof args[0] !== 'object' ? [args[1], args[0]] : args;
  if (typeof right === 'boolean') return teller.say(left, right !== same);
  return `${subject(left, teller)} ${same ? 'равняется' : 'не равняется'} ${teller.term(right, left)}`;
}

function subject(node: unknown, teller: Phrase['teller']): string {
  return teller.titleOf(node) === undefined ? teller.term(node) : `значение ${teller.term(node)}`;
}

type Sign = '<' | '<=' | '>' | '>=';
const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } satisfies Record<Sign, Sign>;
const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } satisfies Record<Sign, Sign>;
const NUMBER_WORDS = { '<': 'меньше', '<=': 'не больше', '>': 'больше', '>=': 'не меньше' } satisfies Record<
  Sign,
  string
>;
const DATE_WORDS = { '<': 'раньше', '<=': 'не позже', '>': 'позже', '>=': 'не раньше' } satisfies Record<Sign, string>;
const DATES: ReadonlySet<Operator | undefined> = new Set<Operator>(['date', 'today', 'addWorkingDays']);

function order(phrase: Phrase, written: Sign): string {
  const { args, teller, negated } = phrase;
  if (args.length === 3) {
    const pairs = [args.slice(0, 2), args.slice(1)];
    return enumeration(
      pairs.map((pair) => order({ ...phrase, args: pair }, written)),
      negated ? 'или' : 'и',
    );
  }
  const isSwapped = typeof args[0] !== 'object' && typeof args[1] === 'object';
  const [left, right] = isSwapped ? [args[1], args[0]] : args;
  const direct = isSwapped ? MIRRORED[written] : written;
  const sign = negated ? OPPOSITE[direct] : direct;
  const words = args.some((node) => isDate(node)) ? DATE_WORDS : NUMBER_WORDS;
  const than = typeof right === 'object' ? ', чем' : '';
  return `${subject(left, teller)} ${words[sign]}${than} ${teller.term(right, left)}`;
}

function isDate(node: unknown): boolean {
  return DATES.has(operatorOf(node)) || (typeof node === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(node));
}

function membership({ args, teller }: Phrase, inside: boolean): string {
  const [wanted, list] = args;
  if (!isList(list)) {
    const place = teller.titleOf(list);
    const where = place === undefined ? `в списке: ${teller.term(list)}` : `в ${quoted(place)}${teller.shown(list)}`;
    return `${where} ${inside ? 'есть' : 'нет'} ${inside ? '' : 'значения '}${teller.term(wanted, list)}`;
  }
  const members = list.map((node) => teller.term(node, wanted));
  if (members.length === 1) return `${subject(wanted, teller)} ${inside ? 'равняется' : 'не равняется'} ${members[0]}`;
  return `${subject(wanted, teller)} — ${inside ? 'одно из' : 'ни одно из'}: ${members.join(', ')}`;
}

function choice({ args, teller, negated }: Phrase): string {
  const parts: string[] = [];
  let index = 0;
  for (; index + 1 < args.length; index += 2) {
    parts.push(`если ${teller.say(args[index], false)}, то ${teller.say(args[index + 1], negated)}`);
  }
  if (index < args.length) parts.push(`иначе ${teller.say(args[index], negated)}`);
  return parts.join(', ');
}

/** The opposite of «in some row A» is «in every row not A». */
function quantified({ args, teller, negated }: Phrase, existential: boolean): string {
  const title = teller.titleOf(args[0]);
  const rows = title === undefined ? teller.term(args[0]) : `${quoted(title)}${teller.shown(args[0])}`;
  const inner = teller.inside(args[0]).say(args[1], negated);
  return `${existential ? 'хотя бы в одной строке' : 'в каждой строке'} ${rows}: ${inner}`;
}

function textual({ args, teller, negated }: Phrase, verb: string): string {
  const part = teller.term(args[1], args[0]);
  return `${subject(args[0], teller)} ${negated ? 'не ' : ''}${verb} ${part}`;
}
