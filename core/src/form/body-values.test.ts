import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { asksBody, bodyValuesOf, withBodyValues } from './body-values.ts';

const form = {
  schema: {
    type: 'object',
    properties: {
      ...{ oktmo: { type: 'string' }, place: { type: 'string' }, area: { type: 'number' } },
      ...{ system: { type: 'string' }, other: { type: 'string' } },
    },
  },
  sections: [],
  ui: {
    ...{ oktmo: { fromBody: 'oktmo' }, place: { fromBody: 'address' }, gone: { bodyIdentifier: 'gisGkh' } },
    ...{ system: { bodyIdentifier: 'gisGkh' }, other: { bodyIdentifier: 'constructor' } },
  },
} as unknown as FormDefinition;
const identifiers = { gisGkh: '6f1d3c52' };
const body = { oktmo: '73701000', address: null, title: 'Управление', mnemonic: 'АРХ', identifiers };

test('поле начинается с того, что известно о ведомстве; неизвестное остаётся пустым', () => {
  expect(withBodyValues(form, body).schema.properties).toEqual({
    oktmo: { type: 'string', default: '73701000' },
    place: { type: 'string' },
    area: { type: 'number' },
    system: { type: 'string', default: '6f1d3c52' },
    other: { type: 'string' },
  });
  expect(form.schema.properties.oktmo).toEqual({ type: 'string' });
});

test('о каждом значении сказано, откуда оно', () => {
  expect(Object.fromEntries(bodyValuesOf(form, body))).toEqual({
    oktmo: { value: '73701000', from: 'organisation.oktmo' },
    system: { value: '6f1d3c52', from: 'organisation.identifiers.gisGkh' },
  });
});

test('спрашивает ведомство только форма, в которой о нём сказано', () => {
  expect(asksBody(form)).toBe(true);
  expect(asksBody({ ...form, ui: { system: { bodyIdentifier: 'gisGkh' } } })).toBe(true);
  expect(asksBody({ ...form, ui: {} })).toBe(false);
});
