import { type Call, CHECKS, type RuleProblem } from './check-table.ts';
import { fullPath } from './deps.ts';
import { argumentsOf } from './operator.ts';
import { parsePath } from './path.ts';
import type { NamedRule, Rule } from './rule-context.ts';
import { argumentPointer, operatorOf, ruleCode, shapeProblems, variablePath } from './rule-shape.ts';
import { ANY, type AnySchema, type RuleType, typeAt, typeOfFact, typeOfLiteral } from './type-of-schema.ts';
import { isList, isObject } from './value.ts';

export type { RuleProblem, RuleProblemCode } from './check-table.ts';

/**
 * What is wrong with a rule over a form's schema: its form, unknown fields and rules, types that cannot meet, values that
 * are not in a closed list, circles of named rules. Empty when sound. `pointer` leads from the root of the rule.
 * A schema without `properties` may hold any field.
 */
export function check(rule: Rule, schema: AnySchema, rules: Readonly<Record<string, NamedRule>> = {}): RuleProblem[] {
  const shape = shapeProblems(rule);
  if (shape.length > 0) return [...shape];
  const examination = new Examination(schema, rules);
  examination.infer(rule, { pointer: '', scope: undefined });
  return examination.problems;
}

/** The same for a rule that must be a condition (visible, required, guard): it has to be true or false. */
export function checkCondition(
  rule: Rule,
  schema: AnySchema,
  rules: Readonly<Record<string, NamedRule>> = {},
): RuleProblem[] {
  return check({ '!': rule }, schema, rules).map((problem) => ({
    ...problem,
    pointer: problem.pointer.replace(/^\/!/, ''),
  }));
}

/** Where a node stands: inside `some` and the like, `scope` is the element and `path` that of its list. */
interface Place {
  readonly pointer: string;
  readonly scope: { readonly type: RuleType; readonly path: string } | undefined;
}

class Examination {
  readonly problems: RuleProblem[] = [];
  private readonly root: RuleType;
  private readonly rules: Readonly<Record<string, NamedRule>>;
  private readonly running: string[] = [];
  /** Of named rules already looked at: a chain that calls each of them twice would take forever otherwise. */
  private readonly inferred = new Map<string, RuleType>();

  constructor(schema: AnySchema, rules: Readonly<Record<string, NamedRule>>) {
    this.root = { kind: 'group', schema, root: schema };
    this.rules = rules;
  }

  infer(node: unknown, place: Place): RuleType {
    if (isList(node)) return this.inferList(node, place);
    if (!isObject(node)) return typeOfLiteral(node);
    const path = variablePath(node);
    if (path !== undefined) return this.inferVariable(path, place);
    const code = ruleCode(node);
    if (code !== undefined) return this.inferNamed(code, place);
    const operator = operatorOf(node);
    if (operator === undefined || operator === 'var' || operator === 'rule') return ANY;
    const raw = node[operator];
    const args = argumentsOf(raw);
    const call: Call = {
      operator,
      args,
      infer: (index) => this.infer(args[index], this.inside(place, { operator, raw, index })),
      inferInElement: (index, list) => {
        const at = this.inside(place, { operator, raw, index });
        const listPath = variablePath(args[0]);
        const elementPath = listPath === undefined ? '' : fullPath(listPath, place.scope?.path ?? '');
        const item = list.kind === 'list' ? list.item : ANY;
        return this.infer(args[index], { ...at, scope: { type: item, path: elementPath } });
      },
      report: (problem, index) => {
        const at = index === undefined ? place : this.inside(place, { operator, raw, index });
        this.problems.push({ ...problem, pointer: at.pointer });
      },
      reportMember: (problem, index) => {
        const at = this.inside(place, { operator, raw, index: 1 });
        this.problems.push({ ...problem, pointer: `${at.pointer}/${index}` });
      },
    };
    return CHECKS[operator](call);
  }

  private inside(place: Place, at: { operator: string; raw: unknown; index: number }): Place {
    return { ...place, pointer: argumentPointer(place.pointer, at.operator, at) };
  }

  /** Members of one kind give a typed list; mixed ones, a list of anything. */
  private inferList(nodes: readonly unknown[], place: Place): RuleType {
    const types = nodes.map((node, index) => this.infer(node, { ...place, pointer: `${place.pointer}/${index}` }));
    const [first] = types;
    const isUniform = first !== undefined && types.every((type) => type.kind === first.kind);
    if (!isUniform) return { kind: 'list', item: ANY };
    if (first.kind !== 'text' && first.kind !== 'number' && first.kind !== 'date' && first.kind !== 'boolean') {
      return { kind: 'list', item: first };
    }
    const values = types.flatMap((type) => ('values' in type && type.values !== undefined ? type.values : []));
    return {
      kind: 'list',
      item: values.length === nodes.length ? { kind: first.kind, values } : { kind: first.kind },
    };
  }

  private inferVariable(text: string, place: Place): RuleType {
    const path = parsePath(text);
    if (path.isFact) {
      const fact = typeOfFact(path.name);
      if (fact !== undefined) return fact;
      this.report(place, 'unknownFact', `О заявке неизвестно «${text}»: проверьте код сведения`);
      return ANY;
    }
    const scope = path.fromRoot ? undefined : place.scope;
    if (scope === undefined && path.segments.length === 0) {
      this.report(place, 'unknownField', 'Пустой код поля имеет смысл только внутри «some», «all», «count» и подобных');
      return ANY;
    }
    const type = typeAt(scope?.type ?? this.root, path.segments);
    if (type !== undefined) return type;
    this.report(place, 'unknownField', `В форме нет поля «${fullPath(text, scope?.path ?? '')}»: проверьте код поля`);
    return ANY;
  }

  private inferNamed(code: string, place: Place): RuleType {
    const named = Object.hasOwn(this.rules, code) ? this.rules[code] : undefined;
    if (named === undefined) {
      this.report(place, 'unknownRule', `Нет именованного правила «${code}»: проверьте код`);
      return ANY;
    }
    if (this.running.includes(code)) {
      const circle = [...this.running.slice(this.running.indexOf(code)), code].join(' → ');
      this.report(place, 'cycle', `Правила ссылаются друг на друга по кругу: ${circle}`);
      return ANY;
    }
    const inferred = this.inferred.get(code);
    if (inferred !== undefined) return inferred;
    this.running.push(code);
    // What is wrong inside a named rule is reported where that rule itself is checked; a circle concerns every caller.
    const known = this.problems.length;
    const type = shapeProblems(named.rule).length > 0 ? ANY : this.infer(named.rule, { pointer: '', scope: undefined });
    const circles = this.problems.splice(known).filter((problem) => problem.code === 'cycle');
    this.problems.push(...circles.slice(0, 1).map((problem) => ({ ...problem, pointer: place.pointer })));
    this.running.pop();
    this.inferred.set(code, type);
    return type;
  }

  private report(place: Place, code: RuleProblem['code'], message: string): void {
    this.problems.push({ code, pointer: place.pointer, message });
  }
}
