import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { normalAnswers } from './normal-answers.ts';

const plot = {
  type: 'object',
  properties: { number: { type: 'string', format: 'cadastral-number' }, note: { type: 'string' } },
} as const;
const form: Pick<FormDefinition, 'schema' | 'ui'> = {
  schema: {
    type: 'object',
    properties: {
      snils: { type: 'string', format: 'snils' },
      inn: { type: 'string' },
      note: { type: 'string' },
      passport: {
        type: 'object',
        properties: {
          series: { type: 'string', format: 'passport-series' },
          departmentCode: { type: 'string', format: 'department-code' },
        },
      },
      plots: { type: 'array', items: { $ref: '#/definitions/plot' } },
      phones: { type: 'array', items: { type: 'string', format: 'phone' } },
      area: { type: 'number' },
    },
    definitions: { plot },
  },
  ui: { inn: { widget: 'inn' } },
};

test.each([
  { what: 'разделители убраны', given: { snils: '112-233-445 95' }, kept: { snils: '11223344595' } },
  { what: 'по виду поля, когда формата нет', given: { inn: '5001 0073 2259' }, kept: { inn: '500100732259' } },
  {
    what: 'у кода подразделения разделитель – часть записи',
    given: { passport: { series: '73 05', departmentCode: '730001' } },
    kept: { passport: { series: '7305', departmentCode: '730-001' } },
  },
  {
    what: 'в строках, и по общему описанию',
    given: { plots: [{ number: '73:24:010203: 45', note: '112-233-445 95' }], phones: ['8 (900) 123-45-67'] },
    kept: { plots: [{ number: '73:24:010203:45', note: '112-233-445 95' }], phones: ['+79001234567'] },
  },
  { what: 'слова – как набраны', given: { note: ' СНИЛС 112-233-445 95 ' } },
  { what: 'неверный номер – как набран: об ошибке говорят его же словами', given: { snils: '112-233-445 96' } },
  { what: 'недописанный черновика – как набран', given: { snils: '112-233', inn: '5001 00' } },
  { what: 'пустое, числа и поле, которого в форме нет', given: { snils: null, area: 5, other: '112-233-445 95' } },
  { what: 'значение не того вида', given: { snils: 11_223, passport: '73 05', plots: { number: '73 : 24' } } },
])('$what', ({ given, kept = given }) => {
  const normal = normalAnswers(given, form);
  expect(normal).toEqual(kept);
  expect(normalAnswers(normal, form)).toEqual(normal);
});
