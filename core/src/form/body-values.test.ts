import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { asksBody, withBodyValues } from './body-values.ts';

const form = {
  schema: {
    type: 'object',
    properties: { oktmo: { type: 'string' }, place: { type: 'string' }, area: { type: 'number' } },
  },
  sections: [],
  ui: { oktmo: { fromBody: 'oktmo' }, place: { fromBody: 'address' } },
} as unknown as FormDefinition;
const body = { oktmo: '73701000', address: null, title: 'Управление', mnemonic: 'АРХ' };

test('поле начинается с того, что известно о ведомстве; неизвестное остаётся пустым', () => {
  expect(withBodyValues(form, body).schema.properties).toEqual({
    oktmo: { type: 'string', default: '73701000' },
    place: { type: 'string' },
    area: { type: 'number' },
  });
  expect(form.schema.properties.oktmo).toEqual({ type: 'string' });
});

test('спрашивает ведомство только форма, в которой о нём сказано', () => {
  expect(asksBody(form)).toBe(true);
  expect(asksBody({ ...form, ui: {} })).toBe(false);
});
