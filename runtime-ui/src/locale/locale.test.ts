import { expect, test } from 'vitest';
import { localeFor } from './locale.ts';

test.each([
  [null, ['ru-RU', 'ru', 'en-US', 'en'], 'ru'],
  [null, ['en-US', 'en', 'ru'], 'ru'],
  [null, ['en-GB'], 'en'],
  [null, ['de-DE', 'EN-us'], 'en'],
  [null, ['de-DE'], 'ru'],
  [null, [], 'ru'],
  ['en', ['ru-RU'], 'en'],
  ['ru', ['en-US'], 'ru'],
  ['de', ['en-US'], 'en'],
] as const)('выбрано %s, браузер просит %s: %s', (chosen, asked, locale) => {
  expect(localeFor(chosen, asked)).toBe(locale);
});
