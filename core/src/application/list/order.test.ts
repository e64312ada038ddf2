import { expect, test } from 'vitest';
import { Refusal } from '../../errors.ts';
import { decodeCursor, defaultSort, encodeCursor, orderOf, parseSort, reversed } from './order.ts';

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

const textOf = (sort: string) =>
  orderOf(parseSort(sort))
    .map(({ by, descending }) => `${descending ? '-' : ''}${by}`)
    .join(' ');

test.each([
  ['-listedAt', '-listedAt -id'],
  ['listedAt', 'listedAt id'],
  ['number', '-registered number id'],
  ['-number', '-registered -number -id'],
  ['state', 'state -listedAt -id'],
  ['-service', '-service listedAt id'],
  ['state,number', '-registered state number id'],
])('%s is made whole: %s', (sort, whole) => expect(textOf(sort)).toBe(whole));

test('read from its end, an order is turned in every term', () => {
  expect(reversed(orderOf(parseSort('number')))).toEqual([
    { by: 'registered', descending: false },
    { by: 'number', descending: true },
    { by: 'id', descending: true },
  ]);
});

test.each([
  ['-listedAt', ['2026-01-12 10:00:00.123456+00', id]],
  ['dueDate', ['true', 'infinity', id]],
  ['applicant,-dueDate', ['false', 'Ёлкин «О»', '2026-02-01', id]],
])('a cursor of %s comes back as it was', (sort, place) => {
  const order = orderOf(parseSort(sort));
  expect(decodeCursor(order, encodeCursor(order, place))).toEqual(place);
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const order = '-listedAt,-id';

test.each([
  ['another order', encode(['-registered,-number,-id', 'true', 'x', id])],
  ['no id', encode([order, '2026-01-12 10:00:00+00'])],
  ['a strange id', encode([order, '2026-01-12 10:00:00+00', "' or 1=1"])],
  ['a moment that is none', encode([order, 'now()', id])],
  ['too many values', encode([order, '2026-01-12 10:00:00+00', 'x', id])],
  ['an object', encode({ id })],
  ['numbers', encode([order, 5, id])],
  ['no JSON', 'AAAA'],
  ['nothing', ''],
])('a forged cursor is refused: %s', (_what, text) => {
  expect(() => decodeCursor(orderOf(defaultSort), text)).toThrow(Refusal);
});
