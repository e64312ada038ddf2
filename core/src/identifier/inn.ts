import { compact, failed, isAllZeros, isDigits, passed, type Verdict, weightedSum } from './verdict.ts';

/** ИНН, the taxpayer's number: 10 digits of an organisation, 12 of a person or a sole trader. */

const ORGANISATION = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

export type InnKind = 'person' | 'organisation';

export function normalizeInn(text: string): string {
  return compact(text);
}

/** The check digits for the first 9 digits (of an organisation) or the first 10 (of a person). */
export function innCheckDigits(start: string): string {
  if (start.length === 9) return String((weightedSum(start, ORGANISATION) % 11) % 10);
  const first = (weightedSum(start, PERSON_FIRST) % 11) % 10;
  return `${first}${(weightedSum(`${start}${first}`, PERSON_SECOND) % 11) % 10}`;
}

const LENGTHS = {
  person: { length: 12, message: 'ИНН физического лица состоит из 12 цифр' },
  organisation: { length: 10, message: 'ИНН организации состоит из 10 цифр' },
} satisfies Record<InnKind, { length: number; message: string }>;

/** Without a kind both lengths pass. */
export function checkInn(text: string, kind?: InnKind): Verdict {
  const digits = compact(text);
  const allowed = kind === undefined ? [10, 12] : [LENGTHS[kind].length];
  if (!allowed.some((length) => isDigits(digits, length))) {
    return failed(
      kind === undefined ? 'ИНН состоит из 10 цифр (организация) или 12 цифр (физическое лицо)' : LENGTHS[kind].message,
    );
  }
  if (isAllZeros(digits)) return failed('ИНН не может состоять из одних нулей');
  const start = digits.slice(0, digits.length === 10 ? 9 : 10);
  if (digits === start + innCheckDigits(start)) return passed;
  return failed(
    digits.length === 10
      ? 'Контрольная цифра ИНН не сходится: проверьте номер'
      : 'Контрольные цифры ИНН не сходятся: проверьте номер',
  );
}
