import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { demands, placesOf } from './places.ts';

const form = {
  schema: {
    type: 'object',
    properties: {
      loose: { title: 'Вне разделов', type: 'string' },
      birthPlace: {
        title: 'Место рождения',
        type: 'object',
        properties: { region: { title: 'Регион', type: 'string' }, home: { $ref: '#/definitions/home' } },
      },
      plots: {
        title: 'Участки',
        type: 'array',
        items: { type: 'object', properties: { area: { title: 'Площадь', type: 'number' } } },
      },
      gender: { title: 'Пол', type: 'string', oneOf: [{ const: 'M', title: 'Мужской' }] },
    },
    definitions: { home: { title: 'Дом', type: 'object', properties: { number: { type: 'string' } } } },
  },
  sections: [{ code: 'one', title: 'Раздел', fields: ['gender', 'birthPlace', 'plots'] }],
} as unknown as FormDefinition;

test('места формы: листья по порядку разделов, со всеми группами в названии', () => {
  expect(placesOf(form)).toEqual([
    { path: 'gender', title: 'Пол', values: [{ value: 'M', label: 'Мужской' }] },
    { path: 'birthPlace.region', title: 'Место рождения: Регион' },
    { path: 'birthPlace.home.number', title: 'Место рождения: Дом: number' },
    { path: 'plots[].area', title: 'Участки: Площадь' },
    { path: 'loose', title: 'Вне разделов' },
  ]);
});

test.each([
  ['birthPlace', 'birthPlace.region', true],
  ['plots', 'plots[].area', true],
  ['gender', 'gender', true],
  ['birth', 'birthPlace.region', false],
])('требование %s касается места %s: %s', (demanded, path, wanted) => expect(demands(demanded, path)).toBe(wanted));
