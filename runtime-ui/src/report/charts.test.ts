import { expect, test } from 'vitest';
import { chartsOf } from './charts.ts';
import type { Monitoring } from './queries.ts';

const empty: Monitoring = {
  ...{ weeks: [{ week: '2026-03-02', inTime: 0, late: 0 }], clerks: [], providers: [], refusals: [] },
  ...{ phases: [{ phase: 'received', count: 0 }], services: [], departments: [] },
};

test('без цифр нет и столбцов, а сказано, чего нет', () => {
  for (const { bars, empty: words } of chartsOf(empty)) {
    expect(bars).toEqual([]);
    expect(words).not.toBe('');
  }
});

test('таблица и столбцы – из одних цифр', () => {
  const [weeks, clerks, providers, refusals, phases] = chartsOf({
    ...empty,
    weeks: [{ week: '2026-03-02', inTime: 3, late: 1 }],
    clerks: [{ id: null, name: null, open: 5, overdue: 2, ended: 7 }],
    providers: [{ id: 'a', title: 'СМЭВ', sent: 4, answered: 3, medianSeconds: 60, slowSeconds: 3600 }],
    refusals: [{ kind: 'reject', code: null, title: null, count: 2 }],
    phases: [
      { phase: 'received', count: 1 },
      { phase: 'granted', count: 3 },
    ],
  });
  expect(weeks?.rows).toEqual([['02.03.2026', 3, 1, 4]]);
  expect(weeks?.bars[0]?.parts.map(({ value }) => value)).toEqual([3, 1]);
  expect(clerks?.rows).toEqual([['Не назначен', 5, 2, 7]]);
  expect(clerks?.bars[0]).toMatchObject({ text: '5, просрочено 2', parts: [{ value: 3 }, { value: 2 }] });
  expect(providers?.rows).toEqual([['СМЭВ', 4, 3, '1 мин', '1 ч']]);
  expect(providers?.bars[0]?.parts.map(({ value }) => value)).toEqual([60, 3540]);
  expect(refusals?.rows).toEqual([['Основание указано текстом или файлом', 'Отказ в приёме документов', 2]]);
  expect(phases?.rows).toEqual([
    ['Зарегистрирована, не начата', 1, '25 %'],
    ['Услуга предоставлена', 3, '75 %'],
  ]);
});
