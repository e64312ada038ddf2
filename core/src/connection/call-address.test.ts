import { expect, test } from 'vitest';
import { openCallAddresses } from './call-address.ts';

const [one, other, request] = ['a', 'b', 'c'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const addresses = openCallAddresses('https://reglament.example.ru', 'k'.repeat(32));
const partsOf = (address: string) => address.split('/').slice(-3) as [string, string, string];

test('свой адрес узнаётся: запроса и всего подключения', () => {
  const [connectionId, owner, key] = partsOf(addresses.of(one, request));
  expect([connectionId, owner]).toEqual([one, request]);
  expect(addresses.isOurs({ connectionId, owner }, key)).toBe(true);
  const [, whole, wholeKey] = partsOf(addresses.of(one));
  expect(addresses.isOurs({ connectionId: one, owner: whole }, wholeKey)).toBe(true);
});

test.each([
  ['другого подключения', { connectionId: other, owner: request }, addresses],
  ['другого запроса', { connectionId: one, owner: other }, addresses],
  ['с другим ключом установки', { connectionId: one, owner: request }, openCallAddresses('', 'm'.repeat(32))],
])('ключ %s не подходит', (_what, place, judge) => {
  const [, , key] = partsOf(addresses.of(one, request));
  expect(judge.isOurs(place, key)).toBe(false);
});

test.each(['', 'x', 'я'.repeat(43)])('не ключ: «%s»', (key) =>
  expect(addresses.isOurs({ connectionId: one, owner: request }, key)).toBe(false),
);
