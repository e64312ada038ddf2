/** What stands in a cell of a list that is taken out, in the words of the screen. Pure. */
import { localDate } from '../../calendar/local-date.ts';
import type { DutyStatus } from '../../duty/duty-state.ts';
import { statusTitles } from '../../duty/duty-words.ts';

/** A day is `YYYY-MM-DD`. */
export type Cell = { readonly text: string } | { readonly day: string };

/** One application as an export shows it. */
export interface ExportRow {
  readonly number: string | null;
  readonly registeredAt: Date | null;
  readonly createdAt: Date;
  readonly dueDate: string | null;
  readonly serviceTitle: string;
  readonly stateTitle: string;
  readonly applicant: string;
  readonly executor: string;
  readonly source: string;
  readonly address: string;
  readonly submittedBy: string;
  readonly duty: DutyStatus | null;
  readonly timeZone: string;
}

interface ExportColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (row: ExportRow) => Cell;
  /** Words of the system and of definitions, not of people: said in the language of whoever takes the list out. */
  readonly said?: true;
}

const sources: Readonly<Record<string, string>> = { employee: 'Сотрудник', epgu: 'ЕПГУ', rpgu: 'РПГУ', mfc: 'МФЦ' };

const text = (value: string | null): Cell => ({ text: value ?? '' });
const day = (value: string | null): Cell => (value === null ? text('') : { day: value });
const dayOf = (moment: Date | null, timeZone: string): Cell =>
  day(moment === null ? null : localDate(moment, timeZone));

export const exportColumns = {
  number: { title: 'Номер', width: 18, cell: ({ number }) => text(number) },
  registeredAt: { title: 'Дата регистрации', width: 17, cell: (row) => dayOf(row.registeredAt, row.timeZone) },
  createdAt: { title: 'Дата создания', width: 17, cell: (row) => dayOf(row.createdAt, row.timeZone) },
  service: { title: 'Услуга', width: 40, cell: ({ serviceTitle }) => text(serviceTitle), said: true },
  applicant: { title: 'Заявитель', width: 36, cell: ({ applicant }) => text(applicant) },
  state: { title: 'Статус', width: 24, cell: ({ stateTitle }) => text(stateTitle), said: true },
  executor: { title: 'Исполнитель', width: 30, cell: ({ executor }) => text(executor) },
  dueDate: { title: 'Срок', width: 12, cell: ({ dueDate }) => day(dueDate) },
  source: { title: 'Источник', width: 12, cell: ({ source }) => text(sources[source] ?? source), said: true },
  address: { title: 'Адрес', width: 44, cell: ({ address }) => text(address) },
  submittedBy: { title: 'Посетитель', width: 30, cell: ({ submittedBy }) => text(submittedBy) },
  duty: { title: 'Госпошлина', width: 22, cell: ({ duty }) => text(duty && statusTitles[duty]), said: true },
} as const satisfies Record<string, ExportColumn>;

/** A column as it is written for whoever reads by this translation. */
export function columnIn(code: keyof typeof exportColumns, translate: (said: string) => string): ExportColumn {
  const { title, width, cell, said }: ExportColumn = exportColumns[code];
  const inOwn = (one: Cell): Cell => ('text' in one ? { text: translate(one.text) } : one);
  return { title: translate(title), width, cell: said ? (row) => inOwn(cell(row)) : cell };
}
