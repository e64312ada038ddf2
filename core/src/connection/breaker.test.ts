import { expect, test } from 'vitest';
import { afterFailure, type Breaker, closedBreaker, passes } from './breaker.ts';

const start = new Date('2026-03-02T09:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const fail = (breaker: Breaker, now: Date) => afterFailure(breaker, { now, reason: 'не отвечает' });
const failed = (times: number) =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => fail(breaker, start), closedBreaker);

test.each([0, 1, 4])('после %i отказов подряд отправка идёт', (times) => {
  expect(passes(failed(times), start)).toBe('yes');
});

test('после пятого отказа отправка стоит, а после паузы пробует один раз', () => {
  const open = failed(5);
  expect(open).toEqual({ failures: 5, openedAt: start, retryAt: later(30_000), reason: 'не отвечает' });
  expect(passes(open, later(29_999))).toBe('no');
  expect(passes(open, later(30_000))).toBe('probe');
});

test('паузы удваиваются до десяти минут, а начало остаётся тем же', () => {
  let breaker = failed(5);
  const pauses: number[] = [];
  for (let now = later(30_000); pauses.length < 7; now = breaker.retryAt ?? now) {
    breaker = fail(breaker, now);
    pauses.push((breaker.retryAt?.getTime() ?? 0) - now.getTime());
    expect(breaker.openedAt).toEqual(start);
  }
  expect(pauses).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000, 600_000]);
});
