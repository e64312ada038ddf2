import { expect, test } from 'vitest';
import { Refusal } from '../errors.ts';
import { checkPeriod, weeksOf } from './period.ts';

test.each([
  ['2026-03-02', '2026-03-08', ['2026-03-02']],
  ['2026-03-01', '2026-03-09', ['2026-02-23', '2026-03-02', '2026-03-09']],
  ['2025-12-31', '2026-01-01', ['2025-12-29']],
  ['1969-12-31', '1970-01-05', ['1969-12-29', '1970-01-05']],
])('недели с %s по %s', (from, to, weeks) => {
  expect(weeksOf({ from, to })).toEqual(weeks);
});

test.each([
  ['2026-03-02', '2026-03-01'],
  ['2020-01-01', '2026-03-01'],
])('период с %s по %s отклонён', (from, to) => {
  expect(() => checkPeriod({ from, to })).toThrow(Refusal);
});
