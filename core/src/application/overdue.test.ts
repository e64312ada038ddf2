import { expect, test } from 'vitest';
import { isOverdue } from './overdue.ts';

const timeZone = 'Europe/Moscow';

test.each([
  ['the day before', '2026-02-02T10:00:00Z', '2026-02-03', false],
  ['the last minute of the day', '2026-02-03T20:59:00Z', '2026-02-03', false],
  ['the first minute after it', '2026-02-03T21:00:00Z', '2026-02-03', true],
  ['without a due date', '2026-02-03T21:00:00Z', null, false],
])('%s', (...[, now, dueDate, late]) => {
  expect(isOverdue({ dueDate, closedAt: null }, { now: new Date(now), timeZone })).toBe(late);
});

test('a closed application is late no more', () => {
  const closed = { dueDate: '2026-02-03', closedAt: new Date('2026-03-01T00:00:00Z') };
  expect(isOverdue(closed, { now: new Date('2026-04-01T00:00:00Z'), timeZone })).toBe(false);
});
