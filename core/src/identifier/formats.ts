import { isIsoDate } from '../calendar/iso-date.ts';
import {
  checkCadastralNumber,
  checkDepartmentCode,
  checkKpp,
  checkOktmo,
  checkPassportNumber,
  checkPassportSeries,
  normalizeCadastralNumber,
  normalizeDepartmentCode,
  normalizeKpp,
  normalizeOktmo,
  normalizePassportSeries,
} from './code.ts';
import { checkEmail, checkPhone, normalizeEmail, normalizePhone } from './contact.ts';
import { checkInn, normalizeInn } from './inn.ts';
import { checkOgrn, checkOgrnip, normalizeOgrn } from './ogrn.ts';
import { checkSnils, normalizeSnils } from './snils.ts';
import { compact, failed, passed, type Verdict } from './verdict.ts';

/** String formats that a form's schema may name, each with the check that says in Russian what is wrong. */
export type FormatName =
  | 'date'
  | 'email'
  | 'snils'
  | 'inn'
  | 'inn-person'
  | 'inn-organisation'
  | 'ogrn'
  | 'ogrnip'
  | 'kpp'
  | 'oktmo'
  | 'cadastral-number'
  | 'phone'
  | 'passport-series'
  | 'passport-number'
  | 'department-code';

export const formatChecks = {
  date: (text) => (isIsoDate(text) ? passed : failed('Укажите существующую дату')),
  email: checkEmail,
  snils: checkSnils,
  inn: (text) => checkInn(text),
  'inn-person': (text) => checkInn(text, 'person'),
  'inn-organisation': (text) => checkInn(text, 'organisation'),
  ogrn: checkOgrn,
  ogrnip: checkOgrnip,
  kpp: checkKpp,
  oktmo: checkOktmo,
  'cadastral-number': checkCadastralNumber,
  phone: checkPhone,
  'passport-series': checkPassportSeries,
  'passport-number': checkPassportNumber,
  'department-code': checkDepartmentCode,
} satisfies Record<FormatName, (text: string) => Verdict>;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formatChecks, name);
}

/** The same checks as predicates, for Ajv (`formats`) and for the validator in the browser. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(
  Object.entries(formatChecks).map(([name, check]) => [name, (text: string) => check(text).ok]),
);

const normalizers = {
  date: (text) => text,
  email: normalizeEmail,
  snils: normalizeSnils,
  inn: normalizeInn,
  'inn-person': normalizeInn,
  'inn-organisation': normalizeInn,
  ogrn: normalizeOgrn,
  ogrnip: normalizeOgrn,
  kpp: normalizeKpp,
  oktmo: normalizeOktmo,
  'cadastral-number': normalizeCadastralNumber,
  phone: normalizePhone,
  'passport-series': normalizePassportSeries,
  'passport-number': compact,
  'department-code': normalizeDepartmentCode,
} satisfies Record<FormatName, (text: string) => string>;

/** The one way in which a right value is kept, whatever stood between its digits. A wrong one stays as it was typed. */
export function normalValue(format: FormatName, text: string): string {
  return formatChecks[format](text).ok ? normalizers[format](text) : text;
}

/** What the kind of an input says of its value where the schema does not. */
export const formatOfWidget: Readonly<Record<string, FormatName>> = {
  date: 'date',
  snils: 'snils',
  inn: 'inn',
  ogrn: 'ogrn',
  ogrnip: 'ogrnip',
  kpp: 'kpp',
  oktmo: 'oktmo',
  phone: 'phone',
  email: 'email',
  cadastralNumber: 'cadastral-number',
};
