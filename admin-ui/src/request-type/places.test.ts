import type { MessageForm } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import {
  helpField,
  hiddenFields,
  hideField,
  identifierField,
  moveField,
  placeSections,
  prefillField,
  renameField,
  showField,
} from './places.ts';

const text = (title: string) => ({ type: 'string', title }) as const;

const side: MessageForm = {
  form: {
    schema: {
      type: 'object',
      properties: {
        number: text('Номер'),
        person: {
          type: 'object',
          title: 'Человек',
          properties: { surname: text('Фамилия'), name: text('Имя') },
          required: ['surname'],
        },
        plots: {
          type: 'array',
          title: 'Участки',
          items: { type: 'object', properties: { code: text('Код'), area: text('Площадь') } },
        },
      },
      required: ['number'],
    },
    sections: [
      { code: 'main', title: 'Запрос', fields: ['number', 'person'] },
      { code: 'plots', title: 'Участки', fields: ['plots'] },
    ],
    ui: { number: { widget: 'text' } },
  },
  places: {
    number: 'Number',
    'person.surname': 'Person/Surname',
    'person.name': 'Person/Name',
    plots: 'Plot',
    'plots[].code': 'Plot/Code',
    'plots[].area': 'Plot/Area',
  },
};

const paths = (one: MessageForm) => placeSections(one).flatMap(({ rows }) => rows.map(({ path }) => path));

test('строки – по разделам, вложенные под своей группой', () => {
  expect(
    placeSections(side).map(({ title, rows }) => [title, rows.map(({ path, depth }) => `${depth} ${path}`)]),
  ).toEqual([
    ['Запрос', ['0 number', '0 person', '1 person.surname', '1 person.name']],
    ['Участки', ['0 plots', '1 plots[].code', '1 plots[].area']],
  ]);
  const [main] = placeSections(side);
  expect(main?.rows[2]).toMatchObject({ required: true, place: 'Person/Surname', first: true, last: false });
});

test('название, пояснение и значение по умолчанию, в том числе внутри списка', () => {
  const named = renameField(side, 'plots[].area', 'Площадь, м²');
  expect(named.form.schema.properties.plots?.items?.properties?.area?.title).toBe('Площадь, м²');
  expect(prefillField(side, 'person.name', 'Анна').form.schema.properties.person?.properties?.name?.default).toBe(
    'Анна',
  );
  expect(prefillField(prefillField(side, 'number', '1'), 'number', undefined)).toEqual(side);
  expect(helpField(side, 'number', 'Как в паспорте').form.ui?.number).toEqual({
    widget: 'text',
    help: 'Как в паспорте',
  });
  expect(helpField(helpField(side, 'person', 'Кто'), 'person', '').form.ui).toEqual(side.form.ui);
});

test.each([
  ['number', 1, ['person', 'person.surname', 'person.name', 'number']],
  ['person.name', -1, ['number', 'person', 'person.name', 'person.surname']],
  ['number', -1, ['number', 'person', 'person.surname', 'person.name']],
] as const)('порядок: %s на %i', (path, by, order) => {
  expect(paths(moveField(side, path, by)).slice(0, 4)).toEqual(order);
});

describe('убрать и вернуть', () => {
  test.each(['number', 'person', 'person.surname', 'plots', 'plots[].code'])(
    '%s: места нет, а потом всё как было',
    (path) => {
      const without = hideField(side, path);
      expect(paths(without)).not.toContain(path);
      expect(Object.keys(without.places).filter((one) => one === path || one.startsWith(`${path}.`))).toEqual([]);
      expect(hiddenFields(without, side).map((one) => one.path)).toEqual([path]);
      const back = showField(without, side, path);
      expect(paths(back).toSorted()).toEqual(paths(side).toSorted());
      expect(back.places).toEqual(side.places);
      expect(hiddenFields(back, side)).toEqual([]);
    },
  );
  test('последнее поле уносит раздел, и он возвращается с ним', () => {
    const without = hideField(side, 'plots');
    expect(without.form.sections.map(({ code }) => code)).toEqual(['main']);
    expect(showField(without, side, 'plots').form.sections).toEqual(side.form.sections);
  });
});

test('поле начинается с идентификатора ведомства и перестаёт', () => {
  const marked = identifierField(side, 'number', 'gisGkh');
  expect(marked.form.ui).toEqual({ number: { widget: 'text', bodyIdentifier: 'gisGkh' } });
  expect(identifierField(marked, 'number', undefined)).toEqual(side);
});
