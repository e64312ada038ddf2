import { Readable } from 'node:stream';
import type { ApiTypes } from '../../api.gen.ts';
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

const heads = [
  ...['№ п/п', 'Номер', 'Дата регистрации', 'Заявитель', 'Адрес', 'Услуга', 'Источник', 'Исполнитель'],
  ...['Срок', 'Дата ответа', 'Итог'],
];

const sources: Readonly<Record<string, string>> = { employee: 'Сотрудник', epgu: 'ЕПГУ', rpgu: 'РПГУ', mfc: 'МФЦ' };
const outcomes: Readonly<Record<string, string>> = {
  granted: 'Услуга предоставлена',
  refused: 'Отказано',
  withdrawn: 'Отозвано или возвращено',
  closed: 'Работа завершена',
};

/** The whole journal of the period, as it is written. */
export async function registrationsFile(call: ReportCall, query: ApiTypes['ReportQuery']): Promise<Readable> {
  const asked = await askedOf(call, query);
  return Readable.from(linesOf(call, asked));
}

async function* linesOf(call: ReportCall, asked: Asked): AsyncGenerator<string> {
  yield csvMark + csvText([heads]);
  let after: Place;
  let number = 0;
  for (;;) {
    const rows = await readPage(call, asked, { after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield csvText(rows.map((row) => [++number, ...cellsOf(call, asked, row)]));
    if (rows.length < AT_ONCE) return;
    after = { place: last.place, id: last.id };
  }
}

function cellsOf({ deps }: ReportCall, { timeZone }: Asked, row: RegistrationRow): (string | null)[] {
  return [
    row.number,
    russian(localDate(row.registeredAt, timeZone)),
    row.applicant,
    row.address,
    serviceTitle(deps.definitions, row.service),
    sources[row.source] ?? row.source,
    row.executor,
    row.dueDate === null ? null : russian(row.dueDate),
    row.endedAt === null ? null : russian(localDate(row.endedAt, timeZone)),
    row.outcome === null ? null : (outcomes[row.outcome] ?? row.outcome),
  ];
}

function russian(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}.${month}.${year}`;
}
