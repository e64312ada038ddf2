import { argumentsOf, OVER_ELEMENTS } from './operator.ts';
import { parsePath } from './path.ts';
import type { NamedRule, Rule } from './rule-context.ts';
import { operatorOf, ruleCode, variablePath } from './rule-shape.ts';
import { isObject } from './value.ts';

interface Search {
  readonly rules: Readonly<Record<string, NamedRule>>;
  readonly found: Set<string>;
  readonly visited: Set<string>;
}

/**
 * Paths that the rule reads, through named rules too, in order of appearance: `cadastralNumber`, `address.city`,
 * `case.decision.kind`; a field of a list's element as `plots.area`. Takes any JSON, also a wrong rule.
 */
export function deps(rule: Rule, rules: Readonly<Record<string, NamedRule>> = {}): string[] {
  const search: Search = { rules, found: new Set(), visited: new Set() };
  collect(rule, '', search);
  return [...search.found];
}

/** Codes of the form's fields that the rule reads: first parts of `deps`, without facts of the case. */
export function fieldDeps(rule: Rule, rules: Readonly<Record<string, NamedRule>> = {}): string[] {
  const codes = deps(rule, rules).map((path) => path.split('.')[0] ?? path);
  return [...new Set(codes)].filter((code) => code !== 'case');
}

/** `elementPath` is the path of the list whose element the node reads; empty at the root. */
function collect(node: unknown, elementPath: string, search: Search): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, elementPath, search);
  }
  const operator = operatorOf(node);
  if (operator === undefined || !isObject(node)) return;
  const path = variablePath(node);
  if (path !== undefined) addPath(path, elementPath, search);
  const code = ruleCode(node);
  if (code !== undefined) collectNamed(code, search);
  if (operator === 'var' || operator === 'rule') return;
  const args = argumentsOf(node[operator]);
  const inner = OVER_ELEMENTS.has(operator) && args.length === 2 ? listPath(args[0], elementPath) : undefined;
  args.forEach((argument, index) => {
    collect(argument, index === 1 && inner !== undefined ? inner : elementPath, search);
  });
}

/** Path of the list that is looked through; undefined where the first argument is not a field. */
function listPath(node: unknown, elementPath: string): string | undefined {
  const path = variablePath(node);
  return path === undefined ? undefined : fullPath(path, elementPath);
}

export function fullPath(text: string, elementPath: string): string {
  const path = parsePath(text);
  if (elementPath === '' || path.fromRoot) return path.name;
  return path.name === '' ? elementPath : `${elementPath}.${path.name}`;
}

function addPath(text: string, elementPath: string, search: Search): void {
  const path = fullPath(text, elementPath);
  if (path !== '') search.found.add(path);
}

function collectNamed(code: string, search: Search): void {
  if (search.visited.has(code) || !Object.hasOwn(search.rules, code)) return;
  search.visited.add(code);
  collect(search.rules[code]?.rule, '', search);
}
