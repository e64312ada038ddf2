import { expect, test } from 'vitest';
import { said, saidForm, saidOrNull, speechOf } from './said.ts';

const schemas = {
  Card: {
    type: 'object',
    properties: {
      title: said,
      name: { type: 'string' },
      reason: saidOrNull,
      trace: { type: 'array', items: said },
      parts: { type: 'array', items: { $ref: '#/components/schemas/Card' } },
      form: saidForm,
      byDay: { type: 'object', additionalProperties: said },
      state: { oneOf: [{ type: 'null' }, { type: 'object', properties: { title: said } }] },
    },
  },
  Plain: { type: 'object', properties: { title: { type: 'string' } } },
};
const shout = (text: string) => text.toUpperCase();
const speak = (answer: unknown) => speechOf('Card', schemas)?.(answer, shout);

test.each([
  ['сказанное', { title: 'a', name: 'a' }, { title: 'A', name: 'a' }],
  ['ничего не сказано', { reason: null, trace: [] }, { reason: null, trace: [] }],
  ['список', { trace: ['a', 'b'] }, { trace: ['A', 'B'] }],
  [
    'схема в себе',
    { parts: [{ title: 'a', parts: [{ name: 'b', title: 'c' }] }] },
    { parts: [{ title: 'A', parts: [{ name: 'b', title: 'C' }] }] },
  ],
  ['по ключам', { byDay: { mon: 'a' } }, { byDay: { mon: 'A' } }],
  ['одно из двух', { state: { title: 'a' } }, { state: { title: 'A' } }],
  [
    'форма: слова, а не значения',
    { form: { schema: { title: 'a', properties: { title: { title: 'b', enum: ['c'], default: 'd' } } } } },
    { form: { schema: { title: 'A', properties: { title: { title: 'B', enum: ['c'], default: 'd' } } } } },
  ],
  ['чего схема не знает', { other: 'a' }, { other: 'a' }],
])('%s', (_, answer, spoken) => expect(speak(answer)).toEqual(spoken));

test('о чём сервер ничего не говорит, то и не трогают', () => {
  expect(speechOf('Plain', schemas)).toBeUndefined();
});
