import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { elementId, errorTree, labelOf, pointerOf } from './answers.ts';

const form: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      passport: { type: 'object', title: 'Паспорт', properties: { series: { type: 'string', title: 'Серия' } } },
      plots: {
        type: 'array',
        title: 'Участки',
        items: { type: 'object', properties: { area: { type: 'number', title: 'Площадь' } } },
      },
    },
  },
  sections: [],
};

test.each(['/passport/series', '/plots/3/area', '/plots'])('an element leads back to its answer: %s', (pointer) => {
  expect(pointerOf('answers', elementId('answers', pointer))).toBe(pointer);
});

test.each([
  ['/passport/series', 'Паспорт: Серия'],
  ['/plots/0/area', 'Участки: № 1: Площадь'],
  ['', 'Форма'],
])('label of %o is %o', (pointer, label) => expect(labelOf(form, pointer)).toBe(label));

test('problems hang where their answers are, each said once', () => {
  const wrong = { field: 'plots', pointer: '/plots/0/area', message: 'Больше нуля' };
  const tree = errorTree([wrong, wrong, { field: 'passport', pointer: '/passport', message: 'Укажите паспорт' }]);
  expect(tree).toEqual({
    plots: { 0: { area: { __errors: ['Больше нуля'] } } },
    passport: { __errors: ['Укажите паспорт'] },
  });
});

test('a hostile pointer does not reach the prototype', () => {
  errorTree([{ field: '', pointer: '/__proto__/polluted', message: 'x' }]);
  expect({}).not.toHaveProperty('polluted');
});
