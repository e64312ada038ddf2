import type { JsonObject } from '@reglament/sdk';
import { type PlainElement, type WrittenElement, written } from '@reglament/xml';
import type { Field, ValueType } from './field.ts';
import { readFields, writeFields } from './field-xml.ts';

const value = (code: string, title: string, type: ValueType = 'string'): Field => ({
  ...{ kind: 'value', code, title, type },
  ...(type === 'string' ? { maxLength: 1000 } : {}),
});

const contacts = [value('phone', 'Телефон'), value('fax', 'Факс'), value('email', 'Электронная почта')];

const passport: Field = {
  kind: 'group',
  code: 'passport',
  title: 'Паспорт',
  fields: [
    value('series', 'Серия'),
    value('number', 'Номер'),
    value('issuedBy', 'Кем выдан'),
    value('issuedOn', 'Дата выдачи', 'date'),
    value('departmentCode', 'Код подразделения'),
  ],
};

const personal = [
  value('surname', 'Фамилия'),
  value('name', 'Имя'),
  value('patronymic', 'Отчество'),
  value('birthDate', 'Дата рождения', 'date'),
  value('snils', 'СНИЛС'),
  value('inn', 'ИНН'),
];

const places = [value('registrationAddress', 'Адрес регистрации'), value('actualAddress', 'Фактический адрес')];

/** Who applies, in the fields of the registry of applicants: name of the element, kind of the registry, fields. */
export const applicantKinds: readonly ApplicantKind[] = [
  {
    element: 'person',
    kind: 'person',
    title: 'Физическое лицо',
    fields: [...personal, passport, ...places, ...contacts],
  },
  {
    element: 'soleProprietor',
    kind: 'soleTrader',
    title: 'Индивидуальный предприниматель',
    fields: [...personal, value('ogrnip', 'ОГРНИП'), passport, ...places, ...contacts],
  },
  {
    element: 'organisation',
    kind: 'organisation',
    title: 'Юридическое лицо',
    fields: [
      value('title', 'Полное наименование'),
      value('shortTitle', 'Краткое наименование'),
      value('inn', 'ИНН'),
      value('ogrn', 'ОГРН'),
      value('kpp', 'КПП'),
      value('address', 'Адрес'),
      value('postalAddress', 'Почтовый адрес'),
      ...contacts,
    ],
  },
];

interface ApplicantKind {
  readonly element: string;
  readonly kind: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Somebody of a kind that the registry does not have is not written, and the schema says so. */
export function writeApplicant(name: string, data: JsonObject): WrittenElement {
  const found = applicantKinds.find(({ kind }) => kind === data.kind);
  return written(name, found && written(found.element, ...writeFields(found.fields, data)));
}

export function readApplicant(element: PlainElement | undefined): JsonObject {
  for (const { element: name, kind, fields } of applicantKinds) {
    const found = element?.children.find((child) => child.name === name);
    if (found === undefined) continue;
    return { kind, ...readFields(fields, found) };
  }
  return {};
}
