import { expect, test } from 'vitest';
import { localDate } from './local-date.ts';

test.each([
  ['2026-01-12T20:59:59Z', 'Europe/Moscow', '2026-01-12'],
  ['2026-01-12T21:00:00Z', 'Europe/Moscow', '2026-01-13'],
  ['2025-12-31T21:30:00Z', 'Europe/Moscow', '2026-01-01'],
  ['2026-01-12T13:59:00Z', 'Asia/Vladivostok', '2026-01-12'],
  ['2026-01-12T14:00:00Z', 'Asia/Vladivostok', '2026-01-13'],
])('%s in %s is %s', (moment, timeZone, date) => {
  expect(localDate(new Date(moment), timeZone)).toBe(date);
});
