import type { Machine, Operation } from './operation/machine.ts';
import { OPERATIONS } from './operation/table.ts';
import { parsePath, readPath } from './path.ts';
import type { Rule, RuleContext } from './rule-context.ts';
import { RuleError } from './rule-error.ts';
import { assertSound, variablePath } from './rule-shape.ts';
import { ABSENT, type Inner, isBlank, NOT_APPLICABLE, UNKNOWN, type Value } from './value.ts';

/** Steps of one evaluation. 500 nodes over 1,000 rows fit; past it the result is unknown, which lets nothing through. */
const MAX_STEPS = 500_000;

const operations: ReadonlyMap<string, Operation> = new Map(Object.entries(OPERATIONS));

/**
 * The value of a rule, UNKNOWN when an answer it needs is not there, null when it is not applicable (hidden).
 * Throws RuleError for a rule that `check` would refuse.
 */
export function evaluate(rule: Rule, context: RuleContext): Value {
  assertSound(rule);
  const evaluation = new Evaluation(context);
  const value = bounded(() => evaluation.value(rule));
  if (value === ABSENT) return UNKNOWN;
  return value === NOT_APPLICABLE ? null : (value as Value);
}

export interface Truth {
  readonly value: boolean | 'unknown';
  /** Paths of the fields it waits for (`calendar.2027` for a year not loaded); empty when the value is known. */
  readonly missing: readonly string[];
}

/** The rule as a condition. Only `true` shows, requires or lets through. */
export function truth(rule: Rule, context: RuleContext): Truth {
  assertSound(rule);
  const evaluation = new Evaluation(context);
  const value = bounded(() => evaluation.condition(rule));
  return value === UNKNOWN ? { value: 'unknown', missing: [...new Set(evaluation.missing)] } : { value, missing: [] };
}

function bounded<T>(work: () => T): T | typeof UNKNOWN {
  try {
    return work();
  } catch (error) {
    if (error === SPENT) return UNKNOWN;
    throw error;
  }
}

const SPENT = new Error('the rule needs more steps than one evaluation has');

interface Memory {
  readonly value: Inner;
  readonly missing: readonly string[];
}

class Evaluation implements Machine {
  readonly context: RuleContext;
  readonly missing: string[] = [];
  private steps = 0;
  private element: unknown = undefined;
  private isInElement = false;
  private elementPath = '';
  private running: string[] | undefined;
  private known: Map<string, Memory> | undefined;

  constructor(context: RuleContext) {
    this.context = context;
  }

  value(node: unknown): Inner {
    if (typeof node !== 'object') return node === undefined ? ABSENT : (node as Inner);
    if (node === null) return ABSENT;
    this.steps += 1;
    if (this.steps > MAX_STEPS) throw SPENT;
    if (Array.isArray(node)) return this.list(node);
    for (const name in node) {
      const raw = (node as { readonly [key: string]: unknown })[name];
      if (name === 'var' && typeof raw === 'string') return this.variable(raw);
      const operation = operations.get(name);
      if (operation === undefined) break;
      const mark = this.missing.length;
      const result = operation(Array.isArray(raw) ? raw : [raw], this);
      // What a known result looked at on its way is nothing to wait for.
      if (result !== UNKNOWN && result !== ABSENT) this.missing.length = mark;
      return result;
    }
    throw new RuleError('unknownOperator', '', 'Неизвестная операция в правиле');
  }

  condition(node: unknown): boolean | typeof UNKNOWN {
    const mark = this.missing.length;
    const value = this.value(node);
    if (typeof value === 'boolean') return value;
    if (value === NOT_APPLICABLE) return false;
    if (value !== ABSENT || variablePath(node)?.startsWith('case.')) return UNKNOWN;
    this.missing.length = mark;
    return false;
  }

  variable(text: string): Inner {
    const path = parsePath(text);
    const { segments } = path;
    const inElement = this.isInElement && !path.fromRoot;
    if (!inElement && !path.isFact && this.isHidden(segments[0])) return NOT_APPLICABLE;
    const value = readPath(inElement ? this.element : this.context.data, segments);
    if (value === undefined || value === null || (typeof value === 'string' && isBlank(value))) {
      this.missing.push(inElement ? joined(this.elementPath, path.name) : path.name);
      return ABSENT;
    }
    return value as Inner;
  }

  inElement(element: unknown, listNode: unknown, node: unknown): Inner {
    return this.enter(element, listNode, () => this.value(node));
  }

  conditionInElement(element: unknown, listNode: unknown, node: unknown): boolean | typeof UNKNOWN {
    return this.enter(element, listNode, () => this.condition(node));
  }

  named(code: string): Inner {
    const memory = this.known?.get(code);
    if (memory !== undefined) {
      this.missing.push(...memory.missing);
      return memory.value;
    }
    this.running ??= [];
    if (this.running.includes(code)) {
      throw new RuleError(
        'cycle',
        '',
        `Правила ссылаются друг на друга по кругу: ${[...this.running, code].join(' → ')}`,
      );
    }
    const rules = this.context.rules ?? {};
    const named = Object.hasOwn(rules, code) ? rules[code] : undefined;
    if (named === undefined) throw new RuleError('unknownRule', '', `Нет именованного правила «${code}»`);
    assertSound(named.rule);
    this.running.push(code);
    const mark = this.missing.length;
    const value = this.atRoot(() => this.value(named.rule));
    this.running.pop();
    this.known ??= new Map();
    this.known.set(code, { value, missing: [...new Set(this.missing.slice(mark))] });
    return value;
  }

  nameOf(node: unknown): string | undefined {
    const text = variablePath(node);
    if (text === undefined) return undefined;
    const path = parsePath(text);
    return this.isInElement && !path.fromRoot ? joined(this.elementPath, path.name) : path.name;
  }

  waitFor(name: string): void {
    this.missing.push(name);
  }

  private isHidden(code: string | undefined): boolean {
    return code !== undefined && this.context.hidden?.has(code) === true;
  }

  /** A list is known when all its members are; what is not applicable is no member. */
  private list(nodes: readonly unknown[]): Inner {
    const items: unknown[] = [];
    let undecided = false;
    for (const node of nodes) {
      const value = this.value(node);
      if (value === UNKNOWN || value === ABSENT) undecided = true;
      else if (value !== NOT_APPLICABLE) items.push(value);
    }
    return undecided ? UNKNOWN : items;
  }

  private enter<T>(element: unknown, listNode: unknown, work: () => T): T {
    const { element: outer, isInElement, elementPath } = this;
    this.elementPath = this.nameOf(listNode) ?? '';
    this.element = element;
    this.isInElement = true;
    const result = work();
    this.element = outer;
    this.isInElement = isInElement;
    this.elementPath = elementPath;
    return result;
  }

  /** A named rule reads the answers, wherever it is called from. */
  private atRoot<T>(work: () => T): T {
    const inside = this.isInElement;
    this.isInElement = false;
    const result = work();
    this.isInElement = inside;
    return result;
  }
}

function joined(base: string, name: string): string {
  return base === '' || name === '' ? base + name : `${base}.${name}`;
}
