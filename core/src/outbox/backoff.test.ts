import { expect, test } from 'vitest';
import { nextTry } from './backoff.ts';

const now = new Date('2026-03-02T09:00:00Z');
const patience = { first: 10_000, longest: 60_000, most: 6 };

test.each([
  [1, 0.5, 10_000],
  [2, 0.5, 20_000],
  [3, 0.5, 40_000],
  [4, 0.5, 60_000],
  [5, 0, 54_000],
  [5, 1, 66_000],
])('после попытки %i при случае %f – через %i мс', (tries, chance, pause) => {
  expect(nextTry(patience, { tries, now, chance })).toEqual(new Date(now.getTime() + pause));
});

test.each([6, 7])('попытка %i была последней', (tries) => {
  expect(nextTry(patience, { tries, now, chance: 0.5 })).toBeUndefined();
});
