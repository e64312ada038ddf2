import { expect, test } from 'vitest';
import { bulkActions, rangeOf } from './selection.ts';

const rows = [...'abcde'].map((id) => ({ id }));

test.each([
  ['b', 'd', 'bcd'],
  ['d', 'b', 'bcd'],
  ['c', 'c', 'c'],
  // The former is no longer in the list.
  ['x', 'b', 'b'],
  ['a', 'x', ''],
])('от %s до %s – %s', (from, to, range) =>
  expect(
    rangeOf(rows, from, to)
      .map(({ id }) => id)
      .join(''),
  ).toBe(range),
);

test('над многими – то, что можно хотя бы с одной и не спрашивает о каждой', () => {
  const close = { code: 'close', title: 'Завершить', open: true, bulk: 'plain' as const };
  const decide = { code: 'grant', title: 'Одобрить', open: true };
  const assign = { code: 'assign', title: 'Назначить', open: true, bulk: 'employee' as const };
  expect(bulkActions([{ actions: [close, decide] }, { actions: [close, assign] }]).map(({ code }) => code)).toEqual([
    'close',
    'assign',
  ]);
});
