import { expect, test } from 'vitest';
import { shareOf, waitingText } from './duration.ts';

test.each([
  [null, '—'],
  [0.4, 'меньше минуты'],
  [59, 'меньше минуты'],
  [60, '1 мин'],
  [3_599, '59 мин'],
  [3_600, '1 ч'],
  [5_400, '1 ч 30 мин'],
  [86_400, '1 д'],
  [100_000, '1 д 3 ч'],
])('%s с – %s', (seconds, text) => {
  expect(waitingText(seconds)).toBe(text);
});

test('bars are drawn against the slowest', () => {
  expect(shareOf(30, 120)).toBe(25);
  expect(shareOf(null, 120)).toBe(0);
  expect(shareOf(0, 0)).toBe(0);
});
