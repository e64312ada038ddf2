import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalWords } from './refusal-words.ts';

test('у каждого отказа сервера есть слова, и они те же', () => {
  const source = readFileSync(new URL('../../../core/src/errors.ts', import.meta.url), 'utf8');
  const refusals = [...source.matchAll(/^ {2}(\w+): \{ status: \d+, title: '([^']+)' \}/gm)];
  expect(refusals.length).toBeGreaterThan(20);
  for (const [, code, title] of refusals) expect(refusalWords('en', { code, title }), code).toBe(title);
});

test.each([
  ['ru', { code: 'notFound', title: 'Не найдено', detail: 'Заявки нет' }, 'Заявки нет'],
  ['en', { code: 'notFound', title: 'Не найдено', detail: 'Заявки нет' }, 'Не найдено: Заявки нет'],
  ['en', { code: 'notFound', title: 'Не найдено', detail: 'Не найдено' }, 'Не найдено'],
  ['en', { code: 'strange', detail: 'Иное' }, 'Иное'],
  ['en', { code: 'toString', detail: 'Иное' }, 'Иное'],
  ['en', {}, undefined],
] as const)('%s %j', (locale, refused, words) => expect(refusalWords(locale, refused)).toBe(words));
