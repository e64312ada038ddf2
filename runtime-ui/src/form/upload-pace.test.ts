import { expect, test } from 'vitest';
import { isPassing, megabytes, pauseAfter } from './upload-pace.ts';

test('пауза растёт и не больше полуминуты', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(pauseAfter)).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

test.each([
  [undefined, 1000, true],
  [{ status: 503, code: 'storageUnavailable' }, 4, true],
  [{ status: 503, code: 'storageUnavailable' }, 5, false],
  [{ status: 429, code: 'http429' }, 1, true],
  [{ status: 409, code: 'stateConflict' }, 2, true],
  [{ status: 422, code: 'damagedContent' }, 3, false],
  [{ status: 422, code: 'fileRefused' }, 1, false],
  [{ status: 413, code: 'tooLarge' }, 1, false],
  [{ status: 403, code: 'forbidden' }, 1, false],
] as const)('%j, раз %i: повторить – %s', (refusal, tries, again) => {
  expect(isPassing(refusal, tries)).toBe(again);
});

test('мегабайты', () => {
  expect(megabytes(13_002_342, 'ru-RU')).toBe('12,4');
});
