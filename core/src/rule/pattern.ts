import { RE2JS } from 're2js';

/** Patterns run on RE2 on both sides, so that none can block the server or a browser, whoever wrote it. */

export interface Pattern {
  /** Found anywhere in the text, as JSON Schema's own `pattern`; anchors stand in the pattern. */
  test(text: string): boolean;
  /** The source: Ajv tells the patterns of a schema apart by it. */
  toString(): string;
}

const MAX_PATTERN_LENGTH = 1_000;
const MAX_REMEMBERED = 500;
const remembered = new Map<string, Pattern>();

/** Compiles, or throws an Error with the reason of RE2 (look-around and back-references do not exist there). */
export function compilePattern(source: string): Pattern {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  if (source.length > MAX_PATTERN_LENGTH) throw new Error(`a pattern has at most ${MAX_PATTERN_LENGTH} characters`);
  const compiled = RE2JS.compile(source);
  const pattern: Pattern = { test: (text) => compiled.test(text), toString: () => source };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(source, pattern);
  return pattern;
}

/** Why RE2 does not take the pattern; undefined when it does. */
export function findPatternProblem(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** For Ajv's `code.regExp`: the same engine for `pattern` of a form's schema. `code` is what Ajv prints into code it never keeps. */
export const re2Engine = Object.assign((source: string, _flags: string) => compilePattern(source), {
  code: 'compilePattern',
});

export function patternMatches(source: string, text: string): boolean {
  return compilePattern(source).test(text);
}
