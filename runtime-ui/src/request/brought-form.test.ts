import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { broughtForm, broughtOf } from './brought-form.ts';

test('the answer keeps its own fields, and how it was got stands beside', () => {
  const own: FormDefinition = {
    schema: {
      type: 'object',
      properties: { text: { type: 'string', title: 'Ответ' }, found: { type: 'boolean', title: 'Найдено' } },
      required: ['text', 'found'],
    },
    sections: [{ code: 'answer', title: 'Ответ', fields: ['text', 'found'] }],
  };
  const form = broughtForm(own);
  expect(form.schema.required).toEqual(['text', 'found', 'broughtReason']);
  expect(form.sections.map(({ code }) => code)).toEqual(['answer', 'brought']);
  const filled = { text: 'Да', broughtReason: 'Письмо', broughtFiles: ['один'] };
  expect(broughtOf(own, filled)).toEqual({ answer: { text: 'Да', found: false }, reason: 'Письмо', files: ['один'] });
  expect(broughtOf(own, { found: true, broughtReason: 'Письмо' })).toMatchObject({
    answer: { found: true },
    files: [],
  });
});
