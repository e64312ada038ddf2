import type { Operator } from './operator.ts';
import type { RuleErrorCode } from './rule-error.ts';
import { ANY, BOOLEAN, DATE, type Kind, NUMBER, type RuleType, TEXT } from './type-of-schema.ts';
import { sameValue } from './value.ts';

export type RuleProblemCode = RuleErrorCode | 'unknownField' | 'unknownFact' | 'type' | 'neverMatches';

export interface RuleProblem {
  readonly code: RuleProblemCode;
  /** JSON pointer from the root of the rule. */
  readonly pointer: string;
  /** Russian, says what to do. */
  readonly message: string;
}

type Finding = Omit<RuleProblem, 'pointer'>;

/** One operation under examination. */
export interface Call {
  readonly operator: Operator;
  readonly args: readonly unknown[];
  infer(index: number): RuleType;
  inferInElement(index: number, list: RuleType): RuleType;
  report(problem: Finding, index?: number): void;
  /** About a member of the list written out as the second argument. */
  reportMember(problem: Finding, index: number): void;
}

const KIND_NAMES = {
  any: 'что угодно',
  boolean: 'да или нет',
  number: 'число',
  text: 'текст',
  date: 'дата',
  list: 'список',
  group: 'группа полей',
} satisfies Record<Kind, string>;

type Check = (call: Call) => RuleType;

export const CHECKS = {
  label: (call) => {
    call.infer(0);
    return TEXT;
  },
  '==': equality,
  '!=': equality,
  '<': ordering,
  '<=': ordering,
  '>': ordering,
  '>=': ordering,
  in: membership,
  notIn: membership,
  and: conditions,
  or: conditions,
  '!': conditions,
  if: choice,
  some: quantifier,
  all: quantifier,
  '+': numbers,
  '-': numbers,
  '*': numbers,
  '/': numbers,
  round: numbers,
  min: aggregate,
  max: aggregate,
  sum: aggregate,
  count: (call) => {
    const list = expect(call, 0, ['list']);
    if (call.args.length > 1) condition(call, call.inferInElement(1, list), 1);
    return NUMBER;
  },
  cat: (call) => {
    call.args.forEach((_, index) => {
      expect(call, index, ['text', 'number', 'date']);
    });
    return TEXT;
  },
  upper: (call) => {
    expect(call, 0, ['text']);
    return TEXT;
  },
  startsWith: texts,
  matches: texts,
  contains: (call) => {
    const whole = expect(call, 0, ['text', 'list', 'date']);
    if (whole.kind === 'list') meet(call, { left: whole.item, right: call.infer(1), index: 1 });
    else expect(call, 1, ['text', 'date']);
    return BOOLEAN;
  },
  empty: (call) => {
    call.infer(0);
    return BOOLEAN;
  },
  date: (call) => {
    expect(call, 0, ['date', 'text']);
    return DATE;
  },
  today: () => DATE,
  addWorkingDays: (call) => {
    expect(call, 0, ['date']);
    expect(call, 1, ['number']);
    return DATE;
  },
  daysBetween: dates,
  yearsBetween: dates,
} satisfies Record<Exclude<Operator, 'var' | 'rule'>, Check>;

function expect(call: Call, index: number, kinds: readonly Kind[]): RuleType {
  return demand(call, { type: call.infer(index), index, kinds });
}

function demand(
  call: Call,
  { type, index, kinds }: { type: RuleType; index: number; kinds: readonly Kind[] },
): RuleType {
  if (type.kind === 'any' || kinds.includes(type.kind)) return type;
  const wanted = kinds.map((kind) => KIND_NAMES[kind]).join(' или ');
  const message = `Операции «${call.operator}» здесь нужно: ${wanted}, а дано: ${KIND_NAMES[type.kind]}`;
  call.report({ code: 'type', message }, index);
  return ANY;
}

function condition(call: Call, type: RuleType, index: number): void {
  demand(call, { type, index, kinds: ['boolean'] });
}

function conditions(call: Call): RuleType {
  call.args.forEach((_, index) => {
    condition(call, call.infer(index), index);
  });
  return BOOLEAN;
}

function texts(call: Call): RuleType {
  expect(call, 0, ['text', 'date']);
  expect(call, 1, ['text', 'date']);
  return BOOLEAN;
}

