import { compact, failed, isAllZeros, isDigits, passed, type Verdict, weightedSum } from './verdict.ts';

/** СНИЛС, the insurance number of a person: 11 digits, `XXX-XXX-XXX YY`, YY being the check number. */

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, 1];
/** Numbers up to 001-001-998 were issued without a check number. */
const LAST_WITHOUT_CHECK = 1_001_998;

/** 11 digits without separators: how it is stored. */
export function normalizeSnils(text: string): string {
  return compact(text);
}

export function formatSnils(text: string): string {
  const digits = compact(text);
  if (!isDigits(digits, 11)) return text;
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6, 9)} ${digits.slice(9)}`;
}

/** The two check digits for nine digits: the sum below 100 itself, 100 and 101 as 00, above by mod 101. */
export function snilsCheckNumber(nine: string): string {
  const rest = weightedSum(nine, WEIGHTS) % 101;
  return String(rest === 100 ? 0 : rest).padStart(2, '0');
}

export function checkSnils(text: string): Verdict {
  const digits = compact(text);
  if (!isDigits(digits, 11)) return failed('СНИЛС состоит из 11 цифр, например 112-233-445 95');
  if (isAllZeros(digits)) return failed('СНИЛС не может состоять из одних нулей');
  const nine = digits.slice(0, 9);
  if (Number(nine) <= LAST_WITHOUT_CHECK || digits.slice(9) === snilsCheckNumber(nine)) return passed;
  return failed('Контрольное число СНИЛС не сходится: проверьте цифры');
}
