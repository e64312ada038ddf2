import { expect, test } from 'vitest';
import { fieldKinds } from './field-kinds.ts';
import { kindWords } from './kind-words.ts';

test.each(fieldKinds.filter(({ ui, schema }) => ui?.widget !== undefined || schema.format !== undefined))(
  '$code называется как в палитре',
  ({ title, schema, ui }) => expect(kindWords(schema, ui)).toBe(title.toLowerCase()),
);

test.each([
  [{ type: 'string' }, 'строка'],
  [{ type: 'array', items: { type: 'object', properties: {} } }, 'повторяющиеся записи'],
  [{ type: 'string', enum: ['a'] }, 'выбор'],
  [{}, 'поле'],
] as const)('%j – %s', (schema, words) => expect(kindWords(schema as never, undefined)).toBe(words));
