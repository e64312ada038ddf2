import { knownPlaceholders } from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import { type Place, placesOf } from './places.ts';

/** Places of one origin, as a picker groups them. */
export interface PlaceGroup {
  readonly label: string;
  readonly places: readonly Place[];
}

const roots: Readonly<Record<string, string>> = {
  applicant: 'Заявитель',
  representative: 'Представитель',
  submittedBy: 'Кто подал',
  application: 'Заявка',
  service: 'Услуга',
  organisation: 'Орган',
  executor: 'Исполнитель',
  approver: 'Кто утвердил',
  registrar: 'Кто зарегистрировал',
  decision: 'Решение',
  duty: 'Госпошлина',
  notification: 'Уведомление заявителя',
  parent: 'Заявка, по которой процедура',
  today: 'Сегодня',
};

const members: Readonly<Record<string, string>> = {
  name: 'полное имя или название',
  kind: 'вид',
  surname: 'фамилия',
  firstName: 'имя',
  patronymic: 'отчество',
  birthDate: 'дата рождения',
  snils: 'СНИЛС',
  inn: 'ИНН',
  ogrn: 'ОГРН',
  ogrnip: 'ОГРНИП',
  kpp: 'КПП',
  title: 'название',
  shortTitle: 'краткое название',
  address: 'адрес',
  postalAddress: 'почтовый адрес',
  registrationAddress: 'адрес регистрации',
  actualAddress: 'адрес проживания',
  phone: 'телефон',
  fax: 'факс',
  email: 'электронная почта',
  passport: 'паспорт',
  series: 'серия',
  number: 'номер',
  issuedBy: 'кем выдан',
  issuedOn: 'дата выдачи',
  departmentCode: 'код подразделения',
  createdAt: 'когда создана',
  registeredAt: 'дата регистрации',
  dueDate: 'срок',
  stateTitle: 'состояние',
  code: 'код',
  headName: 'руководитель',
  headPosition: 'должность руководителя',
  position: 'должность',
  text: 'текст',
  message: 'сообщение',
  date: 'дата',
  exception: 'исключение',
  justification: 'обоснование',
  'grounds[]': 'основания',
  grounds: 'основания',
  basis: 'на каком основании',
  amount: 'размер, копеек',
  paid: 'уплачено, копеек',
  left: 'осталось уплатить, копеек',
  statusTitle: 'состояние уплаты',
  clause: 'пункт акта',
  way: 'способ',
  serviceTitle: 'услуга',
  decisionDate: 'дата решения',
};

const bare: FormDefinition = { schema: { type: 'object', properties: {} }, sections: [] };

/** What a question can take: answers of the form, and everything that papers and messages may speak of. */
export function applicationSources(form: FormDefinition): PlaceGroup[] {
  const paths = [...knownPlaceholders(bare)];
  const groups = Map.groupBy(paths, (path) => path.split('.')[0] ?? '');
  return [
    { label: 'Поля формы', places: answerPlaces(form) },
    ...[...groups].map(([root, own]) => ({
      label: roots[root] ?? root,
      places: own.map((path) => ({ path, title: titleOfPath(path) })),
    })),
  ];
}

/** The answers of the form, as mappings name them. */
export function answerPlaces(form: FormDefinition): Place[] {
  return placesOf(form).map((place) => ({ ...place, path: `answers.${place.path}` }));
}

function titleOfPath(path: string): string {
  const [root = '', ...rest] = path.split('.');
  const words = rest.map((part) => members[part] ?? part).join(', ');
  return words === '' ? (roots[root] ?? root) : `${roots[root] ?? root}: ${words}`;
}
