import { quoted, russianMoney } from '../rule/russian.ts';
import type { DutyDue, DutyState, DutyStatus } from './duty-state.ts';

export const statusTitles: Readonly<Record<DutyStatus, string>> = {
  notRequired: 'Не взимается',
  unknown: 'Размер не определён',
  unpaid: 'Не уплачена',
  partlyPaid: 'Уплачена частично',
  paid: 'Уплачена',
  exempt: 'Заявитель освобождён',
};

/** How the duty stood at some moment; money in kopecks, null: not known yet. */
export interface DutyStanding {
  readonly status: DutyStatus;
  readonly paid: number;
  readonly amount: number | null;
}

export interface DutyChange {
  readonly before: DutyStanding;
  readonly after: DutyStanding;
}

/** What an entry has made of it, for the history. */
export function changeWords({ before, after }: DutyChange): string {
  return `Госпошлина была: ${standingWords(before)}. Стала: ${standingWords(after)}.`;
}

function standingWords({ status, paid, amount }: DutyStanding): string {
  const title = statusTitles[status];
  if (status !== 'partlyPaid' && status !== 'paid') return title;
  return `${title}, ${russianMoney(paid)} из ${russianMoney(amount ?? 0)}`;
}

/** What is due from now on, for the history. */
export function dueWords({ amount, title }: DutyDue): string {
  if (amount === 0) return 'Госпошлина не взимается.';
  return title === null ? `Госпошлина – ${russianMoney(amount)}.` : `Госпошлина – ${russianMoney(amount)}: ${title}.`;
}

/** Why an action waits for the duty, and what to do; undefined when nothing is owed. */
export function owedWords(
  { status, due, left, missing }: DutyState,
  labels: Readonly<Record<string, string>> = {},
): string | undefined {
  const todo = 'Внесите платёж или освобождение на карточке, в разделе «Госпошлина»';
  switch (status) {
    case 'unpaid':
      return `Госпошлина не уплачена: ${russianMoney(left)}. ${todo}`;
    case 'partlyPaid':
      return `Госпошлина уплачена не полностью: осталось ${russianMoney(left)} из ${russianMoney(due?.amount ?? 0)}. ${todo}`;
    case 'unknown': {
      const fields = missing
        .filter((field) => !field.startsWith('case.'))
        .map((field) => quoted(labels[field] ?? field));
      return fields.length === 0
        ? 'Размер госпошлины ещё не определён: дополните заявку'
        : `Размер госпошлины ещё не определён: заполните ${fields.join(', ')}`;
    }
    default:
      return undefined;
  }
}
