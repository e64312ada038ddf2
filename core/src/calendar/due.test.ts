import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import ru2025 from '../../../service-definitions/calendars/ru2025.json' with { type: 'json' };
import ru2026 from '../../../service-definitions/calendars/ru2026.json' with { type: 'json' };
import ru2027 from '../../../service-definitions/calendars/ru2027.json' with { type: 'json' };
import { calendarOf } from './calendar-of.ts';
import { type DueTerm, due } from './due.ts';
import { dayNumber } from './iso-date.ts';
import type { LedgerEntry } from './ledger.ts';

const calendar = calendarOf([ru2025, ru2026, ru2027]);
const timeZone = 'Europe/Moscow';
const hour = 3_600_000;

const at = (day: string) => new Date(`${day}T12:00:00+03:00`);
const started = (moment: Date): LedgerEntry => ({ kind: 'started', at: moment, reason: null });
const reckon = (ledger: readonly LedgerEntry[], term: DueTerm, now = at('2026-06-01')) =>
  due({ ledger, term, calendar, timeZone, now });
const plain = (day: string, term: DueTerm) => reckon([started(at(day))], term);

/** The last day; years without a calendar are beyond what the generators reach. */
function lastDay(ledger: readonly LedgerEntry[], term: DueTerm): string {
  const result = reckon(ledger, term);
  if (!result.ok) throw new Error(result.message);
  return result.dueDate;
}

const moments = fc
  .integer({ min: dayNumber('2025-01-10') * 24, max: dayNumber('2026-06-01') * 24 })
  .map((hours) => new Date(hours * hour));
const terms: fc.Arbitrary<DueTerm> = fc.record({
  days: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom('working', 'calendar'),
  startsOn: fc.constantFrom(undefined, 'nextWorkingDay', 'nextDay'),
  cutOffHour: fc.constantFrom(undefined, 9, 18),
});
/** Pauses one after another, as hours until the pause and hours of it. */
const pauses = fc.array(fc.record({ run: fc.nat(300), stand: fc.nat(300) }), { maxLength: 3 });

const cases = fc.record({ moment: moments, spans: pauses, term: terms });

function withPauses(from: Date, spans: readonly { run: number; stand: number }[]): LedgerEntry[] {
  const ledger: LedgerEntry[] = [started(from)];
  let moment = from.getTime();
  for (const { run, stand } of spans) {
    const paused = new Date(moment + run * hour);
    moment = paused.getTime() + stand * hour;
    ledger.push({ kind: 'paused', at: paused, reason: null }, { kind: 'resumed', at: new Date(moment), reason: null });
  }
  return ledger;
}

describe('свойства', () => {
  test('зарегистрированное позже не кончается раньше', () => {
    fc.assert(
      fc.property(cases, fc.nat(500), ({ moment, term }, later) => {
        const second = new Date(moment.getTime() + later * hour);
        expect(lastDay([started(second)], term) >= lastDay([started(moment)], term)).toBe(true);
      }),
    );
  });

  test('больше дней, дольше пауза, длиннее продление — не раньше', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 30 }), ({ moment, spans, term }, more) => {
        const ledger = withPauses(moment, spans);
        const last = lastDay(ledger, term);
        const extended: LedgerEntry = { kind: 'extended', at: moment, reason: null, days: more };
        expect(lastDay(ledger, { ...term, days: term.days + more }) >= last).toBe(true);
        expect(lastDay([...ledger, extended], term) >= last).toBe(true);
        // Of the last one alone: a longer one before would move those after it, and they may then hold fewer working days.
        const longer = spans.map((span, index) =>
          index === spans.length - 1 ? { ...span, stand: span.stand + more * 24 } : span,
        );
        expect(lastDay(withPauses(moment, longer), term) >= last).toBe(true);
      }),
    );
  });

  test('пауза нулевой длины ничего не меняет', () => {
    fc.assert(
      fc.property(cases, fc.nat(300), ({ moment, spans, term }, run) => {
        const ledger = withPauses(moment, spans);
        const withZero = withPauses(moment, [...spans, { run, stand: 0 }]);
        expect(lastDay(withZero, term)).toBe(lastDay(ledger, term));
      }),
    );
  });

  test('продления складываются и не зависят ни от порядка, ни от места среди пауз', () => {
    fc.assert(
      fc.property(
        cases,
        fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat(6)),
        ({ moment, spans, term }, [one, other, place]) => {
          const ledger = withPauses(moment, spans);
          const extended = (days: number): LedgerEntry => ({ kind: 'extended', at: moment, reason: null, days });
          const inside = 1 + (place % ledger.length);
          const last = lastDay([...ledger, extended(one), extended(other)], term);
          expect(lastDay([...ledger, extended(other), extended(one)], term)).toBe(last);
          expect(lastDay(ledger.toSpliced(inside, 0, extended(one + other)), term)).toBe(last);
          expect(lastDay(ledger, { ...term, days: term.days + one + other })).toBe(last);
        },
      ),
    );
  });

  test('пока рабочий срок приостановлен, остаток стоит на месте', () => {
    fc.assert(
      fc.property(moments, fc.nat(200), fc.nat(2000), (moment, run, stand) => {
        const paused = new Date(moment.getTime() + run * hour);
        const ledger: LedgerEntry[] = [started(moment), { kind: 'paused', at: paused, reason: null }];
        const term = { days: 30, unit: 'working' } as const;
        const first = reckon(ledger, term, paused);
        const later = reckon(ledger, term, new Date(paused.getTime() + stand * hour));
        // Registered and paused before the first day: nothing has run, so all of it is left from that day on.
        if (!first.ok || !later.ok || first.startsOn > later.dueDate) return;
        const begun = paused.getTime() >= new Date(`${first.startsOn}T00:00:00+03:00`).getTime();
        if (begun) expect(later.remaining).toBe(first.remaining);
      }),
    );
  });

  test('срок в рабочих днях не короче того же срока в календарных', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), (moment, days) => {
        const working = lastDay([started(moment)], { days, unit: 'working' });
        expect(working >= lastDay([started(moment)], { days, unit: 'calendar' })).toBe(true);
      }),
    );
  });
});

