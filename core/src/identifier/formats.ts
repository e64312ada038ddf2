import { isIsoDate } from '../calendar/iso-date.ts';
import {
  checkCadastralNumber,
  checkDepartmentCode,
  checkKpp,
  checkOktmo,
  checkPassportNumber,
  checkPassportSeries,
} from './code.ts';
import { checkEmail, checkPhone } from './contact.ts';
import { checkInn } from './inn.ts';
import { checkOgrn, checkOgrnip } from './ogrn.ts';
import { checkSnils } from './snils.ts';
import { failed, passed, type Verdict } from './verdict.ts';

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
