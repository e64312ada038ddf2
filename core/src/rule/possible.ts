import { evaluate } from './evaluate.ts';
import { argumentsOf, type Operator } from './operator.ts';
import { parsePath } from './path.ts';
import { NOT_ANSWERED, NOT_ASKED, type PathUse, type Possible, valuesOf } from './possible-worlds.ts';
import type { NamedRule, Rule } from './rule-context.ts';
import { operatorOf, ruleCode, variablePath } from './rule-shape.ts';
import type { AnySchema } from './type-of-schema.ts';
import { isObject, type Json } from './value.ts';

/** A case as far as a rule can tell: a value for each path that it reads. */
export type World = ReadonlyMap<string, Possible>;

export interface Question {
  readonly schema: AnySchema;
  readonly rules?: Readonly<Record<string, NamedRule>>;
  /** Whether such a case can be at all. */
  readonly allowed?: (world: World) => boolean;
  /** Paths that are looked at by `allowed` and need values though the rule does not read them. */
  readonly beside?: readonly string[];
  /** Nodes of rules that may be evaluated; beyond it nothing is said. */
  readonly budget?: number;
}

/** Whether a condition is met in some case, and whether it is not met in some case. */
export interface Possibilities {
  readonly met: boolean;
  readonly unmet: boolean;
}

const BUDGET = 20_000;

/**
 * Tries the rule in every case that it can tell apart. What it cannot look into (sums, dates of today, rows of lists) counts
 * as free to be true, false or unknown, so «never» and «always» are proofs. Undefined: too many cases to try.
 */
export function possibilities(rule: Rule, question: Question): Possibilities | undefined {
  const sketch = new Sketch(question.rules ?? {});
  const root = sketch.of(rule);
  for (const path of question.beside ?? []) sketch.use(path);
  const paths = [...sketch.paths];
  if (paths.some(([path]) => paths.some(([other]) => other.startsWith(`${path}.`)))) return undefined;
  const domains: (readonly [string, readonly Possible[]])[] = [];
  let cases = 1;
  for (const [path, use] of paths) {
    const values = path.startsWith(FREE) ? FREE_VALUES : valuesOf(path, use, question.schema);
    if (values === undefined) return undefined;
    cases *= values.length;
    if (cases * sketch.nodes > (question.budget ?? BUDGET)) return undefined;
    domains.push([path, values]);
  }
  return tryAll({ root, rules: sketch.rules, domains, cases, allowed: question.allowed });
}

interface Trial {
  readonly root: Rule;
  readonly rules: Readonly<Record<string, NamedRule>>;
  readonly domains: readonly (readonly [string, readonly Possible[]])[];
  readonly cases: number;
  readonly allowed: Question['allowed'];
}

function tryAll({ root, rules, domains, cases, allowed }: Trial): Possibilities {
  const found = { met: false, unmet: false };
  for (let index = 0; index < cases && !(found.met && found.unmet); index += 1) {
    const world = worldAt(domains, index);
    if (allowed !== undefined && !allowed(world)) continue;
    const { data, hidden } = dataOf(world);
    if (evaluate(root, { data, hidden, rules, today: '2000-01-01' }) === true) found.met = true;
    else found.unmet = true;
  }
  return found;
}

function worldAt(domains: Trial['domains'], index: number): World {
  let rest = index;
  return new Map(
    domains.map(([path, values]) => {
      const value = values[rest % values.length] as Possible;
      rest = Math.floor(rest / values.length);
      return [path, value];
    }),
  );
}

function dataOf(world: World): { data: { [key: string]: Json }; hidden: Set<string> } {
  const data: { [key: string]: Json } = {};
  const hidden = new Set<string>();
  for (const [path, value] of world) {
    const keys = path.split('.');
    if (value === NOT_ASKED) hidden.add(keys[0] ?? '');
    if (value === NOT_ASKED || value === NOT_ANSWERED) continue;
    const last = keys.pop() ?? '';
    let group = data;
    for (const key of keys) {
      group[key] ??= {};
      group = group[key] as { [key: string]: Json };
    }
    group[last] = value;
  }
  return { data, hidden };
}

/** Free answers stand among facts, because an unknown fact is unknown, while an untouched checkbox is false. */
const FREE = 'case.free';
const FREE_VALUES: readonly Possible[] = [true, false, NOT_ANSWERED];

const LOGIC: ReadonlySet<Operator> = new Set(['and', 'or', '!', 'if']);
const COMPARISONS: ReadonlySet<Operator> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** The rule with everything that cannot be looked into replaced by a free answer. */
class Sketch {
  readonly paths = new Map<string, PathUse>();
  readonly rules: Record<string, NamedRule> = {};
  nodes = 0;
  private readonly free = new Map<string, string>();
  private readonly named: Readonly<Record<string, NamedRule>>;

  constructor(named: Readonly<Record<string, NamedRule>>) {
    this.named = named;
  }

  of(node: unknown): Rule {
    this.nodes += 1;
    if (typeof node === 'boolean') return node;
    const path = variablePath(node);
    if (path !== undefined) return this.variable(path, node);
    const code = ruleCode(node);
    if (code !== undefined) return this.call(code, node);
    const operator = operatorOf(node);
    if (operator === undefined || !isObject(node)) return this.replaced(node);
    const args = argumentsOf(node[operator]);
    if (LOGIC.has(operator)) return { [operator]: args.map((argument) => this.of(argument)) };
    return this.isPlain(operator, args) ? node : this.replaced(node);
  }

  use(text: string): PathUse {
    const path = parsePath(text).name;
    const known = this.paths.get(path) ?? { compared: new Set(), members: new Set() };
    this.paths.set(path, known);
    return known;
  }

  private variable(path: string, node: unknown): Rule {
    if (path === '') return this.replaced(node);
    this.use(path);
    return node;
  }

  private call(code: string, node: unknown): Rule {
    const own = Object.hasOwn(this.named, code) ? this.named[code] : undefined;
    if (own === undefined) return this.replaced(node);
    if (!Object.hasOwn(this.rules, code)) {
      this.rules[code] = { rule: false };
      this.rules[code] = { rule: this.of(own.rule) };
    }
    return node;
  }

  /** A path against literals: the values that matter are then known. */
  private isPlain(operator: Operator, args: readonly unknown[]): boolean {
    const [first, second] = args;
    const [left, right] = [variablePath(first), variablePath(second)];
    if (operator === 'empty' && left) return Boolean(this.use(left));
    if (COMPARISONS.has(operator) && args.length === 2) {
      if (left && isLiteral(second)) return Boolean(this.use(left).compared.add(second));
      if (right && isLiteral(first)) return Boolean(this.use(right).compared.add(first));
    }
    if (operator !== 'in' && operator !== 'notIn') return false;
    if (left && Array.isArray(second) && second.every(isLiteral)) {
      for (const one of second) this.use(left).compared.add(one);
      return true;
    }
    return Boolean(right?.startsWith('case.') && isLiteral(first) && this.use(right).members.add(first));
  }

  private replaced(node: unknown): Rule {
    const key = JSON.stringify(node);
    const path = this.free.get(key) ?? `${FREE}${this.free.size}`;
    this.free.set(key, path);
    this.use(path);
    return { var: path };
  }
}

function isLiteral(node: unknown): node is Json {
  return typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean';
}
