import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDepartmentCode, formatPassportSeries, normalizeCadastralNumber, normalizeKpp } from './code.ts';
import { formatPhone, normalizePhone } from './contact.ts';
import { type FormatName, formatChecks, formats } from './formats.ts';
import { checkInn, innCheckDigits } from './inn.ts';
import { checkOgrn, checkOgrnip, ogrnCheckDigit, ogrnipCheckDigit } from './ogrn.ts';
import { checkSnils, formatSnils, normalizeSnils, snilsCheckNumber } from './snils.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

/** Numbers that are not all zeros, with a place in them and another digit for it. */
const spoiled = (length: number) =>
  fc.tuple(
    digits(length).filter((text) => Number(text) > 1_001_998),
    fc.nat({ max: length - 1 }),
    fc.integer({ min: 1, max: 9 }),
  );

function withDigit(text: string, index: number, shift: number): string {
  const digit = (Number(text[index]) + shift) % 10;
  return text.slice(0, index) + digit + text.slice(index + 1);
}

describe('номера с контрольными цифрами: верные проходят', () => {
  test.each([
    ['СНИЛС', 9, (start: string) => checkSnils(start + snilsCheckNumber(start))],
    ['ИНН организации', 9, (start: string) => checkInn(start + innCheckDigits(start), 'organisation')],
    ['ИНН физического лица', 10, (start: string) => checkInn(start + innCheckDigits(start), 'person')],
    ['ОГРН', 12, (start: string) => checkOgrn(start + ogrnCheckDigit(start))],
    ['ОГРНИП', 14, (start: string) => checkOgrnip(start + ogrnipCheckDigit(start))],
  ])('%s', (_name, length, check) => {
    fc.assert(
      fc.property(
        digits(length).filter((text) => Number(text) > 0),
        (start) => check(start).ok,
      ),
    );
  });
});

