import { expect, test } from 'vitest';
import { withoutEmptied } from './emptied.ts';

const plot = { type: 'object', properties: { area: { type: 'number' }, note: { type: 'string' } } } as const;
const form = {
  schema: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      married: { type: 'boolean' },
      person: {
        type: 'object',
        properties: { name: { type: 'string' }, agreed: { type: 'boolean', const: true }, home: plot },
      },
      plots: { type: 'array', items: plot },
    },
  },
} as const;

test.each([
  { what: 'пустой текст и null', given: { name: ' ', person: null }, left: {} },
  { what: 'группа в группе', given: { person: { name: '', home: { note: ' ' } } }, left: {} },
  { what: 'снятая отметка, у которой есть только «да»', given: { person: { agreed: false } }, left: {} },
  { what: 'ответ «нет» и ноль – ответы', given: { married: false, plots: [{ area: 0 }] } },
  {
    what: 'строки остаются на своих местах',
    given: { plots: [{ note: '' }, { area: 2 }] },
    left: { plots: [{}, { area: 2 }] },
  },
  { what: 'перечень без строк', given: { plots: [] }, left: {} },
  { what: 'поле, которого в форме нет', given: { other: { value: 1 }, more: {} }, left: { other: { value: 1 } } },
])('$what', ({ given, left = given }) => expect(withoutEmptied(given, form)).toEqual(left));

test('строки, описанные ссылкой, читаются так же', () => {
  const agreed = {
    type: 'object',
    properties: { agreed: { $ref: '#/definitions/yes' }, note: { type: 'string' } },
  } as const;
  const byReference = {
    schema: {
      type: 'object',
      properties: { rows: { type: 'array', items: { $ref: '#/definitions/row' } }, one: { $ref: '#/definitions/row' } },
      definitions: { row: agreed, yes: { type: 'boolean', const: true } },
    },
  } as const;
  const given = { rows: [{ agreed: false, note: 'да' }], one: { agreed: false } };
  expect(withoutEmptied(given, byReference)).toEqual({ rows: [{ note: 'да' }] });
});
