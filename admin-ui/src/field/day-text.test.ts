import { expect, test } from 'vitest';
import { dayOf, dayText } from './day-text.ts';

test.each([
  ['12.01.2026', '2026-01-12'],
  ['1.2.2026', '2026-02-01'],
  ['29.02.2026', undefined],
  ['31.04.2026', undefined],
  ['12.01', undefined],
  ['', undefined],
])('«%s»', (text, day) => {
  expect(dayOf(text)).toBe(day);
  if (day) expect(dayOf(dayText(day))).toBe(day);
});
