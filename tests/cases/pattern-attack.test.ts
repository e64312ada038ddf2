import { expect, test } from 'vitest';
import { validateAnswers } from '../../core/src/definition/compile.ts';
import { findPatternProblem } from '../../core/src/rule/pattern.ts';
import { interpret } from './interpreter.ts';

/** What is repeated, and ways to repeat it: on an engine that goes back and tries anew each of them takes for ever. */
const cores = [
  ...['a+', 'a*', 'a|a', 'a|aa', 'a|ab|b', '[a-z]+', '\\w+', '\\w|a', '.*', '.+,?'],
  ...['a?', 'a+b?', '[^@]+', '\\s*a\\s*', 'a{1,50}', '(a*)a*', '[ab]+[bc]*', '\\S+\\s?', '(?:a|b|ab)+', 'a*b*'],
] as const;
const shapes: readonly ((core: string) => string)[] = [
  (core) => `^(${core})+$`,
  (core) => `^(${core})*$`,
  (core) => `^(${core}){1,20}$`,
  (core) => `^((${core})+)+$`,
  (core) => `^(${core})*(${core})*$`,
  (core) => `^(${core})+\\d$`,
  (core) => `(${core})+#`,
  (core) => `(${core}|x)*!$`,
  (core) => `^([a-z]|${core})*$`,
  (core) => `^(.*(${core}).*)+$`,
];
const attacks = shapes.flatMap((shape) => cores.map(shape));

const LENGTH = 100_000;
const texts = ['a', 'ab', 'a ', 'a,', 'x'].map((piece) => `${piece.repeat(LENGTH / piece.length)}\u0000`);

/** Milliseconds: the figure, and what a test asserts on a busy machine. */
const figure = 50;
const most = 10 * figure;

test('двести образцов, каждый свой', () => expect(new Set(attacks).size).toBe(200));

test.each([
  ['на сервере', validateAnswers],
  ['в браузере', interpret],
] as const)('образец-ловушка и 100 КБ против него: %s – коротко', (place, validate) => {
  let [worst, refused] = [{ milliseconds: 0, pattern: '' }, 0];
  for (const [at, pattern] of attacks.entries()) {
    expect(findPatternProblem(pattern)).toBeUndefined();
    const schema = { type: 'object' as const, properties: { code: { type: 'string' as const, pattern } } };
    const code = texts[at % texts.length] ?? '';
    const before = process.cpuUsage();
    const problems = validate(schema, { code });
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1_000;
    if (problems.length > 0) refused += 1;
    if (milliseconds > worst.milliseconds) worst = { milliseconds, pattern };
  }
  process.stdout.write(`${place}: ${JSON.stringify({ ...worst, figure })}\n`);
  // They were really tried: the worst comes where nothing fits in the end.
  expect(refused).toBeGreaterThan(100);
  expect(worst.milliseconds, worst.pattern).toBeLessThan(most);
});

test.each(['(?=a)b', '(?!a)b', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>', '(?>a+)b', 'a++', '(?(1)a|b)', '\\Ga'])(
  '%s RE2 не собирает: отказано',
  (pattern) => expect(findPatternProblem(pattern)).toBeDefined(),
);
