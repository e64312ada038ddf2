import { knownPlaceholders } from '@reglament/core/rules';
import type { FormDefinition, JsonSchema } from '@reglament/format';

/** A value that a paper may name, as a person chooses it. */
export interface PlaceholderChoice {
  readonly path: string;
  readonly title: string;
  /** How it is usually shown: dates as dates, codes as their titles. */
  readonly converter: string | undefined;
}

const roots: Readonly<Record<string, string>> = {
  application: 'Заявка',
  service: 'Услуга',
  parent: 'Исходная заявка',
  organisation: 'Ведомство',
  notification: 'Уведомление',
  decision: 'Решение',
  duty: 'Госпошлина',
  executor: 'Исполнитель',
  approver: 'Утвердивший',
  registrar: 'Регистратор',
  applicant: 'Заявитель',
  representative: 'Представитель',
  submittedBy: 'Кто подал',
  item: 'Строка списка',
};

const fields: Readonly<Record<string, string>> = {
  number: 'номер',
  createdAt: 'дата создания',
  registeredAt: 'дата регистрации',
  dueDate: 'последний день срока',
  stateTitle: 'статус',
  code: 'код',
  title: 'название',
  shortTitle: 'краткое название',
  serviceTitle: 'название услуги',
  decisionDate: 'дата решения',
  address: 'адрес',
  headName: 'руководитель',
  headPosition: 'должность руководителя',
  way: 'способ',
  kind: 'вид',
  text: 'текст',
  message: 'сообщение заявителю',
  date: 'дата',
  exception: 'случай повторного отказа',
  justification: 'обоснование повторного отказа',
  grounds: 'основания',
  basis: 'на каком основании',
  amount: 'размер',
  paid: 'уплачено',
  left: 'осталось уплатить',
  statusTitle: 'состояние уплаты',
  clause: 'пункт акта',
  name: 'имя или название полностью',
  position: 'должность',
  surname: 'фамилия',
  firstName: 'имя',
  patronymic: 'отчество',
  birthDate: 'дата рождения',
  snils: 'СНИЛС',
  inn: 'ИНН',
  ogrn: 'ОГРН',
  ogrnip: 'ОГРНИП',
  kpp: 'КПП',
  postalAddress: 'почтовый адрес',
  registrationAddress: 'адрес регистрации',
  actualAddress: 'адрес проживания',
  phone: 'телефон',
  fax: 'факс',
  email: 'электронная почта',
  passport: 'паспорт',
  series: 'серия',
  issuedBy: 'кем выдан',
  issuedOn: 'дата выдачи',
  departmentCode: 'код подразделения',
};

const dates: ReadonlySet<string> = new Set([
  'today',
  ...['createdAt', 'registeredAt', 'dueDate', 'decisionDate', 'date', 'birthDate', 'issuedOn'],
]);

/** Everything that a template of a service with this form may name; lists and their rows apart. */
export function placeholderChoices(form: FormDefinition): PlaceholderChoice[] {
  const answers = [...knownPlaceholders(form)].filter((path) => path.startsWith('answers.'));
  const fixed = [...knownPlaceholders(form)].filter((path) => !path.startsWith('answers.'));
  return [...answers, ...fixed]
    .filter((path) => !path.includes('[]') && path !== 'decision.grounds')
    .map((path) => choiceOf(path, form));
}

/** Lists that a part of a paper or the rows of a table can be repeated for. */
export function listChoices(form: FormDefinition): PlaceholderChoice[] {
  const known = [...knownPlaceholders(form)];
  const lists = known.filter((path) => path.endsWith('[]')).map((path) => path.slice(0, -2));
  return ['decision.grounds', ...lists.filter((path) => !path.includes('[]'))].map((path) => choiceOf(path, form));
}

/** What a row of the list has. */
export function itemChoices(form: FormDefinition, list: string): PlaceholderChoice[] {
  const prefix = `${list}[].`;
  return [...knownPlaceholders(form)]
    .filter((path) => path.startsWith(prefix))
    .map((path) => ({ ...choiceOf(path, form), path: `item.${path.slice(prefix.length)}` }));
}

export function choiceOf(path: string, form: FormDefinition): PlaceholderChoice {
  const [root = '', ...rest] = path.split('.');
  if (root === 'answers') return answerChoice(path, rest, form);
  const last = rest.at(-1) ?? root;
  const words = rest.map((key) => fields[key.replace('[]', '')] ?? key).join(', ');
  const title = root === 'today' ? 'Сегодняшняя дата' : `${roots[root] ?? root}: ${words}`;
  return { path, title, converter: dates.has(last) ? 'date' : undefined };
}

function answerChoice(path: string, keys: readonly string[], form: FormDefinition): PlaceholderChoice {
  const titles: string[] = [];
  let schema: JsonSchema | undefined = { properties: form.schema.properties };
  for (const key of keys) {
    schema = schema?.properties?.[key.replace('[]', '')];
    titles.push(schema?.title ?? key);
    if (key.endsWith('[]')) schema = schema?.items;
  }
  const widget = keys.length === 1 ? form.ui?.[keys[0] ?? '']?.widget : undefined;
  return { path, title: `Ответ: ${titles.join(', ')}`, converter: converterOf(schema, widget) };
}

function converterOf(schema: JsonSchema | undefined, widget: string | undefined): string | undefined {
  if (schema?.format === 'date') return 'date';
  if (widget === 'money') return 'money';
  return schema?.oneOf !== undefined || schema?.items?.oneOf !== undefined || widget === 'dictionary'
    ? 'title'
    : undefined;
}
