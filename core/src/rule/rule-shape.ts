import { isIsoDate } from '../calendar/iso-date.ts';
import { ARITIES, argumentsOf, isOperator, type Operator } from './operator.ts';
import { findPatternProblem } from './pattern.ts';
import { RuleError, type RuleErrorCode } from './rule-error.ts';
import { plural } from './russian.ts';
import { isObject } from './value.ts';

/**
 * The form of a rule, apart from the fields it reads: known operators, number of arguments, literals where they are
 * demanded, and the bounds that keep a hostile rule from costing anything.
 */
const MAX_DEPTH = 20;
const MAX_NODES = 500;

export interface ShapeProblem {
  readonly code: RuleErrorCode;
  /** JSON pointer from the root of the rule. */
  readonly pointer: string;
  /** Russian, for the administrator. */
  readonly message: string;
}

interface Walk {
  readonly problems: ShapeProblem[];
  nodes: number;
  stopped: boolean;
}

const PATH = /^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/;
const MAX_PATH_LENGTH = 200;
const sound = new WeakSet<object>();

export function shapeProblems(rule: unknown): readonly ShapeProblem[] {
  const walk: Walk = { problems: [], nodes: 0, stopped: false };
  visit(rule, { pointer: '', depth: 1 }, walk);
  return walk.problems;
}

/** Throws RuleError for the first problem. A rule object is examined once: definitions are never changed in place. */
export function assertSound(rule: unknown): void {
  if (typeof rule !== 'object' || rule === null || sound.has(rule)) return;
  const [problem] = shapeProblems(rule);
  if (problem !== undefined) throw new RuleError(problem.code, problem.pointer, problem.message);
  sound.add(rule);
}

/** The operator of a node, or undefined when the node is not an operation with exactly one known operator. */
export function operatorOf(node: unknown): Operator | undefined {
  if (!isObject(node)) return undefined;
  const keys = Object.keys(node);
  const [name] = keys;
  return keys.length === 1 && name !== undefined && isOperator(name) ? name : undefined;
}

/** The path read by `{"var": "path"}`; undefined for any other node. */
export function variablePath(node: unknown): string | undefined {
  return operatorOf(node) === 'var' ? literalText(node, 'var') : undefined;
}

/** The code in `{"rule": "code"}`; undefined for any other node. */
export function ruleCode(node: unknown): string | undefined {
  return operatorOf(node) === 'rule' ? literalText(node, 'rule') : undefined;
}

export function argumentPointer(pointer: string, operator: string, at: { raw: unknown; index: number }): string {
  const base = `${pointer}/${operator.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return Array.isArray(at.raw) ? `${base}/${at.index}` : base;
}

function literalText(node: unknown, operator: 'var' | 'rule'): string | undefined {
  const [first] = isObject(node) ? argumentsOf(node[operator]) : [];
  return typeof first === 'string' ? first : undefined;
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
}

function visit(node: unknown, place: Place, walk: Walk): void {
  if (walk.stopped) return;
  walk.nodes += 1;
  const bound = boundProblem(place, walk);
  const problem = bound ?? nodeProblem(node, place.pointer);
  if (problem !== undefined) {
    walk.problems.push(problem);
    // Past a bound nothing more is looked at: the rest of a hostile rule costs nothing.
    walk.stopped = bound !== undefined;
    return;
  }
  const depth = place.depth + 1;
  for (const [pointer, child] of childrenOf(node, place.pointer)) visit(child, { pointer, depth }, walk);
}

function boundProblem({ depth }: Place, { nodes }: Walk): ShapeProblem | undefined {
  if (nodes > MAX_NODES) {
    return { code: 'tooLarge', pointer: '', message: `В правиле больше ${MAX_NODES} элементов: разделите его` };
  }
  if (depth <= MAX_DEPTH) return undefined;
  return { code: 'tooDeep', pointer: '', message: `Вложенность правила больше ${MAX_DEPTH}: разделите его` };
}

function childrenOf(node: unknown, pointer: string): readonly (readonly [pointer: string, child: unknown])[] {
  if (Array.isArray(node)) return node.map((item, index) => [`${pointer}/${index}`, item] as const);
  const operator = operatorOf(node);
  if (operator === undefined || operator === 'var' || operator === 'rule' || !isObject(node)) return [];
  const raw = node[operator];
  return argumentsOf(raw).map(
    (argument, index) => [argumentPointer(pointer, operator, { raw, index }), argument] as const,
  );
}

function nodeProblem(node: unknown, pointer: string): ShapeProblem | undefined {
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') return undefined;
  if (Array.isArray(node)) return undefined;
  if (!isObject(node)) {
    return { code: 'notARule', pointer, message: 'Пустое значение в правиле: используйте «empty»' };
  }
  const keys = Object.keys(node);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined) {
    const message = 'Операция записывается объектом с одним ключом, например {"empty": {"var": "code"}}';
    return { code: 'notARule', pointer, message };
  }
  if (!isOperator(name)) return { code: 'unknownOperator', pointer, message: `Неизвестная операция «${name}»` };
  const problem = argumentProblem(name, argumentsOf(node[name]));
  return problem === undefined ? undefined : { ...problem, pointer };
}

function argumentProblem(name: Operator, args: readonly unknown[]): LiteralProblem | undefined {
  const { least, most } = ARITIES[name];
  if (args.length >= least && args.length <= most) return literalProblem(name, args);
  const range = least === most ? `${least}` : `от ${least} до ${most}`;
  const count = `${args.length} ${plural(args.length, ['аргумент', 'аргумента', 'аргументов'])}`;
  return { code: 'arguments', message: `Операции «${name}» дано ${count}, а нужно: ${range}` };
}

type LiteralProblem = Omit<ShapeProblem, 'pointer'>;

/** What must stand in the rule itself, not be computed: paths, codes, patterns; and dates, where they are written out. */
function literalProblem(operator: Operator, args: readonly unknown[]): LiteralProblem | undefined {
  const [first, second] = args;
  switch (operator) {
    case 'var':
      if (typeof first === 'string' && first.length <= MAX_PATH_LENGTH && (first === '' || PATH.test(first))) return;
      return { code: 'arguments', message: 'Операции «var» нужен код поля, например {"var": "cadastralNumber"}' };
    case 'rule':
      if (typeof first === 'string' && first !== '') return;
      return { code: 'arguments', message: 'Операции «rule» нужен код именованного правила' };
    case 'label':
      if (variablePath(first) !== undefined) return;
      return { code: 'arguments', message: 'Операции «label» нужно поле: {"label": {"var": "code"}}' };
    case 'matches':
      return patternProblem(second);
    case 'date':
      if (typeof first !== 'string' || isIsoDate(first)) return;
      return { code: 'date', message: `Нет такой даты: «${first}». Пишите год-месяц-день, например 2026-01-31` };
    default:
      return undefined;
  }
}

function patternProblem(pattern: unknown): LiteralProblem | undefined {
  if (typeof pattern !== 'string') {
    return { code: 'arguments', message: 'Образец для «matches» должен быть записан в самом правиле' };
  }
  const reason = findPatternProblem(pattern);
  return reason === undefined ? undefined : { code: 'pattern', message: `Образец не подходит для RE2: ${reason}` };
}
