import { compact, failed, isAllZeros, isDigits, passed, type Verdict } from './verdict.ts';

/** ОГРН (organisation, 13 digits) and ОГРНИП (sole trader, 15 digits): the number before the last digit, mod 11 or 13. */

export function normalizeOgrn(text: string): string {
  return compact(text);
}

export function ogrnCheckDigit(twelve: string): string {
  return String((Number(twelve) % 11) % 10);
}

/** 14 digits fit a double exactly. */
export function ogrnipCheckDigit(fourteen: string): string {
  return String((Number(fourteen) % 13) % 10);
}

export function checkOgrn(text: string): Verdict {
  const digits = compact(text);
  if (!isDigits(digits, 13)) return failed('ОГРН состоит из 13 цифр');
  if (isAllZeros(digits)) return failed('ОГРН не может состоять из одних нулей');
  if (digits.slice(12) === ogrnCheckDigit(digits.slice(0, 12))) return passed;
  return failed('Контрольная цифра ОГРН не сходится: проверьте номер');
}

export function checkOgrnip(text: string): Verdict {
  const digits = compact(text);
  if (!isDigits(digits, 15)) return failed('ОГРНИП состоит из 15 цифр');
  if (isAllZeros(digits)) return failed('ОГРНИП не может состоять из одних нулей');
  if (digits.slice(14) === ogrnipCheckDigit(digits.slice(0, 14))) return passed;
  return failed('Контрольная цифра ОГРНИП не сходится: проверьте номер');
}
