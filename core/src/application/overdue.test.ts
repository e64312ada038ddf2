import { expect, test } from 'vitest';
import { isOverdue } from './overdue.ts';

const timeZone = 'Europe/Moscow';
const running = { phase: 'inProgress', pausedAt: null } as const;

test.each([
  ['the day before', '2026-02-02T10:00:00Z', '2026-02-03', false],
  ['the last minute of the day', '2026-02-03T20:59:00Z', '2026-02-03', false],
  ['the first minute after it', '2026-02-03T21:00:00Z', '2026-02-03', true],
  ['without a due date', '2026-02-03T21:00:00Z', null, false],
])('%s', (...[, now, dueDate, late]) => {
  expect(isOverdue({ ...running, dueDate }, { now: new Date(now), timeZone })).toBe(late);
});

const later = { now: new Date('2026-04-01T00:00:00Z'), timeZone };

test('whose clock stands is not late', () => {
  const paused = { ...running, dueDate: '2026-02-03', pausedAt: new Date('2026-03-01T00:00:00Z') };
  expect(isOverdue(paused, later)).toBe(false);
});

test.each([
  ['received', true],
  ['waitingApplicant', true],
  ['awaitingApproval', true],
  ['granted', false],
  ['refused', false],
  ['withdrawn', false],
  ['closed', false],
] as const)('in the phase %s late: %s', (phase, late) => {
  expect(isOverdue({ ...running, dueDate: '2026-02-03', phase }, later)).toBe(late);
});
