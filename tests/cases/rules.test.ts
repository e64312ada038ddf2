import { describe, expect, test } from 'vitest';
import { validateAnswers } from '../../core/src/definition/compile.ts';
import { interpret } from './interpreter.ts';
import { runCases } from './run-cases.ts';

describe('общие случаи правил, форм и сроков', () => {
  test.each([
    ['Ajv, как на сервере', validateAnswers],
    ['интерпретатор, как в браузере', interpret],
  ])('%s', (_name, validate) => {
    const { passed, failures } = runCases(validate);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(400);
  });
});
