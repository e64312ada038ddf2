import type { DutyAmount, DutyExemption, DutyPayee, LegalBasis, StateDuty } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import type { ItemField, ListSpec } from '../list/list-spec.ts';

/** What a service that begins to take a duty says of it: the act is known, the point of it is not. */
export const firstDuty = (): StateDuty => ({
  basis: { title: firstWords.taxCode, clause: firstWords.taxClause, check: true },
  amounts: [{ code: 'amount', title: firstWords.dutyFor, amount: 0 }],
  before: 'register',
});

export const amountList: ListSpec<DutyAmount> = {
  words: {
    add: 'Добавить размер',
    added: 'Добавлен размер пошлины',
    removed: 'Удалён размер пошлины',
    moved: 'Перемещён размер пошлины',
  },
  stem: 'amount',
  blank: () => ({ title: firstWords.dutyFor, amount: 0 }),
  fields: [
    { kind: 'title', key: 'title', step: 'За что пошлина', label: 'За что берётся, словами закона', multiline: true },
    {
      kind: 'money',
      key: 'amount',
      step: 'Размер пошлины',
      label: 'Размер, рублей',
      hint: 'Ноль – пошлина не взимается',
    },
    {
      kind: 'condition',
      key: 'when',
      step: 'Когда такой размер',
      legend: 'Когда размер такой',
      otherwise: 'Во всех остальных случаях',
    },
  ],
};

export const exemptionList: ListSpec<DutyExemption> = {
  words: {
    none: 'Освобождений нет',
    noneHint: 'Если закон кого-то освобождает, перечислите: сотрудник выберет и назовёт документ.',
    add: 'Добавить освобождение',
    added: 'Добавлено освобождение',
    removed: 'Удалено освобождение',
    moved: 'Перемещено освобождение',
  },
  stem: 'exemption',
  blank: () => ({ title: firstWords.exemption, clause: firstWords.exemptionClause, check: true }),
  fields: [
    { kind: 'title', key: 'title', step: 'Кто освобождён', label: 'Кто освобождён', multiline: true },
    { kind: 'text', key: 'clause', label: 'Пункт акта' },
    {
      kind: 'condition',
      key: 'when',
      step: 'Когда предлагается',
      legend: 'Предлагается, когда',
      otherwise: 'Предлагается всегда',
    },
    { kind: 'mark', key: 'check', step: 'Проверить', label: 'Проверить: внесено без сверки с текстом акта' },
  ],
};

export const basisFields: readonly ItemField<LegalBasis>[] = [
  { kind: 'text', key: 'title', step: 'Основание пошлины', label: 'Акт' },
  { kind: 'text', key: 'clause', label: 'Статья, часть, пункт', optional: true },
  { kind: 'mark', key: 'check', step: 'Проверить', label: 'Проверить: внесено без сверки с текстом акта' },
];

export const momentFields: readonly ItemField<StateDuty>[] = [
  {
    kind: 'choice',
    key: 'before',
    step: 'До чего уплачивают пошлину',
    label: 'Без уплаты нельзя',
    otherwise: 'Ничего не закрывать',
    options: () => [
      { value: 'register', label: 'Зарегистрировать заявку и принять положительное решение' },
      { value: 'grant', label: 'Принять положительное решение' },
    ],
  },
];

export const payeeFields: readonly ItemField<DutyPayee>[] = [
  { kind: 'text', key: 'name', label: 'Получатель', multiline: true, optional: true },
  { kind: 'text', key: 'inn', label: 'ИНН получателя', optional: true },
  { kind: 'text', key: 'kpp', label: 'КПП получателя', optional: true },
  { kind: 'text', key: 'account', label: 'Номер казначейского счёта', optional: true },
  { kind: 'text', key: 'bank', label: 'Банк получателя', multiline: true, optional: true },
  { kind: 'text', key: 'bik', label: 'БИК', optional: true },
  { kind: 'text', key: 'correspondentAccount', label: 'Единый казначейский счёт', optional: true },
  { kind: 'text', key: 'kbk', label: 'КБК', optional: true },
  { kind: 'text', key: 'oktmo', label: 'ОКТМО', optional: true },
];
