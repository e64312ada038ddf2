import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import ru2025 from '../../../service-definitions/calendars/ru2025.json' with { type: 'json' };
import ru2026 from '../../../service-definitions/calendars/ru2026.json' with { type: 'json' };
import ru2027 from '../../../service-definitions/calendars/ru2027.json' with { type: 'json' };
import { calendarOf } from './calendar-of.ts';
import { addDays, dateOfDay, dayNumber, isIsoDate, yearsBetween } from './iso-date.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './work-calendar.ts';

const calendar = calendarOf([ru2025, ru2026, ru2027]);

describe('производственный календарь', () => {
  test.each([
    ['2025-01-08', false],
    ['2025-01-09', true],
    ['2025-02-24', true],
    ['2025-05-02', false],
    ['2025-05-08', false],
    ['2025-06-13', false],
    ['2025-11-01', true],
    ['2025-11-03', false],
    ['2025-11-04', false],
    ['2025-12-31', false],
    ['2026-01-09', false],
    ['2026-01-12', true],
    ['2026-03-09', false],
    ['2026-05-11', false],
    ['2026-12-31', false],
    ['2025-09-06', false],
    ['2025-09-08', true],
  ])('%s рабочий: %s', (date, works) => expect(isWorkingDay(date, calendar)).toBe(works));

  test('в 2025 и 2026 годах по 247 рабочих дней', () => {
    expect(workingDaysBetween('2024-12-31', '2025-12-31', calendar)).toMatchObject({ ok: true, days: 247 });
    expect(workingDaysBetween('2025-12-31', '2026-12-31', calendar)).toMatchObject({ ok: true, days: 247 });
  });

  test('о дне года без календаря ничего не говорит', () => {
    expect(isWorkingDay('2030-01-15', calendar)).toBeUndefined();
    expect(addWorkingDays('2029-12-31', 1, calendar)).toMatchObject({ ok: false, missingYear: 2030 });
    expect(workingDaysBetween('2024-12-30', '2025-01-10', calendar)).toMatchObject({ ok: false, missingYear: 2024 });
  });

  test('предварительный год назван', () => {
    expect(addWorkingDays('2026-12-30', 5, calendar)).toMatchObject({ ok: true, provisionalYears: [2027] });
    expect(addWorkingDays('2026-11-30', 5, calendar)).toMatchObject({ ok: true, provisionalYears: [] });
  });

  test('неверные дата и число дней — ошибка вызывающего', () => {
    expect(() => addWorkingDays('2025-02-30', 1, calendar)).toThrow(RangeError);
    expect(() => addWorkingDays('2025-02-03', 0.5, calendar)).toThrow(RangeError);
  });
});

const dates = fc.integer({ min: dayNumber('2025-01-10'), max: dayNumber('2026-11-01') }).map(dateOfDay);

describe('свойства', () => {
  test('n-й рабочий день рабочий и отстоит на n рабочих дней', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 200 }), (date, days) => {
        const end = addWorkingDays(date, days, calendar);
        if (!end.ok) return end.missingYear > 2027;
        expect(isWorkingDay(end.date, calendar)).toBe(true);
        expect(workingDaysBetween(date, end.date, calendar)).toMatchObject({ days });
        return true;
      }),
    );
  });

  test('туда и обратно от рабочего дня', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 100 }), (date, days) => {
        const start = addWorkingDays(date, 1, calendar);
        const end = start.ok ? addWorkingDays(start.date, days, calendar) : start;
        if (!start.ok || !end.ok) return;
        expect(addWorkingDays(end.date, -days, calendar)).toMatchObject({ date: start.date });
      }),
    );
  });

  test('сутки следуют друг за другом', () => {
    fc.assert(fc.property(dates, (date) => addDays(addDays(date, 40), -40) === date && isIsoDate(date)));
    expect(yearsBetween('2025-05-10', '2025-05-10')).toBe(0);
  });
});
