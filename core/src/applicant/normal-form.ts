import type { ApplicantData } from '../api.gen.ts';
import { normalizeDepartmentCode, normalizeKpp, normalizePassportSeries } from '../identifier/code.ts';
import { normalizeEmail, normalizePhone } from '../identifier/contact.ts';
import { type FormatName, normalValue } from '../identifier/formats.ts';
import { normalizeInn } from '../identifier/inn.ts';
import { normalizeOgrn } from '../identifier/ogrn.ts';
import { normalizeSnils } from '../identifier/snils.ts';

type TextField = Exclude<keyof ApplicantData, 'kind' | 'passport'>;

const PERSON: readonly TextField[] = [
  'surname',
  'name',
  'patronymic',
  'birthDate',
  'snils',
  'inn',
  'registrationAddress',
  'actualAddress',
  'postalAddress',
  'phone',
  'email',
];

const FIELDS = {
  person: PERSON,
  soleTrader: [...PERSON, 'ogrnip'],
  organisation: ['title', 'shortTitle', 'ogrn', 'inn', 'kpp', 'address', 'postalAddress', 'phone', 'fax', 'email'],
} as const satisfies Record<ApplicantData['kind'], readonly TextField[]>;

const NORMALIZERS: Partial<Record<TextField, (text: string) => string>> = {
  snils: normalizeSnils,
  inn: normalizeInn,
  ogrn: normalizeOgrn,
  ogrnip: normalizeOgrn,
  kpp: normalizeKpp,
  phone: normalizePhone,
  email: normalizeEmail,
};

/** One way of writing the same applicant: identifiers without separators, no blanks around, nothing of another kind. */
export function normalForm(data: ApplicantData): ApplicantData {
  const normal: ApplicantData = { kind: data.kind };
  for (const field of FIELDS[data.kind]) {
    const text = data[field]?.trim().replace(/\s+/g, ' ') ?? '';
    if (text !== '') normal[field] = NORMALIZERS[field]?.(text) ?? text;
  }
  const passport = data.kind === 'organisation' ? {} : passportOf(data);
  return Object.keys(passport).length === 0 ? normal : { ...normal, passport };
}

type Passport = NonNullable<ApplicantData['passport']>;

function passportOf({ passport }: ApplicantData): Passport {
  const filled = Object.entries(passport ?? {}).flatMap(([field, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[field, value.trim()] as const] : [],
  );
  const normal: Passport = Object.fromEntries(filled);
  if (normal.series) normal.series = normalizePassportSeries(normal.series);
  if (normal.departmentCode) normal.departmentCode = normalizeDepartmentCode(normal.departmentCode);
  return normal;
}

const FORMATS: Partial<Record<TextField, FormatName>> = {
  snils: 'snils',
  inn: 'inn',
  ogrn: 'ogrn',
  ogrnip: 'ogrnip',
  kpp: 'kpp',
  phone: 'phone',
};

const PASSPORT_FORMATS: Partial<Record<keyof Passport, FormatName>> = {
  series: 'passport-series',
  number: 'passport-number',
  departmentCode: 'department-code',
};

/** As in an application: identifiers in the one way in which they are kept, all that was typed beside them untouched. */
export function normalIdentifiers(data: ApplicantData): ApplicantData {
  const normal = withNormal<ApplicantData>(data, FORMATS);
  return data.passport === undefined ? normal : { ...normal, passport: withNormal(data.passport, PASSPORT_FORMATS) };
}

function withNormal<Data extends object>(data: Data, formats: Partial<Record<keyof Data, FormatName>>): Data {
  const found = Object.entries(formats).flatMap(([field, format]) => {
    const value: unknown = data[field as keyof Data];
    return typeof value === 'string' ? [[field, normalValue(format as FormatName, value)]] : [];
  });
  return { ...data, ...Object.fromEntries(found) };
}

/** The identifiers by which one applicant is known from all others, the surest first. */
export function identifiersOf(data: ApplicantData): { kind: IdentifierKind; value: string }[] {
  const found = [
    { kind: 'ogrn', value: data.ogrn ?? data.ogrnip },
    { kind: 'snils', value: data.snils },
    { kind: 'inn', value: data.inn },
  ] as const;
  return found.flatMap(({ kind, value }) => (value ? [{ kind, value }] : []));
}

export type IdentifierKind = 'snils' | 'inn' | 'ogrn';

/** What lists are sorted by and searched in. */
export function searchText(name: string): string {
  return name.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
