import { Readable } from 'node:stream';
import type { ApiTypes } from '../../api.gen.ts';
import type { Cell } from '../../application/export/cells.ts';
import type { Head } from '../../application/export/writer.ts';
import { openXlsx } from '../../application/export/xlsx.ts';
import { decodeCursor, encodeCursor, type Order } from '../../application/list/order.ts';
import { localDate } from '../../calendar/local-date.ts';
import { csvMark, csvText } from '../../csv.ts';
import { usualPage } from '../../list-page.ts';
import { askedOf, type ReportCall, serviceTitle } from '../monitoring.ts';
import type { Asked } from '../queries.ts';
import { listRegistrations, type RegistrationRow } from './queries.ts';

/** The order of the journal, as the lists of applications know it. */
const order: Order = [
  { by: 'registeredAt', descending: false },
  { by: 'id', descending: false },
];

/** @throws Refusal invalidQuery for a page that is none */
export async function registrationsOf(
  call: ReportCall,
  query: ApiTypes['RegistrationQuery'],
): Promise<ApiTypes['RegistrationList']> {
  const limit = query.limit ?? usualPage;
  const rows = await readPage(call, await askedOf(call, query), { after: placeOf(query.after), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => viewOf(call, row)),
    next: rows.length > limit && last ? encodeCursor(order, [last.place, last.id]) : null,
  };
}

type Place = { readonly place: string; readonly id: string } | undefined;

function placeOf(after: string | undefined): Place {
  if (after === undefined) return undefined;
  const [place = '', id = ''] = decodeCursor(order, after);
  return { place, id };
}

function readPage({ deps }: ReportCall, asked: Asked, page: { after: Place; limit: number }) {
  return deps.database.inBodies([asked.organisationId], (trx) => listRegistrations(trx, { ...asked, ...page }));
}

function viewOf(call: ReportCall, row: RegistrationRow): ApiTypes['RegistrationView'] {
  const { place: _place, service, registeredAt, endedAt, outcome, ...rest } = row;
  return {
    ...rest,
    service: { code: service, title: serviceTitle(call.deps.definitions, service) },
    registeredAt: registeredAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    outcome: outcome as ApiTypes['RegistrationView']['outcome'],
  };
}

/** Rows of one page of the file: each page is a transaction of its own, so a long journal holds nothing up. */
const AT_ONCE = 1_000;

const heads: readonly Head[] = [
  { title: '№ п/п', width: 8 },
  { title: 'Номер', width: 18 },
  { title: 'Дата регистрации', width: 17 },
  { title: 'Заявитель', width: 36 },
  { title: 'Адрес', width: 40 },
  { title: 'Услуга', width: 40 },
  { title: 'Источник', width: 12 },
  { title: 'Исполнитель', width: 32 },
  { title: 'Срок', width: 12 },
  { title: 'Дата ответа', width: 13 },
  { title: 'Итог', width: 24 },
];

const sources: Readonly<Record<string, string>> = { employee: 'Сотрудник', epgu: 'ЕПГУ', rpgu: 'РПГУ', mfc: 'МФЦ' };
const outcomes: Readonly<Record<string, string>> = {
  granted: 'Услуга предоставлена',
  refused: 'Отказано',
  withdrawn: 'Отозвано или возвращено',
  closed: 'Работа завершена',
};

/** The whole journal of the period, as it is written: for a spreadsheet, or plain for a program. @throws Refusal */
export async function registrationsFile(
  call: ReportCall,
  query: ApiTypes['ReportQuery'],
  format: 'csv' | 'xlsx',
): Promise<Readable> {
  const asked = await askedOf(call, query);
  return Readable.from(format === 'csv' ? linesOf(call, asked) : workbookOf(call, asked));
}

async function* linesOf(call: ReportCall, asked: Asked): AsyncGenerator<string> {
  yield csvMark + csvText([heads.map(({ title }) => title)]);
  for await (const rows of pagesOf(call, asked)) yield csvText(rows.map((row) => row.map(plain)));
}

async function* workbookOf(call: ReportCall, asked: Asked): AsyncGenerator<Uint8Array> {
  const book = openXlsx(heads);
  for await (const rows of pagesOf(call, asked)) {
    for (const row of rows) book.write(row);
    yield* book.take();
  }
  book.end();
  yield* book.take();
}

async function* pagesOf(call: ReportCall, asked: Asked): AsyncGenerator<Cell[][]> {
  let after: Place;
  let number = 0;
  for (;;) {
    const rows = await readPage(call, asked, { after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => [text(String(++number)), ...cellsOf(call, asked, row)]);
    if (rows.length < AT_ONCE) return;
    after = { place: last.place, id: last.id };
  }
}

function cellsOf({ deps }: ReportCall, { timeZone }: Asked, row: RegistrationRow): Cell[] {
  return [
    text(row.number),
    day(localDate(row.registeredAt, timeZone)),
    text(row.applicant),
    text(row.address),
    text(serviceTitle(deps.definitions, row.service)),
    text(sources[row.source] ?? row.source),
    text(row.executor),
    day(row.dueDate),
    day(row.endedAt === null ? null : localDate(row.endedAt, timeZone)),
    text(row.outcome === null ? null : (outcomes[row.outcome] ?? row.outcome)),
  ];
}

const text = (value: string | null): Cell => ({ text: value ?? '' });
const day = (value: string | null): Cell => (value === null ? text(value) : { day: value });

function plain(cell: Cell): string {
  if (!('day' in cell)) return cell.text;
  const [year, month, date] = cell.day.split('-');
  return `${date}.${month}.${year}`;
}
