import { expect, test } from 'vitest';
import ru2026 from '../../../../service-definitions/calendars/ru2026.json' with { type: 'json' };
import { waitingFilter } from './waiting.ts';

const calendar = { years: { 2026: ru2026 } };
const executorIds = ['me'];

test.each([
  ['2026-03-03', '2026-03-05'],
  // Over the weekend and Women's Day, which is moved to Monday.
  ['2026-03-06', '2026-03-11'],
  // A year that has no calendar yet.
  ['2031-03-07', '2031-03-09'],
])('скоро – два рабочих дня от %s: до %s', (today, dueTo) => {
  expect(waitingFilter('dueSoon', { executorIds, today, calendar })).toEqual({ executorIds, dueFrom: today, dueTo });
});

test('сегодняшний срок не просрочен', () => {
  expect(waitingFilter('overdue', { executorIds, today: '2026-03-03', calendar })).toEqual({
    executorIds,
    dueBefore: '2026-03-03',
  });
});
