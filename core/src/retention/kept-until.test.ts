import { expect, test } from 'vitest';
import { keptUntil } from './kept-until.ts';

test.each([
  ['2026-03-15', 5, '2031-12-31'],
  ['2026-01-01', 1, '2027-12-31'],
  ['2026-12-31', 1, '2027-12-31'],
  ['2024-02-29', 75, '2099-12-31'],
])('завершена %s, хранится лет: %i – по %s', (endedOn, years, last) => {
  expect(keptUntil(endedOn, years)).toBe(last);
});
