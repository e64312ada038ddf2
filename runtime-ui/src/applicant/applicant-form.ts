/** The applicant as a form of our own: one block of the platform for all services. Pure. */
import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import type { ApplicantData, ApplicantKind } from '../api.ts';
import type { KnownNumber } from './identifier.ts';

export const kindTitles: Readonly<Record<ApplicantKind, string>> = {
  person: 'Физическое лицо',
  soleTrader: 'Индивидуальный предприниматель',
  organisation: 'Юридическое лицо',
};

const text = (title: string, maxLength = 200): JsonSchema => ({ type: 'string', title, maxLength });
const identifier = (title: string, format: string): JsonSchema => ({ type: 'string', title, format });
const address = (title: string): JsonSchema => ({ type: 'string', title, maxLength: 1000 });

const fields = {
  surname: text('Фамилия'),
  name: text('Имя'),
  patronymic: text('Отчество'),
  birthDate: identifier('Дата рождения', 'date'),
  snils: identifier('СНИЛС', 'snils'),
  personInn: identifier('ИНН', 'inn-person'),
  ogrnip: identifier('ОГРНИП', 'ogrnip'),
  passport: {
    type: 'object',
    title: 'Паспорт гражданина Российской Федерации',
    properties: {
      series: identifier('Серия', 'passport-series'),
      number: identifier('Номер', 'passport-number'),
      issuedOn: identifier('Дата выдачи', 'date'),
      departmentCode: identifier('Код подразделения', 'department-code'),
      issuedBy: text('Кем выдан', 1000),
    },
  },
  registrationAddress: address('Адрес постоянной регистрации'),
  actualAddress: address('Адрес проживания, если не совпадает с адресом регистрации'),
  title: text('Полное наименование', 1000),
  shortTitle: text('Сокращённое наименование', 1000),
  organisationInn: identifier('ИНН', 'inn-organisation'),
  ogrn: identifier('ОГРН', 'ogrn'),
  kpp: identifier('КПП', 'kpp'),
  address: address('Адрес (место нахождения)'),
  postalAddress: address('Почтовый адрес, если отличается'),
  phone: identifier('Телефон', 'phone'),
  fax: identifier('Факс', 'phone'),
  email: identifier('Электронная почта', 'email'),
} as const satisfies Record<string, JsonSchema>;

/** `whole`: everything that identifies; `name`: what to call them. */
export type ApplicantDemand = 'whole' | 'name';

type FieldName = keyof typeof fields;

const person: readonly FieldName[] = ['surname', 'name', 'patronymic', 'birthDate', 'snils', 'personInn'];
const rest: readonly FieldName[] = ['passport', 'registrationAddress', 'actualAddress', 'phone', 'email'];

const fieldsOf: Readonly<Record<ApplicantKind, readonly FieldName[]>> = {
  person: [...person, ...rest],
  soleTrader: [...person, 'ogrnip', ...rest],
  organisation: [
    'title',
    'shortTitle',
    'organisationInn',
    'ogrn',
    'kpp',
    'phone',
    'fax',
    'email',
    'address',
    'postalAddress',
  ],
};

/** What each kind must have at registering. Who only handed the papers in is named and no more. */
const requiredOf: Readonly<Record<ApplicantDemand, Readonly<Record<ApplicantKind, readonly FieldName[]>>>> = {
  whole: {
    person: ['surname', 'name'],
    soleTrader: ['surname', 'name', 'personInn', 'ogrnip'],
    organisation: ['title', 'organisationInn', 'ogrn'],
  },
  name: { person: ['surname', 'name'], soleTrader: ['surname', 'name'], organisation: ['title'] },
};

/** ИНН has another check for each kind, but one name in the data. */
const dataName = (field: FieldName): string => (field === 'personInn' || field === 'organisationInn' ? 'inn' : field);

function build(kind: ApplicantKind, demand: ApplicantDemand): FormDefinition {
  const names = fieldsOf[kind];
  const ui: Record<string, FieldUi> = {};
  for (const field of ['registrationAddress', 'actualAddress', 'address', 'postalAddress'] as const) {
    if (names.includes(field)) ui[field] = { widget: 'address' };
  }
  // A person is known by СНИЛС or by passport.
  if (kind === 'person' && demand === 'whole') {
    ui.snils = { required: { or: [{ empty: [{ var: 'passport.series' }] }, { empty: [{ var: 'passport.number' }] }] } };
  }
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((field) => [dataName(field), fields[field]])),
      required: requiredOf[demand][kind].map(dataName),
    },
    sections: [{ code: 'applicant', title: kindTitles[kind], fields: names.map(dataName) }],
    ui,
  };
}

function buildAll(demand: ApplicantDemand): Readonly<Record<ApplicantKind, FormDefinition>> {
  return {
    person: build('person', demand),
    soleTrader: build('soleTrader', demand),
    organisation: build('organisation', demand),
  };
}

const forms: Readonly<Record<ApplicantDemand, Readonly<Record<ApplicantKind, FormDefinition>>>> = {
  whole: buildAll('whole'),
  name: buildAll('name'),
};

/** The same object for the same kind, so that a screen draws it once. */
export function applicantForm(kind: ApplicantKind, demand: ApplicantDemand = 'whole'): FormDefinition {
  return forms[demand][kind];
}

/** What both kinds have in common survives a change of kind; the rest would not be allowed there. */
export function withKind(data: ApplicantData | null, kind: ApplicantKind): ApplicantData {
  const allowed = new Set(fieldsOf[kind].map(dataName));
  // ИНН of a person and of an organisation are different numbers.
  if ((data?.kind === 'organisation') !== (kind === 'organisation')) allowed.delete('inn');
  return { ...Object.fromEntries(Object.entries(data ?? {}).filter(([field]) => allowed.has(field))), kind };
}

/** Whether this kind of applicant is known by such a number; ИНН of an organisation has ten digits. */
export function hasNumber(kind: ApplicantKind, { kind: field, digits }: KnownNumber): boolean {
  if (field === 'inn' && (digits.length === 10) !== (kind === 'organisation')) return false;
  return fieldsOf[kind].map(dataName).includes(field);
}

export function applicantName(data: ApplicantData | null): string {
  if (!data) return '';
  const parts =
    data.kind === 'organisation' ? [data.shortTitle ?? data.title] : [data.surname, data.name, data.patronymic];
  const name = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
  return data.kind === 'soleTrader' && name ? `ИП ${name}` : name;
}

/** The fields alone: the kind is chosen above the form, not in it. */
export function withoutKind(data: ApplicantData | null): Record<string, unknown> {
  const { kind: _kind, ...fields } = data ?? { kind: 'person' };
  return fields;
}