describe('одна неверная цифра замечена, где правило это обещает', () => {
  const remainder = (text: string, weights: readonly number[], modulus: number) =>
    weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % modulus;

  test('СНИЛС: всегда, кроме остатков 0 и 100, которые пишутся одинаково', () => {
    const weights = [9, 8, 7, 6, 5, 4, 3, 2, 1];
    fc.assert(
      fc.property(spoiled(9), ([start, index, shift]) => {
        const wrong = withDigit(start, index, shift);
        const rests = [remainder(start, weights, 101), remainder(wrong, weights, 101)];
        fc.pre(Number(wrong) > 1_001_998 && !rests.every((rest) => rest === 0 || rest === 100));
        expect(checkSnils(wrong + snilsCheckNumber(start)).ok).toBe(false);
      }),
    );
  });

  test('ИНН организации: всегда, кроме остатков 0 и 10, которые дают одну цифру', () => {
    const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    fc.assert(
      fc.property(spoiled(9), ([start, index, shift]) => {
        const wrong = withDigit(start, index, shift);
        const rests = [remainder(start, weights, 11), remainder(wrong, weights, 11)];
        fc.pre(!rests.every((rest) => rest === 0 || rest === 10));
        expect(checkInn(wrong + innCheckDigits(start)).ok).toBe(false);
      }),
    );
  });

  test('ОГРН и ОГРНИП: всегда, кроме остатков, которые дают одну цифру', () => {
    fc.assert(
      fc.property(spoiled(12), ([start, index, shift]) => {
        const wrong = withDigit(start, index, shift);
        fc.pre(ogrnCheckDigit(start) !== ogrnCheckDigit(wrong));
        expect((Number(start) % 11) - (Number(wrong) % 11)).not.toBe(0);
        expect(checkOgrn(wrong + ogrnCheckDigit(start)).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(spoiled(14), ([start, index, shift]) => {
        const wrong = withDigit(start, index, shift);
        // Only a remainder of 10, 11 or 12 shares its last digit with another one.
        fc.pre(![start, wrong].some((text) => Number(text) % 13 >= 10));
        expect(checkOgrnip(wrong + ogrnipCheckDigit(start)).ok).toBe(false);
      }),
    );
  });

  test('неверная контрольная цифра замечена всегда', () => {
    fc.assert(
      fc.property(spoiled(12), ([start, index, shift]) => {
        const nine = start.slice(0, 9);
        const ten = start.slice(0, 10);
        fc.pre(Number(nine) > 1_001_998);
        expect(checkSnils(nine + withDigit(snilsCheckNumber(nine), index % 2, shift)).ok).toBe(false);
        expect(checkInn(nine + withDigit(innCheckDigits(nine), 0, shift)).ok).toBe(false);
        expect(checkInn(ten + withDigit(innCheckDigits(ten), index % 2, shift)).ok).toBe(false);
        expect(checkOgrn(start + withDigit(ogrnCheckDigit(start), 0, shift)).ok).toBe(false);
      }),
    );
  });
});

describe('известные номера', () => {
  test.each([
    ['112-233-445 95', 'snils'],
    ['08765430300', 'snils'],
    ['001-001-998 00', 'snils'],
    ['7707083893', 'inn-organisation'],
    ['500100732259', 'inn-person'],
    ['7707083893', 'inn'],
    ['500100732259', 'inn'],
    ['1027700132195', 'ogrn'],
    ['304500116000157', 'ogrnip'],
    ['770701001', 'kpp'],
    ['7707AB001', 'kpp'],
    ['73701000', 'oktmo'],
    ['73701000001', 'oktmo'],
    ['73:24:010101:25', 'cadastral-number'],
    ['73:24:0101010:1', 'cadastral-number'],
    ['8 (900) 123-45-67', 'phone'],
    ['+79001234567', 'phone'],
    ['+4915112345678', 'phone'],
    ['73 01', 'passport-series'],
    ['123456', 'passport-number'],
    ['730-001', 'department-code'],
    ['ivanov.petr@example.ru', 'email'],
    ['почта@пример.рф', 'email'],
    ['2024-02-29', 'date'],
  ])('%s годится как %s', (text, format) => expect(formats[format]?.(text)).toBe(true));

  test.each([
    ['112-233-445 96', 'snils'],
    ['000-000-000 00', 'snils'],
    ['1122334459', 'snils'],
    ['112233445A5', 'snils'],
    ['7707083894', 'inn'],
    ['0000000000', 'inn'],
    ['500100732259', 'inn-organisation'],
    ['7707083893', 'inn-person'],
    ['50010073225', 'inn'],
    ['1027700132196', 'ogrn'],
    ['304500116000158', 'ogrnip'],
    ['77070100', 'kpp'],
    ['7707аб001', 'kpp'],
    ['737010000', 'oktmo'],
    ['73:24:01010:25', 'cadastral-number'],
    ['73:24:010101', 'cadastral-number'],
    ['73-24-010101-25', 'cadastral-number'],
    ['12345', 'phone'],
    ['+7900123456', 'phone'],
    ['730', 'passport-series'],
    ['12345', 'passport-number'],
    ['73000', 'department-code'],
    ['ivanov@example', 'email'],
    ['ivanov petr@example.ru', 'email'],
    ['@example.ru', 'email'],
    ['2025-02-29', 'date'],
    ['31.12.2025', 'date'],
    ['', 'snils'],
  ])('%s не годится как %s', (text, format) => expect(formats[format]?.(text)).toBe(false));

  test('каждая неудача говорит по-русски, что не так', () => {
    for (const name of Object.keys(formatChecks) as FormatName[]) {
      const verdict = formatChecks[name]('нет');
      expect(verdict.ok, name).toBe(false);
      expect(verdict.ok ? '' : verdict.message, name).toMatch(/^[А-ЯЁ].{15,}/u);
    }
  });

  test('никакой текст не роняет проверку', () => {
    fc.assert(fc.property(fc.string(), (text) => Object.values(formats).every((check) => !check(text) || text !== '')));
  });
});

describe('запись', () => {
  test('для глаз', () => {
    expect(formatSnils('11223344595')).toBe('112-233-445 95');
    expect(formatSnils('112')).toBe('112');
    expect(formatPassportSeries('7301')).toBe('73 01');
    expect(formatDepartmentCode('730001')).toBe('730-001');
    expect(formatPhone('89001234567')).toBe('+7 (900) 123-45-67');
    expect(formatPhone('+4915112345678')).toBe('+4915112345678');
  });
  test('для хранения', () => {
    expect(normalizeSnils('112-233-445 95')).toBe('11223344595');
    expect(normalizePhone('8 (900) 123-45-67')).toBe('+79001234567');
    expect(normalizePhone('900 123-45-67')).toBe('+79001234567');
    expect(normalizeKpp('7707 ab001')).toBe('7707AB001');
    expect(normalizeCadastralNumber(' 73:24:010101:25 ')).toBe('73:24:010101:25');
  });
  test('запись для глаз и обратно не меняет номера', () => {
    fc.assert(fc.property(digits(11), (number) => normalizeSnils(formatSnils(number)) === number));
  });
});
