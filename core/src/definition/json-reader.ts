import { isStorable } from '../storable.ts';
import { at } from './finding.ts';

/** What is wrong with a JSON text, at a place: `line` and `column` count from 1. */
export interface JsonProblem {
  readonly code: 'brokenJson' | 'tooDeep' | 'forbiddenName' | 'duplicateKey' | 'forbiddenText';
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  readonly name?: string;
}

// Inside a string: anything from a space on, but the quote and the backslash.
const token =
  /[ \t\r\n]*(?:([{}[\],:])|("[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const blank = /[ \t\r\n]*/y;
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Level {
  readonly keys: Set<string> | undefined;
  key: string;
  index: number;
}

type Expect = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end';

/**
 * Reads a JSON text without building anything and without recursion: the first fault of its grammar, too deep nesting,
 * names that reach into prototypes, keys written twice (of which `JSON.parse` would silently keep the last), and text that the
 * database cannot keep.
 */
export function findJsonProblem(text: string, maxDepth: number): JsonProblem | undefined {
  const stack: Level[] = [];
  let expect: Expect = 'value';
  let offset = 0;
  const problem = (code: JsonProblem['code'], place: number, name?: string): JsonProblem => ({
    code,
    ...position(text, place),
    pointer: at(...stack.map((level) => (level.keys === undefined ? level.index : level.key))),
    ...(name === undefined ? {} : { name }),
  });
  while (true) {
    blank.lastIndex = offset;
    blank.test(text);
    const start = blank.lastIndex;
    if (start === text.length) return expect === 'end' ? undefined : problem('brokenJson', start);
    token.lastIndex = offset;
    const match = token.exec(text);
    if (match === null) return problem('brokenJson', start);
    offset = token.lastIndex;
    const [, mark, string] = match;
    const next = step(stack, { expect, mark, string, scalar: mark === undefined });
    if (next.fault === 'brokenJson') return problem('brokenJson', start);
    if (next.fault !== undefined) return problem(next.fault, start, next.name);
    if (stack.length > maxDepth) return problem('tooDeep', start);
    expect = next.expect;
  }
}

interface Token {
  readonly expect: Expect;
  readonly mark: string | undefined;
  readonly string: string | undefined;
  readonly scalar: boolean;
}

interface Outcome {
  readonly expect: Expect;
  readonly fault?: Exclude<JsonProblem['code'], 'tooDeep'>;
  readonly name?: string;
}

const broken: Outcome = { expect: 'end', fault: 'brokenJson' };

function step(stack: Level[], { expect, mark, string, scalar }: Token): Outcome {
  if (string !== undefined && hidesText(string)) return { expect: 'end', fault: 'forbiddenText' };
  const top = stack.at(-1);
  const wantsValue = expect === 'value' || expect === 'valueOrEnd';
  if (wantsValue && scalar) return { expect: stack.length === 0 ? 'end' : 'commaOrEnd' };
  if (wantsValue && (mark === '{' || mark === '[')) {
    stack.push({ keys: mark === '{' ? new Set() : undefined, key: '', index: 0 });
    return { expect: mark === '{' ? 'keyOrEnd' : 'valueOrEnd' };
  }
  if (top === undefined) return broken;
  if (expect === 'key' || expect === 'keyOrEnd') {
    if (string !== undefined) return takeKey(top, JSON.parse(string));
    return expect === 'keyOrEnd' && mark === '}' ? close(stack) : broken;
  }
  if (expect === 'colon') return mark === ':' ? { expect: 'value' } : broken;
  const closes = mark === (top.keys === undefined ? ']' : '}');
  if (closes && (expect === 'commaOrEnd' || expect === 'valueOrEnd')) return close(stack);
  if (expect !== 'commaOrEnd' || mark !== ',') return broken;
  top.index += 1;
  return { expect: top.keys === undefined ? 'value' : 'key' };
}

/** What PostgreSQL cannot keep may stand as it is, or be written by an escape. */
function hidesText(string: string): boolean {
  if (!string.includes('\\u')) return !isStorable(string);
  return !isStorable(JSON.parse(string));
}

function takeKey(top: Level, name: string): Outcome {
  top.key = name;
  if (forbidden.has(name)) return { expect: 'end', fault: 'forbiddenName', name };
  if (top.keys?.has(name)) return { expect: 'end', fault: 'duplicateKey', name };
  top.keys?.add(name);
  return { expect: 'colon' };
}

function close(stack: Level[]): Outcome {
  stack.pop();
  return { expect: stack.length === 0 ? 'end' : 'commaOrEnd' };
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
