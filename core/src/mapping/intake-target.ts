import type { FormDefinition, JsonSchema } from '@reglament/format';

const text = (title: string): JsonSchema => ({ type: 'string', title });
const date = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });

/** Fields of the registry of applicants, as a portal's application may fill them. */
const personProperties: Readonly<Record<string, JsonSchema>> = {
  kind: {
    type: 'string',
    title: 'Кто обратился',
    oneOf: [
      { const: 'person', title: 'Физическое лицо' },
      { const: 'soleTrader', title: 'Индивидуальный предприниматель' },
      { const: 'organisation', title: 'Юридическое лицо' },
    ],
  },
  surname: text('Фамилия'),
  name: text('Имя'),
  patronymic: text('Отчество'),
  birthDate: date('Дата рождения'),
  snils: text('СНИЛС'),
  inn: text('ИНН'),
  ogrnip: text('ОГРНИП'),
  passport: {
    type: 'object',
    title: 'Паспорт',
    properties: {
      series: text('Серия'),
      number: text('Номер'),
      issuedBy: text('Кем выдан'),
      issuedOn: date('Дата выдачи'),
      departmentCode: text('Код подразделения'),
    },
  },
  registrationAddress: text('Адрес регистрации'),
  actualAddress: text('Фактический адрес'),
  title: text('Полное наименование'),
  shortTitle: text('Краткое наименование'),
  ogrn: text('ОГРН'),
  kpp: text('КПП'),
  address: text('Адрес'),
  postalAddress: text('Почтовый адрес'),
  phone: text('Телефон'),
  fax: text('Факс'),
  email: text('Электронная почта'),
};

/** What the table of a foreign application writes: `applicant.…`, `representative.…`, `answers.…` by the form of the service. */
export function intakeTarget({ schema }: Pick<FormDefinition, 'schema'>): JsonSchema {
  const { definitions, ...answers } = schema;
  return {
    type: 'object',
    properties: {
      applicant: { type: 'object', title: 'Заявитель', properties: { ...personProperties } },
      representative: { type: 'object', title: 'Представитель', properties: { ...personProperties } },
      answers: { ...answers, title: 'Форма' },
    },
    ...(definitions === undefined ? {} : { definitions }),
  };
}
