import { expect, test } from 'vitest';
import { percentOf } from './exports.ts';

test.each([
  ['waiting', null, 0, 0],
  ['running', null, 0, 0],
  ['running', 0, 0, 0],
  ['running', 3, 1, 33],
  // More came while it was made.
  ['running', 3, 5, 99],
  ['done', 0, 0, 100],
] as const)('%s: %j, %i – %i %', (...row) => {
  const [status, found, done, percent] = row;
  expect(percentOf({ status, found, done })).toBe(percent);
});
