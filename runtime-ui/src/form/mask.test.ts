import { describe, expect, test } from 'vitest';
import { applyDateMask, applyMask, masks, moneyInput, parseDate, parseMoney, parseNumber } from './mask.ts';

describe('applyMask', () => {
  test.each([
    ['112', '112', 3],
    ['1122', '112-2', 5],
    ['11223344595', '112-233-445 95', 14],
    ['112-233-445 95 лишнее 7', '112-233-445 95', 14],
    ['', '', 0],
  ])('СНИЛС %o → %o', (raw, text, caret) => {
    expect(applyMask(masks.snils, raw, raw.length)).toEqual({ text, caret });
  });

  test('the caret stays behind the digit it stood behind', () => {
    // 9 typed after «11»: 119|2-233… becomes 119|-223-3…
    expect(applyMask(masks.snils, '1192-233-4', 3)).toEqual({ text: '119-223-34', caret: 3 });
  });
});

test.each([
  ['1', '1'],
  ['1.', '01'],
  ['1.3', '01.3'],
  ['1.3.', '01.03'],
  ['1.3.2026', '01.03.2026'],
  ['01032026', '01.03.2026'],
  ['010320269', '01.03.2026'],
])('applyDateMask %o → %o', (raw, text) => expect(applyDateMask(raw)).toBe(text));

test.each([
  ['05.03.2026', '2026-03-05'],
  ['05.03.26', '2026-03-05'],
  ['05.03.68', '1968-03-05'],
  ['29.02.2024', '2024-02-29'],
  ['29.02.2026', undefined],
  ['31.04.2026', undefined],
  ['00.01.2026', undefined],
  ['5.3.2026', undefined],
  ['05.03.202', undefined],
])('parseDate %o → %o', (text, date) => expect(parseDate(text, 2026)).toBe(date));

test.each([
  ['1 234,5', 123_450],
  ['0,01', 1],
  ['100', 10_000],
  ['1,234', undefined],
  ['сто', undefined],
])('parseMoney %o → %o', (text, kopecks) => expect(parseMoney(text)).toBe(kopecks));

test('money comes back as it was typed', () => {
  for (const kopecks of [0, 1, 99, 123_450, 100_000_000]) expect(parseMoney(moneyInput(kopecks))).toBe(kopecks);
});

test.each([
  ['12,5', 12.5],
  ['1 000', 1000],
  ['-3', -3],
  ['1e5', undefined],
  ['', undefined],
])('parseNumber %o → %o', (text, value) => expect(parseNumber(text)).toBe(value));
