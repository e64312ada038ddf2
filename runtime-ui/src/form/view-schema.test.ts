import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { countInputs, viewOf, widgetOf } from './view-schema.ts';

const form: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      cadastralNumber: { type: 'string', title: 'Кадастровый номер', format: 'cadastral-number' },
      kind: {
        type: 'string',
        oneOf: [
          { const: 'a', title: 'А' },
          { const: 'b', title: 'Б' },
        ],
      },
      address: { type: 'object', properties: { text: { type: 'string' }, since: { type: 'string', format: 'date' } } },
      note: { type: 'string', maxLength: 5000 },
    },
    required: ['note'],
  },
  sections: [
    { code: 'one', title: 'Один', fields: ['cadastralNumber', 'kind'] },
    { code: 'two', title: 'Два', fields: ['address', 'note'] },
  ],
};

test('only the visible fields of the mounted sections are drawn, in the order of the form', () => {
  const view = viewOf({
    form,
    visibleFields: new Set(['cadastralNumber', 'kind', 'note']),
    requiredFields: new Set(['kind', 'note']),
    sections: ['two', 'one'],
  });
  expect(Object.keys(view.schema.properties ?? {})).toEqual(['cadastralNumber', 'kind', 'note']);
  expect(view.schema.required).toEqual(['kind', 'note']);
});

test('a field of a section that is not mounted is no part of the view', () => {
  const everything = new Set(Object.keys(form.schema.properties));
  const view = viewOf({ form, visibleFields: everything, requiredFields: everything, sections: ['two'] });
  expect(Object.keys(view.schema.properties ?? {})).toEqual(['address', 'note']);
  expect(view.uiSchema.address).toMatchObject({ since: { 'ui:options': { widget: 'date' } } });
});

test.each([
  [{ type: 'string', format: 'snils' }, undefined, 'snils'],
  [{ type: 'string', format: 'inn-organisation' }, undefined, 'inn'],
  [{ type: 'string', enum: ['a', 'b'] }, undefined, 'radio'],
  [{ type: 'string', enum: ['a', 'b', 'c', 'd'] }, undefined, 'select'],
  [{ type: 'string', maxLength: 5000 }, undefined, 'textarea'],
  [{ type: 'boolean' }, undefined, 'checkbox'],
  [{ type: 'integer' }, { widget: 'money' }, 'money'],
  [{ type: 'array', items: { type: 'string' } }, { widget: 'files' }, 'files'],
  [{ type: 'array', items: { type: 'string', enum: ['a'] } }, undefined, 'checkboxes'],
  [{ type: 'array', items: { type: 'object' } }, undefined, undefined],
  [{ type: 'object' }, { widget: 'address' }, undefined],
] as const)('widget of %j with %j is %s', (schema, ui, widget) => {
  expect(widgetOf(structuredClone(schema) as never, ui)).toBe(widget);
});

test('inputs are counted with those inside of groups', () => expect(countInputs(form)).toBe(5));

test('адрес по частям: части стоят по две в ряд, строка – во всю ширину', () => {
  const line = { type: 'string', maxLength: 1000 } as const;
  const schema = { type: 'object', properties: { text: line, house: line } } as const;
  const form = {
    schema: { type: 'object', properties: { place: schema } },
    sections: [{ code: 'one', title: 'Один', fields: ['place'] }],
  };
  const of = (ui: object) =>
    viewOf({
      form: { ...form, ui } as unknown as FormDefinition,
      visibleFields: new Set(['place']),
      requiredFields: new Set(),
      sections: ['one'],
    }).uiSchema.place;
  const wide = (value: boolean) => ({ 'ui:options': { wide: value } });
  expect(of({ place: { widget: 'address' } })).toMatchObject({
    'ui:options': { address: true },
    text: wide(true),
    house: wide(false),
  });
  expect(of({})).toMatchObject({ text: wide(true), house: wide(true) });
});
