import type { JsonSchema } from '@reglament/format';
import { expect, test } from 'vitest';
import { valueText } from './value-text.ts';

const known = { const: 3, title: 'Задолженность есть' };
const closed: JsonSchema = { type: 'integer', oneOf: [known] };
const open: JsonSchema = { type: 'integer', anyOf: [known, { type: 'integer', title: 'Другой результат' }] };

test.each([
  ['код – своими словами', closed, 3, 'Задолженность есть'],
  ['и в открытом перечне', open, 3, 'Задолженность есть'],
  ['код, которого открытый перечень не знает, – рядом со словами о нём', open, 7, 'Другой результат: 7'],
  ['код, которого закрытый перечень не знает, – как пришёл', closed, 7, '7'],
  ['ответа нет', open, undefined, '—'],
])('%s', (...[, schema, value, text]) => expect(valueText(value, { schema, options: {}, sources: {} })).toBe(text));
