import { readdirSync, readFileSync } from 'node:fs';
import type { Dictionary, FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { validateAnswers } from '../definition/compile.ts';
import { checkForm } from './check-form.ts';
import { exampleAnswers } from './example-answers.ts';

const folder = new URL('../../../service-definitions/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const entryOf = (code: string) => (read(`dictionaries/${code}.json`) as Dictionary).entries[0]?.code;
const today = '2026-03-02';

function exampleOf(form: FormDefinition, facts = {}, rules = {}) {
  const context = { data: { case: { applicant: { kind: 'person' }, ...facts } }, today, rules };
  const answers = exampleAnswers({ form, context, validate: validateAnswers, today, entryOf });
  return { answers, problems: checkForm({ form, answers, context, validate: validateAnswers, complete: true }) };
}

test.each(readdirSync(new URL('services/', folder)))('%s: примера хватает, чтобы зарегистрировать', (code) => {
  const { form, rules } = read(`services/${code}/service.json`);
  const { answers, problems } = exampleOf(form, {}, rules);
  expect(Object.keys(answers).length).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

const field = (schema: object, ui?: object): FormDefinition =>
  ({
    schema: { type: 'object', properties: { answer: { title: 'Ответ', ...schema } } },
    ...(ui ? { ui: { answer: ui } } : {}),
    sections: [{ code: 'one', title: 'Раздел', fields: ['answer'] }],
  }) as FormDefinition;

test.each([
  [{ type: 'integer', minimum: 10, multipleOf: 4 }, 12],
  [{ type: 'number', exclusiveMaximum: 1 }, 0.5],
  [{ type: 'string', pattern: '^[0-9]{6}$' }, '123456'],
  [{ type: 'string', minLength: 12, title: 'Дом' }, '7...........'],
  [{ type: 'string', maxLength: 2, title: 'Название' }, 'Пр'],
  [{ type: 'string', title: 'Фамилия' }, 'Примеров'],
  [{ type: 'boolean' }, true],
  [{ oneOf: [{ const: 'one', title: 'Первый' }, { const: 'two' }] }, 'one'],
  [{ enum: ['б', 'в'] }, 'б'],
  [
    { type: 'array', items: { type: 'object', properties: { area: { type: 'integer' } } }, minItems: 2 },
    [{ area: 5 }, { area: 5 }],
  ],
  [{ type: 'string', format: 'date' }, today],
  [{ type: 'string', format: 'snils' }, '11223344595'],
  [{ type: 'string', pattern: '^невозможное[xyz]{7}$' }, undefined],
])('%j', (schema, value) => {
  const { answers, problems } = exampleOf(field(schema));
  expect(answers.answer).toEqual(value);
  expect(problems).toEqual([]);
});

test('чего не спрашивают, на то и примера нет', () => {
  const form = field({ type: 'string' }, { visible: { '==': [{ var: 'case.applicant.kind' }, 'organisation'] } });
  expect(exampleOf(form).answers).toEqual({});
  expect(exampleOf(form, { applicant: { kind: 'organisation' } }).answers).toHaveProperty('answer');
});

test('прикладывать нечего, справочник даёт свою запись', () => {
  expect(exampleOf(field({ type: 'array', items: { type: 'string' } }, { widget: 'files' })).answers).toEqual({});
  const office = field({ type: 'string' }, { widget: 'dictionary', dictionary: 'mfc' });
  expect(exampleOf(office).answers.answer).toBe(entryOf('mfc'));
});
