import type { ApplicantData } from '../api.gen.ts';

/** One field of an applicant before and after; `passport.number` leads into the passport. null: there was nothing. */
export interface DataChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const titles: Readonly<Record<string, string>> = {
  surname: 'Фамилия',
  name: 'Имя',
  patronymic: 'Отчество',
  birthDate: 'Дата рождения',
  snils: 'СНИЛС',
  inn: 'ИНН',
  ogrnip: 'ОГРНИП',
  'passport.series': 'Серия паспорта',
  'passport.number': 'Номер паспорта',
  'passport.issuedOn': 'Дата выдачи паспорта',
  'passport.departmentCode': 'Код подразделения',
  'passport.issuedBy': 'Кем выдан паспорт',
  registrationAddress: 'Адрес постоянной регистрации',
  actualAddress: 'Адрес проживания',
  title: 'Полное наименование',
  shortTitle: 'Сокращённое наименование',
  ogrn: 'ОГРН',
  kpp: 'КПП',
  address: 'Адрес (место нахождения)',
  postalAddress: 'Почтовый адрес',
  phone: 'Телефон',
  fax: 'Факс',
  email: 'Электронная почта',
};

export function dataFieldTitle(field: string): string {
  return titles[field] ?? field;
}

/** In the order of the registry's card. */
export function dataChanges(before: ApplicantData, after: ApplicantData): DataChange[] {
  const [was, is] = [flat(before), flat(after)];
  return Object.keys(titles).flatMap((field) => {
    const [from, to] = [was.get(field) ?? null, is.get(field) ?? null];
    return from === to ? [] : [{ field, before: from, after: to }];
  });
}

/** The data without these changes; what somebody has changed once more since then stays as it is. */
export function withoutChanges(data: ApplicantData, changes: readonly DataChange[]): ApplicantData {
  const fields = flat(data);
  for (const { field, before, after } of changes) {
    if ((fields.get(field) ?? null) !== after) continue;
    if (before === null) fields.delete(field);
    else fields.set(field, before);
  }
  return unflat(data.kind, fields);
}

function flat({ kind: _kind, passport, ...rest }: ApplicantData): Map<string, string> {
  const inPassport = Object.entries(passport ?? {}).map(([field, value]) => [`passport.${field}`, value] as const);
  return new Map([...Object.entries(rest), ...inPassport].filter((entry): entry is [string, string] => !!entry[1]));
}

function unflat(kind: ApplicantData['kind'], fields: ReadonlyMap<string, string>): ApplicantData {
  const entries = [...fields];
  const passport = entries.flatMap(([field, value]) =>
    field.startsWith('passport.') ? [[field.slice('passport.'.length), value] as const] : [],
  );
  return {
    kind,
    ...Object.fromEntries(entries.filter(([field]) => !field.startsWith('passport.'))),
    ...(passport.length > 0 ? { passport: Object.fromEntries(passport) } : {}),
  };
}
