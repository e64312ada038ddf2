import type { FormDefinition, ServiceDefinition } from '@reglament/format';
import { check, checkCondition } from '../../rule/check.ts';
import { possibilities } from '../../rule/possible.ts';
import { ruleCode } from '../../rule/rule-shape.ts';
import { deps, evaluate, fieldDeps, type NamedRule, UNKNOWN } from '../../rules.ts';
import { at, error, type Finding, warning } from '../finding.ts';
import { limits } from '../limits.ts';
import { type AnyDefinition, formsOf, type RulePlace, rulesOf } from './places.ts';

/** A schema without properties may hold any field: guards of a workflow meet the answers of many services. */
const anyAnswers = { type: 'object' } as const;

type NamedRules = Readonly<Record<string, NamedRule>>;

/** Each rule by `check`; then what only the whole shows: circles of visible fields, constant and unused rules. */
export function lintRules(definition: AnyDefinition): Finding[] {
  const named: NamedRules = definition.kind === 'service' ? (definition.rules ?? {}) : {};
  const places = rulesOf(definition);
  if (unfoldedSize(places, named) > limits.unfoldedRules) return [tooCostly()];
  return [
    ...places.flatMap((place) => {
      const wrong = checkFindings(place, named);
      return [...wrong, ...factFindings(place, named), ...constantFindings(place, named, wrong.length > 0)];
    }),
    ...formsOf(definition).flatMap(({ pointer, form }) => circleFindings(pointer, form, named)),
    ...(definition.kind === 'service' ? unusedFindings(definition, places) : []),
  ];
}

const todos: Readonly<Record<string, string>> = {
  unknownField: 'Исправьте код поля или добавьте поле в форму',
  unknownFact: 'Выберите сведение о заявке из описания языка условий',
  unknownRule: 'Исправьте код или добавьте именованное условие',
  unknownOperator: 'Выберите операцию из описания языка условий',
  cycle: 'Разорвите круг: одно из условий не должно ссылаться на другое',
  type: 'Сравнивайте значения одного вида',
  neverMatches: 'Исправьте значение: такого варианта у поля нет',
  tooDeep: 'Вынесите часть в именованное условие',
  tooLarge: 'Вынесите часть в именованное условие',
};

function checkFindings({ pointer, rule, use, form }: RulePlace, named: NamedRules): Finding[] {
  const schema = form?.schema ?? anyAnswers;
  const problems = use === 'condition' ? checkCondition(rule, schema, named) : check(rule, schema, named);
  return problems.map((problem) =>
    error(problem.code, pointer + problem.pointer, [problem.message, todos[problem.code] ?? 'Исправьте условие']),
  );
}

/** The words of a decision are known only when its paper is made. */
const onlyInTemplates = ['case.decision.text', 'case.decision.exception'];

function factFindings({ pointer, rule }: RulePlace, named: NamedRules): Finding[] {
  const isDirect = pointer.startsWith('/templates/') || pointer.startsWith('/rules/');
  const [fact] = isDirect ? [] : deps(rule, named).filter((one) => onlyInTemplates.includes(one));
  if (fact === undefined) return [];
  const message = `Сведение «${fact}» есть только в шаблонах документов: здесь оно всегда неизвестно`;
  return [error('unknownFact', pointer, [message, 'Уберите его из условия'])];
}

/** A condition that is the same for every case. `true` and `false` themselves are a choice, not a slip. */
function constantFindings(place: RulePlace, named: NamedRules, isWrong: boolean): Finding[] {
  const { pointer, rule, use } = place;
  if (use !== 'condition' || typeof rule === 'boolean') return [];
  const readsNothing = deps(rule, named).length === 0;
  // A rule that never matches as it is written has been told so.
  if (!readsNothing && isWrong) return [];
  const value = readsNothing ? constantOf(rule, named) : sameForAll(place, named);
  if (typeof value !== 'boolean') return [];
  const text = value ? 'Условие выполняется всегда' : 'Условие не выполняется никогда';
  return [
    warning(value ? 'alwaysTrue' : 'alwaysFalse', pointer, [text, 'Добавьте в условие поле или уберите условие']),
  ];
}

