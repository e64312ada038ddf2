import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonProblem } from './json-reader.ts';

const cases = [
  ['a comma too many', '{\n  "a": 1,\n}', { code: 'brokenJson', line: 3, column: 1 }],
  ['a missing quote', '{"a: 1}', { code: 'brokenJson', line: 1, column: 2 }],
  ['an end too early', '{"a": [1, 2', { code: 'brokenJson', line: 1, column: 12 }],
  ['nothing', '', { code: 'brokenJson', line: 1, column: 1 }],
  ['two values', '{} {}', { code: 'brokenJson', line: 1, column: 4 }],
  ['a single quote', "{'a': 1}", { code: 'brokenJson', line: 1, column: 2 }],
  ['a line break inside a string', '"a\nb"', { code: 'brokenJson', line: 1, column: 1 }],
  ['a key twice', '{\n  "a": {"b": 1,\n    "b": 2}}', { code: 'duplicateKey', line: 3, column: 5, pointer: '/a/b' }],
  ['a key twice, once escaped', '{"a": 1, "\\u0061": 2}', { code: 'duplicateKey', line: 1, column: 10, pointer: '/a' }],
  ['a prototype', '{"x": [{"__proto__": {}}]}', { code: 'forbiddenName', pointer: '/x/0/__proto__' }],
  ['an escaped prototype', '{"\\u005f_proto__": {}}', { code: 'forbiddenName', pointer: '/__proto__' }],
  ['a NUL written by an escape', '{"a": ["b\\u0000"]}', { code: 'forbiddenText', line: 1, column: 8, pointer: '/a/0' }],
  ['half of a pair', '{"a": "\\ud83d"}', { code: 'forbiddenText', pointer: '/a' }],
  ['half of a pair in a key', '{"\\udc00": 1}', { code: 'forbiddenText' }],
  ['a constructor', '{"constructor": {}}', { code: 'forbiddenName', pointer: '/constructor' }],
] as const;

test.each(cases)('%s is named with its place', (_name, text, expected) => {
  expect(findJsonProblem(text, 64)).toMatchObject(expected);
});

test('a whole pair, written by escapes or as it is, is text', () => {
  expect(findJsonProblem('{"a": "\\ud83d\\ude00 😀 \\u00ab"}', 64)).toBeUndefined();
});

test('nesting is bounded: the last allowed level passes, the next one is told', () => {
  expect(findJsonProblem(`${'['.repeat(64)}${']'.repeat(64)}`, 64)).toBeUndefined();
  expect(findJsonProblem(`${'['.repeat(65)}${']'.repeat(65)}`, 64)).toMatchObject({ code: 'tooDeep', column: 65 });
});

test('takes exactly the texts that JSON.parse takes', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b\\n"',
      '"\\x"',
      '1',
      '-0',
      '01',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pieces, (list) => {
      const text = list.join('');
      const problem = findJsonProblem(text, 64);
      if (problem !== undefined && problem.code !== 'brokenJson') return;
      expect(problem === undefined, text).toBe(parses(text));
    }),
    { numRuns: 5_000 },
  );
});

test('passes every value that JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value, null, 2);
      expect(findJsonProblem(text, 64)?.code ?? 'passed').toMatch(/passed|forbiddenName/);
    }),
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
