import type { Operator } from '../operator.ts';
import { plural, quoted, russianDate } from '../russian.ts';
import { isList } from '../value.ts';
import type { Phrase } from './teller.ts';

/** Operators that give a value, as a noun with its value. The others are statements. */
export type TermOperator = Extract<
  Operator,
  | 'label'
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
  | 'date'
  | 'today'
  | 'addWorkingDays'
  | 'daysBetween'
  | 'yearsBetween'
>;

export const TERMS = {
  label: ({ args, teller }) => teller.term(args[0]),
  '+': (phrase) => infix(phrase, '+'),
  '-': (phrase) => (phrase.args.length === 1 ? `−${phrase.teller.term(phrase.args[0])}` : infix(phrase, '−')),
  '*': (phrase) => infix(phrase, '×'),
  '/': (phrase) => infix(phrase, '÷'),
  round: ({ args, teller }) => {
    const digits = typeof args[1] === 'number' ? args[1] : 0;
    if (digits === 0) return `${teller.term(args[0])} с округлением до целого`;
    return `${teller.term(args[0])} с округлением до ${digits} ${plural(digits, ['знака', 'знаков', 'знаков'])}`;
  },
  min: (phrase) => aggregate(phrase, 'наименьшее'),
  max: (phrase) => aggregate(phrase, 'наибольшее'),
  sum: (phrase) => aggregate(phrase, 'сумма'),
  count: ({ args, node, teller }) => {
    const rows = `число строк ${listTitle({ args, teller })}`;
    const condition = args.length > 1 ? `, где ${teller.inside(args[0]).say(args[1], false)}` : '';
    return `${rows}${condition}${teller.shown(node)}`;
  },
  cat: ({ args, node, teller }) =>
    `текст из частей ${args.map((part) => teller.term(part)).join(' + ')}${teller.shown(node)}`,
  upper: ({ args, teller }) => `${teller.term(args[0])} заглавными буквами`,
  date: ({ args, teller }) => teller.term(args[0]),
  today: ({ teller }) => (teller.bare ? 'сегодня' : `сегодня (${russianDate(teller.context.today)})`),
  addWorkingDays: ({ args, node, teller }) => {
    const days = args[1];
    const count =
      typeof days === 'number'
        ? `${Math.abs(days)} ${plural(days, ['рабочий день', 'рабочих дня', 'рабочих дней'])}`
        : `столько рабочих дней: ${teller.term(days)}`;
    const [way, side] = typeof days === 'number' && days < 0 ? ['за', 'до'] : ['через', 'после'];
    return `дата ${way} ${count} ${side} ${teller.term(args[0])}${teller.shown(node)}`;
  },
  daysBetween: ({ args, node, teller }) =>
    `число дней от ${teller.term(args[0])} до ${teller.term(args[1])}${teller.shown(node)}`,
  yearsBetween: ({ args, node, teller }) =>
    `число полных лет от ${teller.term(args[0])} до ${teller.term(args[1])}${teller.shown(node)}`,
} satisfies Record<TermOperator, (phrase: Phrase) => string>;

function infix({ args, teller }: Phrase, sign: string): string {
  return `(${args.map((node) => teller.term(node)).join(` ${sign} `)})`;
}

function aggregate({ args, node, teller }: Phrase, word: string): string {
  const noun = word === 'сумма' ? word : `${word} значение`;
  const [list, each] = args;
  if (args.length === 2 && isList(teller.value(list))) {
    const rows = listTitle({ args, teller });
    return `${noun} ${teller.inside(list).term(each)} по строкам ${rows}${teller.shown(node)}`;
  }
  const what = args.map((argument) => teller.term(argument)).join(', ');
  return `${noun} из: ${what}${args.length > 1 ? teller.shown(node) : ''}`;
}

function listTitle({ args, teller }: Pick<Phrase, 'args' | 'teller'>): string {
  const title = teller.titleOf(args[0]);
  return title === undefined ? teller.term(args[0]) : quoted(title);
}
