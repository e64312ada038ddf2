import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('an id is a UUID of version 7 and begins with its moment', () => {
  expect(newId(new Date(0x0190_0000_0001))).toMatch(/^01900000-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids grow with time and never repeat', () => {
  const ids = Array.from({ length: 1000 }, (_, at) => newId(new Date(1_767_000_000_000 + at)));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(Array.from({ length: 1000 }, () => newId(new Date(0)))).size).toBe(1000);
});
