import { expect, test } from 'vitest';
import { type Column, everyColumn, moved, shownColumns } from './columns.ts';

const workplace: readonly Column[] = [
  { code: 'number', title: '№', width: 90 },
  { code: 'applicant', title: 'Организация' },
];
const codesOf = (columns: readonly Column[]) => columns.map(({ code }) => code);

test('без выбора – столбцы рабочего места', () => expect(shownColumns([], workplace)).toBe(workplace));

test('выбранные – в своём порядке и под названиями рабочего места', () => {
  const shown = shownColumns(['applicant', 'dueDate', 'number'], workplace);
  expect(shown.map(({ title }) => title)).toEqual(['Организация', 'Срок', '№']);
});

test('номер не убрать: он ведёт к карточке', () =>
  expect(codesOf(shownColumns(['dueDate'], workplace))).toEqual(['number', 'dueDate']));

test('выбирать можно из всех', () => {
  const every = codesOf(everyColumn(workplace));
  expect(every.slice(0, 2)).toEqual(['number', 'applicant']);
  expect(every).toHaveLength(12);
  expect(new Set(every).size).toBe(12);
});

test.each([
  [0, 1, 'bac'],
  [2, -1, 'acb'],
  [0, -1, 'abc'],
  [2, 1, 'abc'],
] as const)('сдвиг %i на %i', (at, step, result) => expect(moved(['a', 'b', 'c'], at, step).join('')).toBe(result));
