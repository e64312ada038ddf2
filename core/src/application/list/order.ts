import { isIsoDate } from '../../calendar/iso-date.ts';
import { Refusal } from '../../errors.ts';

/** Columns that lists sort by; the value says how a cursor's value of the column looks. */
const columnKinds = {
  listedAt: 'moment',
  createdAt: 'moment',
  registeredAt: 'moment',
  dueDate: 'moment',
  number: 'text',
  applicant: 'text',
  address: 'text',
  submittedBy: 'text',
  service: 'text',
  state: 'text',
  source: 'text',
} as const;

export type SortColumn = keyof typeof columnKinds;

export interface SortKey {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Where a page ended: the values of its last row in the order of the sort, and its id, which makes the order total. */
export interface Cursor {
  readonly values: readonly string[];
  readonly id: string;
}

export const defaultSort: readonly SortKey[] = [{ column: 'listedAt', descending: true }];

const maxKeys = 4;
/** As PostgreSQL writes a date or a moment in text. */
const moment = /^(\d{4}-\d{2}-\d{2})( ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d){0,2})?$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `-listedAt,number` → keys. @throws Refusal invalidQuery */
export function parseSort(text: string | undefined): readonly SortKey[] {
  if (text === undefined || text === '') return defaultSort;
  const keys = text.split(',').map((part) => {
    const descending = part.startsWith('-');
    const column = descending ? part.slice(1) : part;
    if (!isColumn(column)) {
      throw badQuery('sort', `Столбца «${column}» нет. Сортировать можно по: ${Object.keys(columnKinds).join(', ')}`);
    }
    return { column, descending };
  });
  const repeated = new Set(keys.map((key) => key.column)).size < keys.length;
  if (repeated || keys.length > maxKeys) {
    throw badQuery('sort', `Укажите не больше ${maxKeys} разных столбцов`);
  }
  return keys;
}

/** A cursor holds the sort it was made for, so that it cannot be taken to a list in another order. */
export function encodeCursor(sort: readonly SortKey[], cursor: Cursor): string {
  return Buffer.from(JSON.stringify([sortText(sort), ...cursor.values, cursor.id])).toString('base64url');
}

/** @throws Refusal invalidQuery for anything that encodeCursor has not made for this sort */
export function decodeCursor(sort: readonly SortKey[], text: string): Cursor {
  const [order, ...values] = readParts(text);
  const id = values.pop();
  const sound =
    order === sortText(sort) &&
    id !== undefined &&
    uuid.test(id) &&
    values.length === sort.length &&
    sort.every((key, at) => columnKinds[key.column] === 'text' || isMoment(values[at] ?? ''));
  if (!sound) throw badQuery('after', 'Страница списка устарела: откройте список заново');
  return { values, id };
}

function isMoment(text: string): boolean {
  return text === 'infinity' || isIsoDate(moment.exec(text)?.[1]);
}

function readParts(text: string): string[] {
  try {
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
    if (!Array.isArray(parts)) return [];
    return parts.every((part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0')) ? parts : [];
  } catch {
    return [];
  }
}

function sortText(sort: readonly SortKey[]): string {
  return sort.map((key) => `${key.descending ? '-' : ''}${key.column}`).join(',');
}

function isColumn(name: string): name is SortColumn {
  return Object.hasOwn(columnKinds, name);
}

function badQuery(field: string, message: string): Refusal {
  return new Refusal('invalidQuery', message, { problems: [{ field, pointer: `/${field}`, code: field, message }] });
}
