import { expect, test } from 'vitest';
import { type Days, kindOf, turned, weeksOf, workingCount } from './year-days.ts';

const days: Days = { provisional: false, holidays: ['2025-01-01'], worked: ['2025-11-01'], shortened: ['2025-11-01'] };

test.each([
  ['2025-01-01', 'off'],
  ['2025-01-02', 'working'],
  ['2025-01-04', 'off'],
  ['2025-11-01', 'shortened'],
])('%s: %s', (day, kind) => {
  expect(kindOf(day, days)).toBe(kind);
});

test.each(['2025-01-01', '2025-01-02', '2025-01-04', '2025-11-01'])('%s: три нажатия возвращают как было', (day) => {
  const kinds = [days, turned(day, days), turned(day, turned(day, days))].map((one) => kindOf(day, one));
  expect(new Set(kinds).size).toBe(3);
  expect(kindOf(day, turned(day, turned(day, turned(day, days))))).toBe(kinds[0]);
});

test('недели с понедельника; рабочих дней без праздников – 261', () => {
  expect(weeksOf(2025, 8)[0]).toEqual([
    '2025-09-01',
    '2025-09-02',
    '2025-09-03',
    '2025-09-04',
    '2025-09-05',
    '2025-09-06',
    '2025-09-07',
  ]);
  expect(weeksOf(2025, 1).flat().filter(Boolean)).toHaveLength(28);
  expect(workingCount(2025, { ...days, holidays: [], worked: [] })).toBe(261);
});
