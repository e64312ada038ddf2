import type { FormDefinition, JsonSchema } from '@reglament/format';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateAnswers } from '../definition/compile.ts';
import type { JsonObject } from '../rule/value.ts';
import { checkForm } from './check-form.ts';
import { reconcileAnswers } from './reconcile.ts';

const fields: Readonly<Record<string, JsonSchema>> = {
  name: { title: 'Имя', type: 'string' },
  area: { title: 'Площадь', type: 'number' },
  kind: {
    title: 'Вид',
    type: 'string',
    oneOf: [
      { const: 'a', title: 'Первый' },
      { const: 'b', title: 'Второй' },
    ],
  },
  rows: {
    title: 'Строки',
    type: 'array',
    items: { type: 'object', properties: { size: { title: 'Размер', type: 'number' } } },
  },
};

function formOf(properties: Readonly<Record<string, JsonSchema>>, required: string[] = [], ui = {}): FormDefinition {
  const sections = [{ code: 'main', title: 'Раздел', fields: Object.keys(properties) }];
  return { schema: { type: 'object', properties: { ...properties }, required }, sections, ui };
}

const answers = { name: 'Анна', area: 12.5, kind: 'a', rows: [{ size: 1 }, { size: 9 }] };
const context = { data: {}, today: '2026-03-02' };

function reconciled(after: FormDefinition, given: JsonObject = answers) {
  return reconcileAnswers({
    before: { form: formOf(fields), context },
    after: { form: after, context },
    answers: given,
    validate: validateAnswers,
  });
}

const { area: _area, ...withoutArea } = fields;

/** What the new form is, and which answers fall out, in words. */
const table: readonly (readonly [
  name: string,
  after: FormDefinition,
  lost: readonly string[],
  asked: readonly string[],
])[] = [
  ['the very same form', formOf(fields), [], []],
  [
    'another order and other titles',
    formOf({ rows: fields.rows as JsonSchema, ...fields, name: { title: 'ФИО', type: 'string' } }),
    [],
    [],
  ],
  ['a field removed', formOf(withoutArea), ['Площадь: 12,5 – В новой версии такого вопроса нет'], []],
  [
    'a field retyped',
    formOf({ ...fields, area: { title: 'Площадь', type: 'string' } }),
    [expect.stringContaining('Площадь: 12,5 – ')],
    [],
  ],
  [
    'a choice removed',
    formOf({ ...fields, kind: { ...fields.kind, oneOf: [{ const: 'b', title: 'Второй' }] } }),
    [expect.stringContaining('Вид: Первый – ')],
    [],
  ],
  [
    'a bound tightened',
    formOf({ ...fields, area: { title: 'Площадь', type: 'number', maximum: 10 } }),
    [expect.stringContaining('Площадь: 12,5 – ')],
    [],
  ],
  [
    'a bound that the answer keeps',
    formOf({ ...fields, area: { title: 'Площадь', type: 'number', maximum: 13 } }),
    [],
    [],
  ],
  [
    'a cell of a row',
    formOf({
      ...fields,
      rows: {
        title: 'Строки',
        type: 'array',
        items: { type: 'object', properties: { size: { title: 'Размер', type: 'number', maximum: 5 } } },
      },
    }),
    [expect.stringContaining('Строки: строк: 2 – ')],
    [],
  ],
  ['a new demand', formOf({ ...fields, added: { title: 'Новое', type: 'string' } }, ['added', 'name']), [], ['Новое']],
  [
    'a demand that was lost',
    formOf({ ...fields, area: { title: 'Площадь, га', type: 'string' } }, ['area']),
    [expect.anything()],
    ['Площадь, га'],
  ],
  [
    'a demand of a hidden question',
    formOf({ ...fields, added: { title: 'Новое', type: 'string' } }, ['added'], { added: { visible: false } }),
    [],
    [],
  ],
];

test.each(table)('%s', (...[, after, lost, asked]) => {
  const found = reconciled(after);
  expect(found.lost.map(({ title, text, reason }) => `${title}: ${text} – ${reason}`)).toEqual(lost);
  expect(found.asked.map(({ title }) => title)).toEqual(asked);
  expect(Object.keys(found.kept)).toEqual(
    Object.keys(answers).filter((field) => !found.lost.some((one) => one.field === field)),
  );
});

test('what was not answered is nothing to lose', () => {
  const found = reconciled(formOf(withoutArea), { name: 'Анна', area: null });
  expect(found).toMatchObject({ lost: [], kept: { name: 'Анна' } });
});

test('whatever is kept, the new form takes; nothing is changed on the way', () => {
  const value = fc.oneof(
    fc.constantFrom('a', 'b', 'c', ''),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const given = fc.dictionary(
    fc.constantFrom('name', 'area', 'kind', 'rows', 'gone'),
    value,
  ) as fc.Arbitrary<JsonObject>;
  const schema = fc.constantFrom<JsonSchema>(
    { type: 'string' },
    { type: 'number', minimum: 0 },
    { type: 'string', enum: ['a', 'b'] },
    { type: 'boolean' },
  );
  const after = fc
    .dictionary(fc.constantFrom('name', 'area', 'kind', 'rows'), schema)
    .map((properties) => formOf(properties));
  fc.assert(
    fc.property(given, after, (own, form) => {
      const { kept, lost } = reconciled(form, own);
      expect(checkForm({ form, answers: kept, context, validate: validateAnswers, complete: false })).toEqual([]);
      for (const [field, answer] of Object.entries(kept)) expect(answer).toBe(own[field]);
      for (const { field } of lost) expect(kept).not.toHaveProperty(field);
    }),
    { seed: 20_261_125, numRuns: 300 },
  );
});
