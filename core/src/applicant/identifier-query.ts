import { Refusal } from '../errors.ts';
import { checkInn, normalizeInn } from '../identifier/inn.ts';
import { checkOgrn, checkOgrnip, normalizeOgrn } from '../identifier/ogrn.ts';
import { checkSnils, normalizeSnils } from '../identifier/snils.ts';
import type { Verdict } from '../identifier/verdict.ts';
import type { IdentifierKind } from './normal-form.ts';

interface Reading {
  length: number;
  kind: IdentifierKind;
  check: (text: string) => Verdict;
  normalize: (text: string) => string;
}

/** ОГРН of an organisation and ОГРНИП of a sole trader stand in one column. */
const READINGS: readonly Reading[] = [
  { length: 10, kind: 'inn', check: (text) => checkInn(text), normalize: normalizeInn },
  { length: 11, kind: 'snils', check: checkSnils, normalize: normalizeSnils },
  { length: 12, kind: 'inn', check: (text) => checkInn(text), normalize: normalizeInn },
  { length: 13, kind: 'ogrn', check: checkOgrn, normalize: normalizeOgrn },
  { length: 15, kind: 'ogrn', check: checkOgrnip, normalize: normalizeOgrn },
];

/** Which identifier was typed, by its length. @throws Refusal invalidBody when it is none or its check digits are wrong */
export function readIdentifier(text: string): { kind: IdentifierKind; value: string } {
  const digits = normalizeSnils(text);
  const reading = READINGS.find(({ length }) => length === digits.length);
  if (!reading)
    throw wrong('Введите СНИЛС (11 цифр), ИНН (10 или 12 цифр), ОГРН (13 цифр) или ОГРНИП (15 цифр) целиком');
  const verdict = reading.check(text);
  if (!verdict.ok) throw wrong(verdict.message);
  return { kind: reading.kind, value: reading.normalize(text) };
}

function wrong(message: string): Refusal {
  const problems = [{ field: 'identifier', pointer: '/identifier', code: 'format', message }];
  return new Refusal('invalidBody', message, { problems });
}
