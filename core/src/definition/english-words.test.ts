import { expect, test } from 'vitest';
import { readWords, titlesIn } from './english-words.ts';

test('a line is a text, a tab and the same in English; anything else says nothing', () => {
  expect(readWords('Да\tYes\n\nбез перевода\nпусто\t\n\tnothing\nНет\tNo')).toEqual([
    ['Да', 'Yes'],
    ['Нет', 'No'],
  ]);
});

test('titles in two languages are found at any depth', () => {
  const content = {
    title: { ru: 'Услуга', en: 'Service' },
    states: [{ title: { ru: 'Новая', en: 'New' } }, { title: 'Иное' }],
  };
  expect(titlesIn(content)).toEqual([
    ['Услуга', 'Service'],
    ['Новая', 'New'],
  ]);
  expect(titlesIn({ ru: 'Только по-русски' })).toEqual([]);
});
