import { expect, test } from 'vitest';
import { broughtForm, broughtOf } from './brought-form.ts';

test('the answer keeps its own fields, and how it was got stands beside', () => {
  const form = broughtForm({
    schema: { type: 'object', properties: { text: { type: 'string', title: 'Ответ' } }, required: ['text'] },
    sections: [{ code: 'answer', title: 'Ответ', fields: ['text'] }],
  });
  expect(form.schema.required).toEqual(['text', 'broughtReason']);
  expect(form.sections.map(({ code }) => code)).toEqual(['answer', 'brought']);
  const filled = { text: 'Да', broughtReason: 'Письмо', broughtFiles: ['один'] };
  expect(broughtOf(filled)).toEqual({ answer: { text: 'Да' }, reason: 'Письмо', files: ['один'] });
  expect(broughtOf({ text: 'Да', broughtReason: 'Письмо' }).files).toEqual([]);
});
