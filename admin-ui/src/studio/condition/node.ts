import {
  ARITIES,
  argumentsOf,
  type Json,
  type Operator,
  operatorOf,
  ruleCode,
  variablePath,
} from '@reglament/core/rules';

/** An operation of the language with what it is done to. */
export interface Call {
  readonly operator: Operator;
  readonly args: readonly Json[];
}

export function callOf(node: unknown): Call | undefined {
  const operator = operatorOf(node);
  if (operator === undefined) return undefined;
  return { operator, args: argumentsOf((node as Record<string, unknown>)[operator]) as readonly Json[] };
}

/** Their only argument is written without a list. */
const bareByCustom: ReadonlySet<Operator> = new Set(['var', 'rule', 'label']);

/** The operation as JSON, with or without a list around its only argument as `like` has it: what was not changed stays as it was written. */
export function written({ operator, args }: Call, like?: Json): Json {
  const before = operatorOf(like) === operator ? (like as Record<string, unknown>)[operator] : undefined;
  const bare = before === undefined ? bareByCustom.has(operator) : !Array.isArray(before);
  const [only] = args;
  const wrapped = !bare || args.length !== 1 || Array.isArray(only);
  return { [operator]: wrapped || only === undefined ? args : only };
}

/** The first argument of what is written, to write it anew in the same way. */
export function innerOf(node: Json | undefined): Json | undefined {
  return callOf(node)?.args[0];
}

export function fieldNode(path: string): Json {
  return { var: path };
}

/** As deep and as large as the language lets a rule be. */
const DEEPEST = 20;
const LARGEST = 500;

/**
 * Whether it is built of what the language has, so that it can be drawn. A pattern or a day that is being typed may still be
 * wrong: the sentence below says so.
 */
export function isDrawn(rule: unknown): rule is Json {
  const left = { nodes: LARGEST };
  return isDrawnWithin(rule, DEEPEST, left);
}

function isDrawnWithin(node: unknown, depth: number, left: { nodes: number }): boolean {
  left.nodes -= 1;
  if (depth < 1 || left.nodes < 0) return false;
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') return true;
  const inner = (one: unknown) => isDrawnWithin(one, depth - 1, left);
  if (Array.isArray(node)) return node.every(inner);
  const call = callOf(node);
  if (call === undefined) return false;
  const { operator, args } = call;
  const { least, most } = ARITIES[operator];
  if (args.length < least || args.length > most) return false;
  if (operator === 'var') return variablePath(node) !== undefined;
  if (operator === 'rule') return ruleCode(node) !== undefined;
  if (operator === 'label' && variablePath(args[0]) === undefined) return false;
  return args.every(inner);
}
