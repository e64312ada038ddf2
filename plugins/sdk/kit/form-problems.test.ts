import { expect, test } from 'vitest';
import { type AnyForm, answerProblems, formProblems } from './form-problems.ts';
import { sampleAnswers } from './sample-answers.ts';

const schema: AnyForm['schema'] = {
  type: 'object',
  properties: { number: { type: 'string', title: 'Номер' } },
  required: ['number'],
};
const section = { code: 'main', title: 'Запрос', fields: ['number'] };
const untitled: AnyForm['schema'] = { ...schema, properties: { number: { type: 'string' } } };

test.each<[string, AnyForm, string | undefined]>([
  ['верная форма', { schema, sections: [section] }, undefined],
  ['настройки без разделов', { schema }, undefined],
  ['без полей', { schema: { type: 'object', properties: {} }, sections: [] }, undefined],
  ['поле вне разделов', { schema, sections: [] }, 'не стоит ни в одном разделе'],
  ['лишнее поле раздела', { schema, sections: [{ ...section, fields: ['number', 'other'] }] }, '«other», которого нет'],
  ['поле дважды', { schema, sections: [section, { ...section, code: 'second' }] }, 'стоит дважды'],
  ['ui без поля', { schema, ui: { other: { widget: 'text' } } }, 'описано поле «other»'],
  ['обязательного нет', { schema: { ...schema, required: ['other'] } }, 'обязательного поля «other»'],
  ['без названия', { schema: untitled }, 'нет названия'],
  [
    'неизвестное слово схемы',
    { schema: { ...schema, patternProperties: {} } as AnyForm['schema'] },
    'patternProperties',
  ],
  ['неизвестный вид поля', { schema, ui: { number: { widget: 'magic' as 'text' } } }, '/ui/number/widget'],
  ['ссылка в никуда', { schema: { ...schema, allOf: [{ $ref: '#/definitions/none' }] } }, 'не собирается'],
])('%s', (_, form, problem) => {
  const problems = formProblems(form);
  if (problem === undefined) expect(problems).toEqual([]);
  else expect(problems.join()).toContain(problem);
});

test('образец ответов подходит под свою форму', () => {
  const form: AnyForm['schema'] = {
    type: 'object',
    properties: {
      example: { type: 'string', pattern: '^\\d+$', examples: ['12'] },
      choice: { type: 'string', enum: ['a', 'b'] },
      title: { type: 'string', oneOf: [{ const: 'x', title: 'Икс' }] },
      long: { type: 'string', minLength: 30 },
      short: { type: 'string', maxLength: 3 },
      least: { type: 'integer', minimum: 5 },
      yes: { type: 'boolean', const: true },
      rows: { type: 'array', minItems: 2, items: { $ref: '#/definitions/row' } },
      group: { type: 'object', properties: { inside: { type: 'number' } }, required: ['inside'] },
    },
    required: ['example', 'choice', 'title', 'long', 'short', 'least', 'yes', 'rows', 'group'],
    definitions: { row: { type: 'object', properties: { cell: { type: 'string' } }, required: ['cell'] } },
  };
  expect(answerProblems(form, sampleAnswers({ schema: form }))).toEqual([]);
});