function numbers(call: Call): RuleType {
  call.args.forEach((_, index) => {
    expect(call, index, ['number']);
  });
  return NUMBER;
}

function dates(call: Call): RuleType {
  expect(call, 0, ['date']);
  expect(call, 1, ['date']);
  return NUMBER;
}

function quantifier(call: Call): RuleType {
  const list = expect(call, 0, ['list']);
  condition(call, call.inferInElement(1, list), 1);
  return BOOLEAN;
}

function aggregate(call: Call): RuleType {
  const first = call.infer(0);
  if (first.kind !== 'list') return numbers(call);
  if (call.args.length === 1) demand(call, { type: first.item, index: 0, kinds: ['number'] });
  else demand(call, { type: call.inferInElement(1, first), index: 1, kinds: ['number'] });
  return NUMBER;
}

/** Every branch of one kind gives that kind; otherwise anything. */
function choice(call: Call): RuleType {
  const branches: RuleType[] = [];
  call.args.forEach((_, index) => {
    const type = call.infer(index);
    const isCondition = index % 2 === 0 && index + 1 < call.args.length;
    if (isCondition) condition(call, type, index);
    else branches.push(type);
  });
  const [first] = branches;
  const isUniform = first !== undefined && branches.every((branch) => branch.kind === first.kind);
  if (!isUniform || first.kind === 'list' || first.kind === 'group') return isUniform ? first : ANY;
  return { kind: first.kind };
}

function equality(call: Call): RuleType {
  meet(call, { left: call.infer(0), right: call.infer(1), index: undefined });
  return BOOLEAN;
}

/** Numbers with numbers and dates with dates: nothing else has an order. */
function ordering(call: Call): RuleType {
  const types = call.args.map((_, index) => expect(call, index, ['number', 'date']));
  const kinds = new Set(types.map((type) => type.kind).filter((kind) => kind !== 'any'));
  if (kinds.size > 1) {
    call.report({ code: 'type', message: 'Число и дату нельзя сравнить: они никогда не сойдутся' });
  }
  return BOOLEAN;
}

function membership(call: Call): RuleType {
  const wanted = call.infer(0);
  const list = expect(call, 1, ['list']);
  if (list.kind !== 'list') return BOOLEAN;
  const values = 'values' in list.item ? list.item.values : undefined;
  const literal = call.args[1];
  if (values === undefined || !Array.isArray(literal)) {
    meet(call, { left: wanted, right: list.item, index: undefined });
    return BOOLEAN;
  }
  values.forEach((value, index) => {
    const finding = mismatch(wanted, { kind: list.item.kind, values: [value] } as RuleType);
    if (finding !== undefined) call.reportMember(finding, index);
  });
  return BOOLEAN;
}

function meet(call: Call, pair: { left: RuleType; right: RuleType; index: number | undefined }): void {
  const finding = mismatch(pair.left, pair.right);
  if (finding !== undefined) call.report(finding, pair.index);
}

/** Why two values can never be equal; undefined when they can. */
function mismatch(left: RuleType, right: RuleType): Finding | undefined {
  if (left.kind === 'any' || right.kind === 'any') return undefined;
  if (left.kind !== right.kind && !areWordsForDates(left, right)) {
    const message = `Значения разного вида никогда не совпадут: ${KIND_NAMES[left.kind]} и ${KIND_NAMES[right.kind]}`;
    return { code: 'type', message };
  }
  const ours = 'values' in left ? left.values : undefined;
  const theirs = 'values' in right ? right.values : undefined;
  if (ours === undefined || theirs === undefined) return undefined;
  if (ours.some((one) => theirs.some((other) => sameValue(one, other)))) return undefined;
  const [few, many] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
  const message = `Значения ${quoted(few)} нет среди возможных: ${quoted(many)}`;
  return { code: 'neverMatches', message };
}

/** A text that looks like a date is one for comparison, and a text field may hold such a text. */
function areWordsForDates(left: RuleType, right: RuleType): boolean {
  const [text, date] = left.kind === 'text' ? [left, right] : [right, left];
  return text.kind === 'text' && date.kind === 'date' && text.values === undefined;
}

function quoted(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => (typeof value === 'string' ? `«${value}»` : String(value)));
  return values.length > shown.length ? `${shown.join(', ')} и ещё ${values.length - shown.length}` : shown.join(', ');
}
