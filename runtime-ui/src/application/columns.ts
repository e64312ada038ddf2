/** Columns of a list: those of the workplace, or those that a person has chosen, in their order. Pure. */
import type { Workplace } from '@reglament/format';

export type Column = Workplace['columns'][number];
export type ColumnCode = Column['code'];

/** How a column is called that the workplace does not have, and how wide it is. */
const known = {
  number: { title: 'Номер', width: 125 },
  registeredAt: { title: 'Дата регистрации', width: 105 },
  createdAt: { title: 'Дата создания', width: 105 },
  service: { title: 'Услуга', width: 185 },
  applicant: { title: 'Заявитель', width: 190 },
  address: { title: 'Адрес', width: 160 },
  submittedBy: { title: 'Посетитель', width: 150 },
  state: { title: 'Статус', width: 165 },
  executor: { title: 'Исполнитель', width: 115 },
  dueDate: { title: 'Срок', width: 95 },
  source: { title: 'Источник', width: 85 },
  duty: { title: 'Госпошлина', width: 125 },
} as const satisfies Record<ColumnCode, Omit<Column, 'code'>>;

const codes = Object.keys(known) as ColumnCode[];

export function isColumnCode(text: string): text is ColumnCode {
  return Object.hasOwn(known, text);
}

/** Every column that a list can draw: the workplace's first, in its order. */
export function everyColumn(workplace: readonly Column[]): readonly Column[] {
  const own = new Set(workplace.map(({ code }) => code));
  return [...workplace, ...codes.filter((code) => !own.has(code)).map((code) => ({ code, ...known[code] }))];
}

/** The chosen ones; none chosen: the workplace's. The number leads to the card, so a list is never without it. */
export function shownColumns(chosen: readonly ColumnCode[], workplace: readonly Column[]): readonly Column[] {
  if (chosen.length === 0) return workplace;
  const wanted = chosen.includes('number') ? chosen : (['number', ...chosen] as const);
  const every = everyColumn(workplace);
  return wanted.flatMap((code) => every.filter((column) => column.code === code));
}

/** The same list with one of it a step earlier or later; at its end it stays. */
export function moved<Item>(items: readonly Item[], at: number, step: -1 | 1): readonly Item[] {
  const to = at + step;
  if (to < 0 || to >= items.length) return items;
  return items.toSpliced(at, 1).toSpliced(to, 0, ...items.slice(at, at + 1));
}
