import type { JsonSchema } from '@reglament/format';
import { expect, test } from 'vitest';
import { findCompileProblem } from './compiles.ts';

const field = (title: string, more: object = {}) => ({ type: 'string', title, ...more }) as JsonSchema;
const form = (properties: Readonly<Record<string, JsonSchema>>, more: object = {}) =>
  ({ type: 'object', properties, ...more }) as JsonSchema;

test('собралось – собирается и дальше, с какими бы полями рядом ни стояло', () => {
  expect(findCompileProblem(form({ one: field('Первое'), two: field('Второе') }))).toBeUndefined();
  expect(findCompileProblem(form({ two: field('Второе'), three: field('Третье') }))).toBeUndefined();
});

test.each([
  ['новое поле среди известных', form({ one: field('Первое'), bad: field('Новое', { unheardOf: 1 }) }), /unheardOf/],
  ['известное поле изменено', form({ one: field('Первое', { unheardOf: 2 }) }), /unheardOf/],
  ['не поле, а форма вокруг', form({ one: field('Первое') }, { allOf: [{ unheardOf: 3 }] }), /unheardOf/],
  [
    'часть, на которую поле ссылается',
    form({ one: ref('part') }, { definitions: { part: { unheardOf: 4 } } }),
    /unheardOf/,
  ],
  ['и снова: что не собралось, не запомнено', form({ one: field('Первое', { unheardOf: 2 }) }), /unheardOf/],
])('%s', (_what, schema, problem) => expect(findCompileProblem(schema)).toMatch(problem));

test('та же ссылка на другую часть – другое поле', () => {
  const good = form({ one: ref('part') }, { definitions: { part: field('Часть') } });
  expect(findCompileProblem(good)).toBeUndefined();
  const bad = form({ one: ref('part') }, { definitions: { part: field('Часть', { format: 'no-such' }) } });
  expect(findCompileProblem(bad)).toMatch(/no-such/);
});

function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}
