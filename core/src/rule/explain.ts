import { findCaseFact } from './case-facts.ts';
import { fullPath } from './deps.ts';
import { evaluate } from './evaluate.ts';
import { argumentsOf, type Operator } from './operator.ts';
import { STATEMENTS } from './phrase/statement.ts';
import type { Phrase, Teller } from './phrase/teller.ts';
import { TERMS } from './phrase/term.ts';
import { literalText, titleOfPath, valueText } from './phrase/value-text.ts';
import type { Rule, RuleContext } from './rule-context.ts';
import { assertSound, operatorOf, ruleCode, variablePath } from './rule-shape.ts';
import { capitalised, enumeration, quoted } from './russian.ts';
import { titleOf } from './title.ts';
import { isList, isObject, UNKNOWN } from './value.ts';

/**
 * The rule as a Russian sentence with the present value of each field it reads: «Заполнено «Кадастровый номер»
 * (73:24:010101:25) и значение «Площадь» (120) больше 100.» Throws RuleError for a rule that `check` would refuse.
 */
export function explain(rule: Rule, context: RuleContext): string {
  assertSound(rule);
  return `${capitalised(new Sentence(context, undefined).say(rule, false))}.`;
}

/** The rule alone, as it stands in a definition: without values, for there is no application yet. */
export function sentenceOf(rule: Rule, context: Omit<RuleContext, 'data'>): string {
  assertSound(rule);
  return `${capitalised(new Sentence({ ...context, data: {} }, undefined, 'bare').say(rule, false))}.`;
}

/** What the rule demands of an application, inside a sentence, beside what the application has now. */
export function demandOf(rule: Rule, context: RuleContext): string {
  assertSound(rule);
  return new Sentence(context, undefined, 'now').say(rule, false);
}

type Look = 'values' | 'bare' | 'now';

type Phrases = Readonly<Partial<Record<Operator, (phrase: Phrase) => string>>>;
const statements: Phrases = STATEMENTS;
const terms: Phrases = TERMS;

class Sentence implements Teller {
  readonly context: RuleContext;
  /** Path of the list whose elements the sentence is about; undefined at the root. */
  private readonly listPath: string | undefined;

  /** `bare`: present values are not shown; `now`: they are told from what is demanded. */
  private readonly look: Look;

  constructor(context: RuleContext, listPath: string | undefined, look: Look = 'values') {
    this.context = context;
    this.look = look;
    this.listPath = listPath;
  }

  say(node: unknown, negated: boolean): string {
    if (typeof node === 'boolean')
      return node === negated ? 'условие не выполняется никогда' : 'условие выполняется всегда';
    const operator = operatorOf(node);
    if (operator === 'rule') return this.sayNamed(node, negated);
    const phrase = operator === undefined ? undefined : statements[operator];
    if (phrase !== undefined) return phrase(this.phrase(node, operator as Operator, negated));
    return this.sayTrue(node, negated);
  }

  term(node: unknown, near?: unknown): string {
    const { labels } = this.context;
    if (isList(node)) {
      return enumeration(
        node.map((item) => this.term(item, near)),
        'и',
      );
    }
    if (!isObject(node)) return literalText(node, this.pathOf(near), labels);
    const title = this.titleOf(node);
    if (title !== undefined) return `${quoted(title)}${this.shown(node)}`;
    const operator = operatorOf(node);
    if (operator === 'if') return this.choice(node);
    const phrase = operator === undefined ? undefined : terms[operator];
    if (phrase !== undefined) return phrase(this.phrase(node, operator as Operator, false));
    return `(${this.say(node, false)})`;
  }

  get bare(): boolean {
    return this.look === 'bare';
  }

  shown(node: unknown): string {
    if (this.bare) return '';
    if (this.listPath !== undefined && !variablePath(node)?.startsWith('form.')) return '';
    const value = this.value(node);
    if (value === UNKNOWN && variablePath(node) === undefined) return ' (пока неизвестно)';
    return this.aside(valueText(value, this.pathOf(node), this.context.labels));
  }

  private aside(present: string): string {
    return this.look === 'now' ? ` (сейчас – ${present})` : ` (${present})`;
  }

  value(node: unknown): unknown {
    return this.listPath === undefined ? evaluate(node, this.context) : UNKNOWN;
  }

  pathOf(node: unknown): string | undefined {
    const path = variablePath(node);
    return path === undefined ? undefined : fullPath(path, this.listPath ?? '');
  }

  titleOf(node: unknown): string | undefined {
    const path = this.pathOf(node);
    return path === undefined ? undefined : titleOfPath(path, this.context.labels);
  }

  inside(listNode: unknown): Teller {
    return new Sentence(this.context, this.pathOf(listNode) ?? '', this.look);
  }

  private phrase(node: unknown, operator: Operator, negated: boolean): Phrase {
    return { args: argumentsOf(isObject(node) ? node[operator] : []), node, teller: this, negated };
  }

  /** A field or a fact that is itself a yes or a no. */
  private sayTrue(node: unknown, negated: boolean): string {
    const path = this.pathOf(node);
    const fact = path === undefined ? undefined : findCaseFact(path);
    const statement = negated ? fact?.no : fact?.yes;
    if (statement !== undefined) return `${statement}${this.value(node) === negated ? ' (сейчас это не так)' : ''}`;
    const title = this.titleOf(node);
    if (title === undefined) return `${negated ? 'неверно' : 'верно'}: ${this.term(node)}`;
    const unknown = this.look !== 'bare' && this.value(node) === UNKNOWN && this.listPath === undefined;
    const value = unknown ? ' (нет)' : this.shown(node);
    return `${negated ? 'не отмечено' : 'отмечено'} ${quoted(title)}${value}`;
  }

  private sayNamed(node: unknown, negated: boolean): string {
    const code = ruleCode(node) ?? '';
    const rules = this.context.rules ?? {};
    const title = Object.hasOwn(rules, code) ? rules[code]?.title : undefined;
    const name = title === undefined ? code : titleOf(title);
    const statement = `${negated ? 'не выполняется' : 'выполняется'} ${quoted(name)}`;
    if (this.bare) return statement;
    const value = evaluate(node, this.context);
    const shown = value === UNKNOWN ? 'пока не определено' : valueText(value, undefined, undefined);
    return `${statement}${this.aside(shown)}`;
  }

  private choice(node: { readonly [key: string]: unknown }): string {
    const args = argumentsOf(node.if);
    const parts: string[] = [];
    let index = 0;
    for (; index + 1 < args.length; index += 2) {
      parts.push(`${this.term(args[index + 1])}, если ${this.say(args[index], false)}`);
    }
    if (index < args.length) parts.push(`иначе ${this.term(args[index])}`);
    return parts.join('; ');
  }
}
