import type { DraftEvent } from '@reglament/runtime-ui/client';
import { expect, test } from 'vitest';
import { edits, heard, isNew, present } from './company.ts';

const event = (userId: string, said: DraftEvent['said']): DraftEvent => ({
  ...{ type: 'draft', draftId: 'd', userId, said, revision: null },
  name: `Имя ${userId}`,
});

test('пришёл, сохранил, ушёл', () => {
  const came = heard([], event('b', 'here'), 0);
  expect(isNew([], event('b', 'here'))).toBe(true);
  expect(isNew(came, event('b', 'saved'))).toBe(false);
  const two = heard(came, event('a', 'saved'), 1000);
  expect(two.map(({ userId }) => userId)).toEqual(['a', 'b']);
  expect(two.map((one) => edits(one, 1000))).toEqual([true, false]);
  expect(two.map((one) => edits(one, 61_000))).toEqual([false, false]);
  // A word of presence does not take back that something was saved.
  expect(heard(two, event('a', 'here'), 2000)[0]?.saved).toBe(1000);
  expect(heard(two, event('a', 'left'), 2000)).toEqual(came);
  expect(isNew(came, event('c', 'left'))).toBe(false);
});

test('кто замолчал, того больше нет', () => {
  const company = heard(heard([], event('a', 'here'), 0), event('b', 'here'), 60_000);
  expect(present(company, 70_000)).toBe(company);
  expect(present(company, 80_000).map(({ userId }) => userId)).toEqual(['b']);
});
