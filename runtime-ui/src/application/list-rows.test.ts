import { expect, test } from 'vitest';
import { partsOf, rowByKey } from './list-rows.ts';

test('what is not mounted leaves its height, between the rows too', () => {
  const mounted = [
    { index: 0, start: 100, end: 140 },
    { index: 50, start: 2100, end: 2140 },
    { index: 51, start: 2140, end: 2200 },
  ];
  expect(partsOf(mounted, { top: 100, height: 4000 })).toEqual([
    { row: 0 },
    { space: 1960, before: 50 },
    { row: 50 },
    { row: 51 },
    { space: 1900, before: -1 },
  ]);
});

test('all that there is leaves no space', () =>
  expect(partsOf([{ index: 0, start: 0, end: 40 }], { top: 0, height: 40 })).toEqual([{ row: 0 }]));

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, undefined],
  ['ArrowDown', 99, undefined],
  ['PageDown', 3, 13],
  ['PageDown', 95, 99],
  ['PageDown', 99, undefined],
  ['PageUp', 5, 0],
  ['Home', 70, 0],
  ['End', 70, 99],
  ['a', 70, undefined],
])('%s from row %i leads to %s', (key, from, to) => expect(rowByKey(key, from, 100)).toBe(to));
