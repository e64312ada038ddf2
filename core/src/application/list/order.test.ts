import { expect, test } from 'vitest';
import { Refusal } from '../../errors.ts';
import { decodeCursor, defaultSort, encodeCursor, parseSort } from './order.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a sort names columns in order, with a minus for descending', () => {
  expect(parseSort('-dueDate,number')).toEqual([
    { column: 'dueDate', descending: true },
    { column: 'number', descending: false },
  ]);
  expect(parseSort(undefined)).toBe(defaultSort);
});

test.each(['password', '-', 'number,number', 'number;drop table', 'listedAt,number,state,service,source', '__proto__'])(
  'the sort %s is refused',
  (sort) => {
    expect(() => parseSort(sort)).toThrow(Refusal);
  },
);

test.each([
  ['-listedAt', ['2026-01-12 10:00:00.123456+00']],
  ['registeredAt', ['infinity']],
  ['applicant,-dueDate', ['Ёлкин «О»', '2026-02-01']],
])('a cursor of %s comes back as it was', (sort, values) => {
  const keys = parseSort(sort);
  expect(decodeCursor(keys, encodeCursor(keys, { values, id }))).toEqual({ values, id });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['another order', encode(['-number', 'x', id])],
  ['no id', encode(['-listedAt', '2026-01-12 10:00:00+00'])],
  ['a strange id', encode(['-listedAt', '2026-01-12 10:00:00+00', "' or 1=1"])],
  ['a moment that is none', encode(['-listedAt', 'now()', id])],
  ['too many values', encode(['-listedAt', '2026-01-12 10:00:00+00', 'x', id])],
  ['an object', encode({ id })],
  ['numbers', encode(['-listedAt', 5, id])],
  ['no JSON', 'AAAA'],
  ['nothing', ''],
])('a forged cursor is refused: %s', (_what, text) => {
  expect(() => decodeCursor(defaultSort, text)).toThrow(Refusal);
});
