import { absolutePath, parseText } from '../document/placeholder.ts';

/** What is put into a paper or a message, in words. */
const WORDS: Readonly<Record<string, string>> = {
  today: 'сегодняшняя дата',
  'application.number': 'номер заявления',
  'application.createdAt': 'дата создания заявления',
  'application.registeredAt': 'дата регистрации заявления',
  'application.dueDate': 'последний день срока',
  'application.stateTitle': 'состояние заявления',
  'service.title': 'название услуги',
  'service.shortTitle': 'краткое название услуги',
  'parent.number': 'номер исходного заявления',
  'parent.registeredAt': 'дата регистрации исходного заявления',
  'parent.serviceTitle': 'название услуги исходного заявления',
  'parent.decisionDate': 'дата решения по исходному заявлению',
  'organisation.title': 'название органа',
  'organisation.shortTitle': 'краткое название органа',
  'organisation.address': 'адрес органа',
  'organisation.headName': 'руководитель органа',
  'organisation.headPosition': 'должность руководителя органа',
  'notification.way': 'способ уведомления',
  'notification.address': 'адрес для уведомления',
  'decision.kind': 'вид решения',
  'decision.title': 'название решения',
  'decision.text': 'обоснование решения',
  'decision.message': 'сообщение заявителю',
  'decision.date': 'дата решения',
  'decision.exception': 'случай, в котором названы новые основания',
  'decision.justification': 'обоснование новых оснований',
  'decision.grounds': 'основания решения',
  'decision.grounds[].code': 'код основания',
  'decision.grounds[].title': 'основание',
  'decision.grounds[].clause': 'пункт акта',
  'decision.grounds[].text': 'пояснение исполнителя',
  'duty.title': 'за что взимается госпошлина',
  'duty.basis': 'основание госпошлины',
  'duty.amount': 'размер госпошлины',
  'duty.paid': 'сколько госпошлины уплачено',
  'duty.left': 'сколько госпошлины осталось уплатить',
  'duty.statusTitle': 'уплачена ли госпошлина',
  index: 'номер по порядку',
};

const PEOPLE: Readonly<Record<string, string>> = {
  applicant: 'заявитель',
  representative: 'представитель',
  submittedBy: 'сдавший документы',
  executor: 'исполнитель',
  approver: 'утвердивший',
  registrar: 'регистратор',
};

const FACTS: Readonly<Record<string, string>> = {
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
  actualAddress: 'фактический адрес',
  phone: 'телефон',
  fax: 'факс',
  email: 'адрес электронной почты',
  position: 'должность',
};

/** A text with its places to fill named in square brackets, as in a draft of an act. */
export type Placed = (text: string, listPath?: string) => string;

/** `labels` name the fields of the form by path. */
export function placedBy(labels: Readonly<Record<string, string>>): Placed {
  return (text, listPath) =>
    parseText(text)
      .map((part) => ('literal' in part ? part.literal : `[${nameOf(absolutePath(part.path, listPath), labels)}]`))
      .join('');
}

export function nameOf(path: string, labels: Readonly<Record<string, string>>): string {
  const known = own(WORDS, path);
  if (known !== undefined) return known;
  const [root = '', ...rest] = path.split('.');
  if (root === 'answers') return own(labels, rest.join('.').replaceAll('[]', '')) ?? path;
  const person = own(PEOPLE, root);
  if (person === undefined) return path;
  const fact = rest.join('.');
  if (fact === 'name') return person;
  return `${person}: ${own(FACTS, fact) ?? (fact.startsWith('passport.') ? 'паспорт' : fact)}`;
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
