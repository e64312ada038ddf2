import type { ApplicationCard, DutyView } from '../api.ts';
import { moneyText } from '../ui/format.ts';
import type { Tone } from '../ui/status-tag.tsx';

type Summary = NonNullable<ApplicationCard['duty']>;

const looks: Readonly<Record<Summary['status'], { tone: Tone; title: string }>> = {
  notRequired: { tone: 'neutral', title: 'Не взимается' },
  unknown: { tone: 'neutral', title: 'Размер не определён' },
  unpaid: { tone: 'warning', title: 'Не уплачена' },
  partlyPaid: { tone: 'warning', title: 'Уплачена частично' },
  paid: { tone: 'success', title: 'Уплачена' },
  exempt: { tone: 'success', title: 'Заявитель освобождён' },
};

export function lookOf(status: Summary['status']): { tone: Tone; title: string } {
  return looks[status];
}

/** In a line: what is still owed stands beside the state. */
export function summaryWords({ status, left }: Summary): string {
  const { title } = lookOf(status);
  if (status === 'partlyPaid') return `${title}, осталось ${moneyText(left)}`;
  return status === 'unpaid' ? `${title}: ${moneyText(left)}` : title;
}

/** How much by now, and whether it can still become another. */
export function amountNote({ fixed, amount, missing }: DutyView): string {
  if (fixed) return 'Закреплён регистрацией: ответы его больше не меняют.';
  if (amount === null)
    return missing.length > 0 ? `Заполните и сохраните: ${missing.join(', ')}.` : 'Дополните заявку.';
  return 'Посчитан по сохранённым ответам; регистрация его закрепит.';
}

const moments = {
  register: 'До регистрации заявки: без уплаты её не зарегистрировать',
  grant: 'До положительного решения: без уплаты его не принять',
} as const;

export function momentWords({ before }: DutyView): string | undefined {
  return before === null ? undefined : moments[before];
}

const requisiteTitles = [
  ['name', 'Получатель'],
  ['inn', 'ИНН получателя'],
  ['kpp', 'КПП получателя'],
  ['account', 'Номер казначейского счёта'],
  ['bank', 'Банк получателя'],
  ['bik', 'БИК'],
  ['correspondentAccount', 'Единый казначейский счёт'],
  ['kbk', 'КБК'],
  ['oktmo', 'ОКТМО'],
] as const;

/** What is not given is left out. */
export function requisitesOf(payee: NonNullable<DutyView['payee']>) {
  return requisiteTitles.flatMap(([key, label]) => {
    const value = payee[key];
    return value === undefined ? [] : [{ key, label, value }];
  });
}
