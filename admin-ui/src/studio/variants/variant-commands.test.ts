import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { addVariant, changeVariant, removeVariant, setCircumstances, setValues } from './variant-commands.ts';

const service = {
  form: { schema: { type: 'object', properties: {} }, sections: [] },
  variants: {
    by: ['case.applicant.kind', 'case.hasRepresentative'],
    rows: [
      { code: 'person', title: 'Сам', when: { 'case.applicant.kind': ['person'], 'case.hasRepresentative': [false] } },
      { code: 'rest', title: 'Остальные' },
    ],
  },
} as unknown as ServiceDefinition;

test('обстоятельство уходит и из строк; без обстоятельств таблицы нет', () => {
  expect(setCircumstances(service, ['case.hasRepresentative']).variants?.rows[0]?.when).toEqual({
    'case.hasRepresentative': [false],
  });
  expect(setCircumstances(service, ['case.source']).variants?.rows[0]).toEqual({ code: 'person', title: 'Сам' });
  expect('variants' in setCircumstances(service, [])).toBe(false);
});

test('без таблицы первое обстоятельство начинает её с одной строки', () => {
  const { variants: _none, ...plain } = service;
  const { variants } = setCircumstances(plain, ['case.hasRepresentative']);
  expect(variants?.by).toEqual(['case.hasRepresentative']);
  expect(variants?.rows).toHaveLength(1);
});

test('вариант для названного сочетания стоит перед строкой для всех остальных и назван его словами', () => {
  const { variants } = addVariant(service, new Map([['case.hasRepresentative', true]]));
  expect(variants?.rows.map(({ code }) => code)).toEqual(['person', expect.any(String), 'rest']);
  expect(variants?.rows[1]).toMatchObject({
    title: 'За заявителя действует представитель: да',
    when: { 'case.hasRepresentative': [true] },
  });
});

test('значения строки: пустой набор – любое; без условий нет и when', () => {
  const row = { code: 'person', title: 'Сам', when: { one: ['a'] }, check: true } as const;
  expect(setValues(row as never, 'one', [])).toEqual({ code: 'person', title: 'Сам', check: true });
  expect(Object.keys(setValues(row as never, 'two', ['b']))).toEqual(['code', 'title', 'when', 'check']);
});

test('изменение и удаление строк; с последней уходит и таблица', () => {
  expect(changeVariant(service, 'rest', { title: 'Все' }).variants?.rows[1]?.title).toBe('Все');
  const one = removeVariant(service, 'person');
  expect(one.variants?.rows).toHaveLength(1);
  expect('variants' in removeVariant(one, 'rest')).toBe(false);
});
