import type { JsonSchema } from '@reglament/format';
import { expect, test } from 'vitest';
import { cellsOf, isTable, pasteRows } from './paste.ts';

const items: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Имя' },
    area: { type: 'number', title: 'Площадь' },
    since: { type: 'string', format: 'date', title: 'С какого дня' },
    use: {
      type: 'string',
      title: 'Назначение',
      oneOf: [
        { const: 'home', title: 'Жилой дом' },
        { const: 'shop', title: 'Магазин' },
      ],
    },
    shared: { type: 'boolean', title: 'Общая' },
  },
};

const paste = (text: string, changes: Partial<Parameters<typeof pasteRows>[0]> = {}) =>
  pasteRows({ text, items, rows: [], row: 0, field: undefined, most: 1000, ...changes });

test('one cell is no table', () => {
  expect(isTable('слово из двух')).toBe(false);
  expect(isTable('строка\r\n')).toBe(false);
  expect(isTable('а\tб')).toBe(true);
  expect(isTable('а\r\nб')).toBe(true);
});

test('a cell of several lines and quotes comes as a spreadsheet gives it', () => {
  expect(cellsOf('а\t"б\nв ""г"""\r\nд\tе "ж"\n')).toEqual([
    ['а', 'б\nв "г"'],
    ['д', 'е "ж"'],
  ]);
});

test('each cell is read as its question is typed', () => {
  const { rows, unread, count } = paste('Дом\t1 234,5\t01.02.2026\tжилой дом\tда\nЛавка\t7\t2026-02-03\tshop\t-');
  expect(rows).toEqual([
    { name: 'Дом', area: 1234.5, since: '2026-02-01', use: 'home', shared: true },
    { name: 'Лавка', area: 7, since: '2026-02-03', use: 'shop', shared: false },
  ]);
  expect([unread, count]).toEqual([[], 2]);
});

test('from the cell in focus right and down, over what is there; an empty cell leaves the answer', () => {
  const rows = [
    { name: 'А', area: 1 },
    { name: 'Б', area: 2, use: 'home' },
  ];
  expect(paste('5\t\n\t03.03.2026\n6', { rows, row: 1, field: 'area' }).rows).toEqual([
    { name: 'А', area: 1 },
    { name: 'Б', area: 5, use: 'home' },
    { since: '2026-03-03' },
    { area: 6 },
  ]);
});

test('what cannot be read is named, the rest is taken; more than the list may hold is left', () => {
  const { rows, unread, count } = paste('А\tмного\nБ\t2\nВ\t3', { most: 2 });
  expect(rows).toEqual([{ name: 'А' }, { name: 'Б', area: 2 }]);
  expect([unread, count]).toEqual([[{ row: 0, title: 'Площадь', text: 'много' }], 2]);
});
