import { expect, test } from 'vitest';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { filledMessage } from './decision-message.ts';

const service = {
  title: 'Выдача плана',
  dictionaries: {},
  form: {
    schema: {
      type: 'object',
      properties: { delivery: { type: 'string', oneOf: [{ const: 'mfc', title: 'В МФЦ' }] } },
    },
    sections: [],
  },
} as unknown as ServiceView;
const card = {
  number: 'АРХ-2026-000001',
  applicant: null,
  parent: { number: 'АРХ-2026-000007' },
  answers: { delivery: 'mfc', place: { text: 'ул. Луговая' } },
  accepted: [],
} as unknown as ApplicationCard;

test('a clerk reads words; what the screen does not know is left to the server', () => {
  const template =
    'Заявка № {{application.number}}, «{{service.title}}»: {{answers.delivery|title}}. {{decision.text}} {{ today | date }}';
  expect(filledMessage(template, card, service)).toBe(
    'Заявка № АРХ-2026-000001, «Выдача плана»: В МФЦ. {{decision.text}} {{ today | date }}',
  );
});

test('who works in another language sends the applicant no translated words', () => {
  const template =
    'Заявка № {{application.number}}, «{{service.title}}»: {{answers.delivery|title}}, {{answers.place.text}}';
  expect(filledMessage(template, card, undefined)).toBe(
    'Заявка № АРХ-2026-000001, «{{service.title}}»: {{answers.delivery|title}}, ул. Луговая',
  );
});

test('a line inside a group of answers is read too; what is not there is left', () => {
  expect(filledMessage('{{answers.place.text}}, {{answers.place.house}}', card, service)).toBe(
    'ул. Луговая, {{answers.place.house}}',
  );
});

test('a procedure names the application it is about', () => {
  expect(filledMessage('По заявке № {{parent.number}}.', card, service)).toBe('По заявке № АРХ-2026-000007.');
  expect(filledMessage('{{parent.number}}', { ...card, parent: null }, service)).toBe('{{parent.number}}');
});
