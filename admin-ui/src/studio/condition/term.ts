import { type Json, type Operator, ruleCode, variablePath } from '@reglament/core/rules';
import { type Call, callOf, fieldNode, innerOf, written } from './node.ts';

/** How what has a value is drawn. Every expression of the language is one of these. */
export type Term =
  | { readonly look: 'constant'; readonly value: string | number | boolean }
  | { readonly look: 'list'; readonly items: readonly Json[] }
  | { readonly look: 'field'; readonly path: string }
  /** A field that is said to be a date, so that the sentence speaks of earlier and later. */
  | { readonly look: 'date'; readonly path: string }
  /** The words of what is chosen in a field, in place of its code. */
  | { readonly look: 'words'; readonly path: string }
  | { readonly look: 'named'; readonly code: string }
  | { readonly look: 'today' }
  | { readonly look: 'call'; readonly operator: Calculation; readonly args: readonly Json[] }
  | { readonly look: 'rows'; readonly operator: OverRows; readonly list: Json; readonly each: Json | undefined }
  | { readonly look: 'choice'; readonly args: readonly Json[] }
  | { readonly look: 'statement'; readonly node: Json };

export type OverRows = 'count' | 'sum' | 'min' | 'max';

const calculations = [
  ...(['+', '-', '*', '/', 'round', 'min', 'max', 'sum', 'cat', 'upper'] as const),
  ...(['date', 'addWorkingDays', 'daysBetween', 'yearsBetween'] as const),
] as const satisfies readonly Operator[];
export type Calculation = (typeof calculations)[number];

function isCalculation(operator: string): operator is Calculation {
  return calculations.some((one) => one === operator);
}

const overRows: ReadonlySet<string> = new Set<OverRows>(['count', 'sum', 'min', 'max']);

/** `isList`: whether the expression gives rows, which tells the sum over rows from the sum of two numbers. */
export function termOf(node: Json, isList: (node: Json) => boolean): Term {
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') {
    return { look: 'constant', value: node };
  }
  if (Array.isArray(node)) return { look: 'list', items: node };
  const path = variablePath(node);
  if (path !== undefined) return { look: 'field', path };
  const code = ruleCode(node);
  if (code !== undefined) return { look: 'named', code };
  const call = callOf(node);
  return call === undefined ? { look: 'statement', node } : termOfCall(node, call, isList);
}

function termOfCall(node: Json, { operator, args }: Call, isList: (node: Json) => boolean): Term {
  const [first = '', second] = args;
  const path = variablePath(first);
  if (operator === 'label' && path !== undefined) return { look: 'words', path };
  if (operator === 'date' && path !== undefined) return { look: 'date', path };
  if (operator === 'today') return { look: 'today' };
  if (operator === 'if') return { look: 'choice', args };
  if (isOverRows(operator) && args.length < 3 && (operator === 'count' || isList(first))) {
    return { look: 'rows', operator, list: first, each: second };
  }
  return isCalculation(operator) ? { look: 'call', operator, args } : { look: 'statement', node };
}

function isOverRows(operator: Operator): operator is OverRows {
  return overRows.has(operator);
}

/** As it stands in the definition; `like` is how it stood before. */
export function termNode(term: Term, like?: Json): Json {
  switch (term.look) {
    case 'constant':
      return term.value;
    case 'list':
      return term.items;
    case 'field':
      return written({ operator: 'var', args: [term.path] }, like);
    case 'date':
      return written({ operator: 'date', args: [pathNode(term.path, like)] }, like);
    case 'words':
      return written({ operator: 'label', args: [pathNode(term.path, like)] }, like);
    case 'named':
      return written({ operator: 'rule', args: [term.code] }, like);
    case 'today':
      return written({ operator: 'today', args: [] }, like);
    case 'call':
      return written(term, like);
    case 'rows':
      return written({ ...term, args: term.each === undefined ? [term.list] : [term.list, term.each] }, like);
    case 'choice':
      return written({ operator: 'if', args: term.args }, like);
    case 'statement':
      return term.node;
  }
}

function pathNode(path: string, like: Json | undefined): Json {
  const before = innerOf(like);
  return variablePath(before) === undefined ? fieldNode(path) : written({ operator: 'var', args: [path] }, before);
}
