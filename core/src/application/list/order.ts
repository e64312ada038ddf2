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

/** What rows are put in order by: columns that a person names, and what makes of these a whole order. */
export type TermColumn = SortColumn | 'registered' | 'id';

export interface Term {
  readonly by: TermColumn;
  readonly descending: boolean;
}

/** No two rows are equal in it: the id comes last. */
export type Order = readonly Term[];

/** A row's place in an order: what it has of each term. */
export type Place = readonly string[];

export const defaultSort: readonly SortKey[] = [{ column: 'listedAt', descending: true }];

/** Among drafts these say little or nothing: those stand after the registered, whatever the direction. */
const ofRegistered: ReadonlySet<SortColumn> = new Set([
  ...(['number', 'registeredAt', 'dueDate', 'applicant', 'address', 'submittedBy'] as const),
]);
/** Many rows share a value: the newest come first within it. Downwards everything is the other way round. */
const shared: ReadonlySet<SortColumn> = new Set(['service', 'state', 'source']);

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

/** What was asked for, made whole. */
export function orderOf(sort: readonly SortKey[]): Order {
  const terms = sort.map(({ column, descending }) => ({ by: column, descending }));
  const [first = { by: 'listedAt', descending: true } as const] = terms;
  if (terms.length === 1 && shared.has(first.by)) {
    const within = { descending: !first.descending };
    return [first, { by: 'listedAt', ...within }, { by: 'id', ...within }];
  }
  const own: Order = [...terms, { by: 'id', descending: terms.at(-1)?.descending ?? true }];
  return sort.some(({ column }) => ofRegistered.has(column)) ? [{ by: 'registered', descending: true }, ...own] : own;
}

/** The same list, read from its end. */
export function reversed(order: Order): Order {
  return order.map(({ by, descending }) => ({ by, descending: !descending }));
}

/** A cursor holds the order it was made for, so that it cannot be taken to a list in another. */
export function encodeCursor(order: Order, place: Place): string {
  return Buffer.from(JSON.stringify([textOf(order), ...place])).toString('base64url');
}

/** @throws Refusal invalidQuery for anything that encodeCursor has not made for this order; `field` is where it came in */
export function decodeCursor(order: Order, text: string, field = 'after'): Place {
  const [made, ...values] = readParts(text);
  const sound =
    made === textOf(order) &&
    values.length === order.length &&
    order.every(({ by }, at) => fits[kindOf(by)](values[at] ?? ''));
  if (!sound) throw badQuery(field, 'Страница списка устарела: откройте список заново');
  return values;
}

function kindOf(by: TermColumn): keyof typeof fits {
  if (by === 'registered') return 'flag';
  return by === 'id' ? 'uuid' : columnKinds[by];
}

const fits = {
  moment: (text: string) => text === 'infinity' || isIsoDate(moment.exec(text)?.[1]),
  text: () => true,
  flag: (text: string) => text === 'true' || text === 'false',
  uuid: (text: string) => uuid.test(text),
} as const;

function readParts(text: string): string[] {
  try {
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
    if (!Array.isArray(parts)) return [];
    return parts.every((part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0')) ? parts : [];
  } catch {
    return [];
  }
}

function textOf(order: Order): string {
  return order.map(({ by, descending }) => `${descending ? '-' : ''}${by}`).join(',');
}

function isColumn(name: string): name is SortColumn {
  return Object.hasOwn(columnKinds, name);
}

function badQuery(field: string, message: string): Refusal {
  return new Refusal('invalidQuery', message, { problems: [{ field, pointer: `/${field}`, code: field, message }] });
}
