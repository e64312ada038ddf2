import { expect, test } from 'vitest';
import { formValidator, schemaErrors } from './validator.ts';

test('our formats and patterns are checked, patterns by RE2', () => {
  const schema = {
    type: 'object' as const,
    properties: {
      snils: { type: 'string' as const, format: 'snils' },
      index: { type: 'string' as const, pattern: '^[0-9]{6}$' },
    },
  };
  expect(schemaErrors(schema, { snils: '11223344595', index: '420000' })).toEqual([]);
  const found = schemaErrors(schema, { snils: '11223344596', index: '42' });
  expect(found.map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
    ['/snils', 'format'],
    ['/index', 'pattern'],
  ]);
});

test('a pattern that would block a backtracking engine is answered at once', () => {
  const schema = { type: 'string' as const, pattern: '^(a+)+$' };
  const begun = performance.now();
  expect(schemaErrors(schema, `${'a'.repeat(50_000)}!`)).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('очищенное поле группы – ключ без значения: как будто его нет, и ничего не ломается', () => {
  const group = {
    type: 'object',
    properties: { place: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
    if: { properties: { place: { properties: { city: { const: 'Казань' } }, required: ['city'] } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['street'] },
  } as const;
  const valid = (data: unknown) => formValidator.isValid(group as never, data, group as never);
  expect(valid({ place: { city: 'Тверь', street: undefined } })).toBe(true);
  expect(valid({ place: { city: undefined } })).toBe(false);
  expect(valid({ place: undefined, rows: [undefined] })).toBe(false);
  const given = { place: { city: undefined }, street: 'Садовая' };
  expect(schemaErrors(group as never, given).map(({ keyword }) => keyword)).toEqual(['required']);
  expect(Object.keys(given.place)).toEqual(['city']);
});