describe('ответ на «почему такая дата»', () => {
  test('шаги рабочего срока через ноябрьские праздники', () => {
    const result = reckon([started(at('2025-10-31'))], { days: 2, unit: 'working' }, at('2025-11-01'));
    expect(result).toEqual({
      ok: true,
      dueDate: '2025-11-05',
      startsOn: '2025-11-01',
      unit: 'working',
      remaining: 1,
      paused: null,
      provisionalYears: [],
      trace: [
        'Заявка зарегистрирована 31.10.2025 (пятница).',
        'Срок — 2 рабочих дня.',
        'Первый день срока — следующий рабочий день: 01.11.2025 (суббота).',
        'Нерабочие дни в пределах срока, кроме суббот и воскресений: 03.11.2025, 04.11.2025.',
        'Рабочие выходные в пределах срока: 01.11.2025.',
        'Последний день срока — 05.11.2025 (среда).',
      ],
    });
  });

  test('паузы и продление названы с причинами', () => {
    const ledger: LedgerEntry[] = [
      started(at('2025-09-01')),
      { kind: 'paused', at: at('2025-09-03'), reason: 'Запрошены документы.' },
      { kind: 'resumed', at: at('2025-09-05'), reason: null },
      { kind: 'extended', at: at('2025-09-08'), reason: 'Нужна экспертиза', days: 3 },
      { kind: 'paused', at: at('2025-09-10'), reason: null },
    ];
    const { trace, paused } = reckon(ledger, { days: 10, unit: 'working', cutOffHour: 12 }, at('2025-09-11'));
    expect(trace).toEqual([
      'Заявка зарегистрирована 01.09.2025 (понедельник) в 12:00 или позже и считается поступившей 02.09.2025 (вторник).',
      'Срок — 10 рабочих дней.',
      'Первый день срока — следующий рабочий день: 03.09.2025 (среда).',
      'Срок был приостановлен с 03.09.2025 (среда) до 05.09.2025 (пятница): Запрошены документы. Сдвиг — 2 рабочих дня.',
      '08.09.2025 (понедельник) срок продлён на 3 рабочих дня: Нужна экспертиза.',
      'Срок приостановлен с 10.09.2025 (среда). Стоит 1 рабочий день.',
      'Последний день срока — 24.09.2025 (среда).',
    ]);
    expect(paused).toEqual({ since: '2025-09-10', reason: null });
  });

  test('перенос календарного срока с выходного', () => {
    expect(plain('2025-09-01', { days: 12, unit: 'calendar' }).trace).toContain(
      'Срок истекает в нерабочий день (13.09.2025 (суббота)) и переносится на следующий рабочий день.',
    );
  });

  test('предварительный календарь', () => {
    expect(plain('2026-12-30', { days: 5, unit: 'working' }).trace.at(-1)).toBe(
      'Производственный календарь на 2027 год предварительный: дата может измениться.',
    );
  });

  test('год без календаря: даты нет, сказано, что сделать', () => {
    const result = plain('2027-12-20', { days: 30, unit: 'working' });
    expect(result).toMatchObject({
      ok: false,
      missingYear: 2028,
      message: 'Нет производственного календаря на 2028 год. Загрузите его, чтобы рассчитать дату.',
    });
    expect(result).not.toHaveProperty('dueDate');
    expect(result.trace.at(-1)).toContain('Срок не рассчитан.');
  });
});

describe('ошибки вызывающего', () => {
  const pause: LedgerEntry = { kind: 'paused', at: at('2025-09-02'), reason: null };
  const resume: LedgerEntry = { kind: 'resumed', at: at('2025-09-02'), reason: null };
  const start = started(at('2025-09-01'));
  const term: DueTerm = { days: 5, unit: 'working' };

  test.each<[string, readonly LedgerEntry[], DueTerm]>([
    ['срок без дней', [start], { ...term, days: 0 }],
    ['час 24', [start], { ...term, cutOffHour: 24 }],
    ['пустая запись', [], term],
    ['без начала', [pause], term],
    ['дважды начат', [start, start], term],
    ['приостановлен дважды', [start, pause, pause], term],
    ['возобновлён на ходу', [start, resume], term],
  ])('%s', (...[, ledger, rules]) => expect(() => reckon(ledger, rules)).toThrow(RangeError));
});
