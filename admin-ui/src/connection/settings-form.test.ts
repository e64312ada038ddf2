import { expect, test } from 'vitest';
import { isSameSettings, settingsFormOf } from './settings-form.ts';

const form = {
  schema: {
    type: 'object',
    properties: { url: { type: 'string' }, key: { type: 'string' } },
    required: ['url', 'key'],
  },
  sections: [{ code: 'all', title: 'Настройки', fields: ['url', 'key'] }],
  ui: { key: { width: 'half' } },
};

test('новое подключение требует секрет, прежнее – нет, и говорит почему', () => {
  expect(settingsFormOf({ form, secrets: ['key'] }, false)).toBe(form);
  const kept = settingsFormOf({ form, secrets: ['key'] }, true);
  expect(kept.schema.required).toEqual(['url']);
  expect(kept.ui?.key).toEqual({ width: 'half', help: expect.stringContaining('останется прежним') });
  expect(settingsFormOf({ form, secrets: [] }, true)).toBe(form);
});

test('вписанное самой формой и очищенное – не правка', () => {
  const form = {
    schema: { type: 'object', properties: { port: { type: 'integer', default: 21 }, url: {} } },
    sections: [],
  };
  expect(isSameSettings({ form }, {}, { url: '', port: 21 })).toBe(true);
  expect(isSameSettings({ form }, { url: 'a' }, { port: 21, url: 'a' })).toBe(true);
  expect(isSameSettings({ form }, { url: 'a' }, { url: 'b' })).toBe(false);
  expect(isSameSettings({ form }, {}, { port: 22 })).toBe(false);
});
