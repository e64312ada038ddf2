import { describe, expect, test } from 'vitest';
import {
  applyCadastralMask,
  applyDateMask,
  applyMask,
  applyPhoneMask,
  masks,
  moneyInput,
  parseDate,
  parseMoney,
  parseNumber,
  shiftDate,
} from './mask.ts';

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

test.each([
  ['9', '+7 (9'],
  ['8', '+7'],
  ['+7900123', '+7 (900) 123'],
  ['89001234567', '+7 (900) 123-45-67'],
  ['8 (900) 123-45-67 лишнее 8', '+7 (900) 123-45-67'],
  ['+375 29 123-45-67', '+375 29 123-45-67'],
  ['+', '+'],
  ['', ''],
])('applyPhoneMask %o → %o', (typed, text) => expect(applyPhoneMask(typed, typed.length).text).toBe(text));

test('the caret stays behind the digit it stood behind, in a phone as well', () => {
  // «5» typed after «+7 (90».
  expect(applyPhoneMask('+7 (9050) 123', 7)).toEqual({ text: '+7 (905) 012-3', caret: 7 });
});

test.each([
  ['73', '73'],
  ['732', '73:2'],
  ['7324010203145', '73:24:0102031:45'],
  ['73.24.010203.45', '73:24:010203:45'],
  ['73:24:010203:45', '73:24:010203:45'],
  ['73:24:', '73:24:'],
])('applyCadastralMask %o → %o', (typed, text) => expect(applyCadastralMask(typed, typed.length).text).toBe(text));

test.each([
  ['2026-03-01', { days: -1 }, '2026-02-28'],
  ['2026-12-31', { days: 1 }, '2027-01-01'],
  ['2026-01-31', { months: 1 }, '2026-02-28'],
  ['2024-03-31', { months: -1 }, '2024-02-29'],
])('shiftDate %s %o → %s', (from, by, to) => expect(shiftDate(from, by)).toBe(to));
