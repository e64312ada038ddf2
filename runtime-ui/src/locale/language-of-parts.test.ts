import { expect, test } from 'vitest';
import { languageOfText } from './language-of-parts.ts';

test.each([
  ['Ветрова Алла Сергеевна', 'ru'],
  ['Application No. АРХ-2026-000012', 'en'],
  ['Срок по заявке, SMEV', 'ru'],
  ['Registered', 'en'],
  ['12.04.2026, 10:30', undefined],
  ['', undefined],
] as const)('язык надписи «%s»: %s', (text, language) => {
  expect(languageOfText(text)).toBe(language);
});
