import { expect, test } from 'vitest';
import { carriedHolidays } from './blank.ts';

const year = (number: number, ...days: string[]) => ({ holidays: days.map((day) => `${number}-${day}`) });

test('на новый год переходят дни, выходные каждый год; переносы – нет', () => {
  expect(carriedHolidays([year(2026, '01-01', '01-09', '05-09'), year(2027, '05-09', '01-01', '02-22')], 2028)).toEqual(
    ['2028-01-01', '2028-05-09'],
  );
  expect(carriedHolidays([year(2027, '05-09', '01-01')], 2028)).toEqual(['2028-01-01', '2028-05-09']);
  expect(carriedHolidays([], 2028)).toEqual([]);
});
