import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pathOf } from '../folder.ts';
import { lintDefinition } from '../lint.ts';
import type { Known } from './known.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const folder = fileURLToPath(new URL('../../../../service-definitions/', import.meta.url));
const text = readFileSync(`${folder}services/landPlotPlan/service.json`, 'utf8');

function service(change: (content: Anything) => void): unknown {
  const content = JSON.parse(text);
  change(content);
  return content;
}

const shipped: Known = (kind, code) => {
  const path = folder + pathOf(kind, code);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

/** The same form twice: rows of a list written in place, and brought by a reference. */
const byReference = (rows: object) =>
  service(({ form }) => {
    form.schema.definitions = { ...form.schema.definitions, plot: rows };
    form.schema.properties.plots = { type: 'array', title: 'Строки', items: { $ref: '#/definitions/plot' } };
    form.sections[0].fields.push('plots');
  });
const inPlace = (rows: object) =>
  service(({ form }) => {
    form.schema.properties.plots = { type: 'array', title: 'Строки', items: rows };
    form.sections[0].fields.push('plots');
  });
const said = (content: unknown) => {
  const ours = lintDefinition(content, shipped).filter(({ pointer }) => /\/(?:plots|plot)\b/.test(pointer));
  return ours.map(
    ({ code, pointer }) => `${code} ${pointer.replace(/^.*\/(?:plots(?:\/items)?|definitions\/plot)/, '')}`,
  );
};

test.each([
  ['a field without a title', { properties: { some: { type: 'string' } } }, ['missingTitle /properties/some']],
  [
    'a choice without words',
    { properties: { some: { title: 'Что', type: 'string', oneOf: [{ const: 'a' }] } } },
    ['missingTitle /properties/some/oneOf/0'],
  ],
  [
    'a code that is none',
    { properties: { 'not a code': { title: 'Что', type: 'string' } } },
    ['wrongCode /properties/not a code'],
  ],
  [
    'a beginning that does not fit',
    { properties: { some: { title: 'Что', type: 'integer', default: 'нет' } } },
    ['wrongDefault /properties/some/default'],
  ],
  [
    'personal data without a purpose',
    { properties: { some: { title: 'СНИЛС', type: 'string', format: 'snils' } } },
    ['personalDataWithoutPurpose '],
  ],
  ['rows that are the same text twice', { title: 'Что', type: 'string' }, []],
])('of rows brought by a reference the same is said as of those in place: %s', (_, rows: object, expected) => {
  const whole = 'properties' in rows ? { type: 'object', ...rows } : rows;
  expect(said(inPlace(whole))).toEqual(expected);
  expect(said(byReference(whole))).toEqual(expected);
});

test('rows of a simple type may be forbidden to repeat, also by a reference', () => {
  const content = byReference({ title: 'Что', type: 'string' }) as Anything;
  content.form.schema.properties.plots.uniqueItems = true;
  expect(said(content)).toEqual([]);
});