/** Guards and targets of a workflow are judged with the way of a case (`workflow-possible.ts`); a mere call, where its rule stands. */
function sameForAll({ rule, form }: RulePlace, named: NamedRules): boolean | undefined {
  if (form === undefined || ruleCode(rule) !== undefined) return undefined;
  try {
    const found = possibilities(rule, { schema: form.schema, rules: named });
    if (found === undefined || found.met === found.unmet) return undefined;
    return found.met;
  } catch {
    // A named rule that it calls is wrong: that is said where the named rule stands.
    return undefined;
  }
}

function readsToday(rule: unknown, named: NamedRules): boolean {
  return JSON.stringify([rule, named]).includes('"today"');
}

function constantOf(rule: unknown, named: NamedRules): unknown {
  if (readsToday(rule, named)) return undefined;
  try {
    const value = evaluate(rule, { data: {}, rules: named, today: '2000-01-01' });
    return value === UNKNOWN ? undefined : value;
  } catch {
    // What is wrong with such a rule has been said by `check`.
    return undefined;
  }
}

/** Fields whose visibility depends on each other: none of them could ever be decided. */
function circleFindings(pointer: string, form: FormDefinition, named: NamedRules): Finding[] {
  const reads = new Map<string, readonly string[]>();
  for (const [field, ui] of Object.entries(form.ui ?? {})) {
    if (ui.visible !== undefined) reads.set(field, fieldDeps(ui.visible, named));
  }
  const found: Finding[] = [];
  for (const field of reads.keys()) {
    const seen = new Set(reads.get(field));
    for (const next of seen) for (const more of reads.get(next) ?? []) seen.add(more);
    if (!seen.has(field)) continue;
    const text = [`Видимость поля «${field}» зависит от него самого`, 'Разорвите круг условий видимости'] as const;
    found.push(error('cycle', `${pointer}/ui${at(field)}/visible`, text));
  }
  return found;
}

function unusedFindings(service: ServiceDefinition, places: readonly RulePlace[]): Finding[] {
  const texts = places.map(({ rule, pointer }) => ({ pointer, codes: measure(rule).codes }));
  return Object.keys(service.rules ?? {}).flatMap((code) => {
    const own = at('rules', code, 'rule');
    if (texts.some(({ pointer, codes }) => pointer !== own && codes.has(code))) return [];
    const pointer = at('rules', code);
    const finding = warning('unusedRule', pointer, [
      `Условие «${code}» нигде не используется`,
      'Удалите его или сошлитесь на него',
    ]);
    return [{ ...finding, fix: { title: 'Удалить условие', pointer, operation: 'remove' as const } }];
  });
}

function tooCostly(): Finding {
  const text = [
    'Условия слишком часто ссылаются друг на друга: их разбор занял бы минуты',
    'Сократите цепочки именованных условий',
  ] as const;
  return error('tooCostly', '/rules', text);
}

/** Nodes that are looked at when each rule is followed through all the named rules it leads to. */
function unfoldedSize(places: readonly RulePlace[], named: NamedRules): number {
  const own = new Map(Object.entries(named).map(([code, { rule }]) => [code, measure(rule)]));
  return places.reduce((sum, { rule }) => {
    const { size, codes } = measure(rule);
    const seen = new Set(codes);
    let reached = size;
    for (const code of seen) {
      const next = own.get(code);
      reached += next?.size ?? 0;
      for (const more of next?.codes ?? []) seen.add(more);
    }
    return sum + reached;
  }, 0);
}

interface Measure {
  readonly size: number;
  readonly codes: ReadonlySet<string>;
}

function measure(rule: unknown): Measure {
  const codes = new Set<string>();
  let size = 0;
  const visit = (node: unknown): void => {
    size += 1;
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const [code] = [value].flat();
      if (key === 'rule' && typeof code === 'string') codes.add(code);
      visit(value);
    }
  };
  visit(rule);
  return { size, codes };
}
