import { expect, test } from 'vitest';
import ru2025 from '../../../service-definitions/calendars/ru2025.json' with { type: 'json' };
import ru2026 from '../../../service-definitions/calendars/ru2026.json' with { type: 'json' };
import ru2027 from '../../../service-definitions/calendars/ru2027.json' with { type: 'json' };
import { calendarOf } from './calendar-of.ts';
import { addDays, weekday } from './iso-date.ts';
import { isWorkingDay } from './work-calendar.ts';

/** Article 112 of the Labour Code. */
const holidays = [
  ...Array.from({ length: 8 }, (_, index) => `01-0${index + 1}`),
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

/** The year's decree: days off moved, and Saturdays worked; holidays on a weekend that move to Monday by the article itself. */
const years = [
  {
    year: 2025,
    file: ru2025,
    moved: { '01-04': '05-02', '01-05': '12-31', '02-23': '05-08', '03-08': '06-13', '11-01': '11-03' },
    worked: ['11-01'],
  },
  {
    year: 2026,
    file: ru2026,
    moved: { '01-03': '01-09', '01-04': '12-31', '03-08': '03-09', '05-09': '05-11' },
    worked: [],
  },
];

test.each(years)(
  'каждый день $year года – как в статье 112 и постановлении о переносах',
  ({ year, file, moved, worked }) => {
    const calendar = calendarOf([file]);
    const off = new Set([...holidays, ...Object.values(moved)]);
    const wrong: string[] = [];
    for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
      const day = date.slice(5);
      const weekend = weekday(date) === 0 || weekday(date) === 6;
      const works = (worked as readonly string[]).includes(day) || !(weekend || off.has(day));
      if (isWorkingDay(date, calendar) !== works) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  },
);

test.each(years)('переносят $year года только с выходных', ({ year, moved }) => {
  for (const from of Object.keys(moved)) expect([0, 6]).toContain(weekday(`${year}-${from}`));
});

test('календарь 2027 года предварительный, остальные – нет', () => {
  expect([ru2025, ru2026, ru2027].map((file) => 'provisional' in file && file.provisional)).toEqual([
    false,
    false,
    true,
  ]);
});
