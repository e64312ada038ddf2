/** What the list shows, as its address says it: a link to a view can be sent to a colleague. Pure. */
import { type ColumnCode, isColumnCode } from './columns.ts';

export const filterNames = [
  'number',
  'address',
  'submittedBy',
  'applicant',
  'service',
  'executor',
  'source',
  'handover',
  'duty',
  'from',
  'to',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** Columns that have a field of search above them. */
export const searchedColumns: ReadonlySet<string> = new Set(['number', 'address', 'submittedBy', 'applicant']);

export interface ListView {
  tab: string;
  filters: Filters;
  sort: string;
  /** None: those of the workplace. */
  columns: readonly ColumnCode[];
}

export const defaultSort = '-listedAt';

export function viewOfSearch(search: URLSearchParams, tabs: readonly { code: string }[]): ListView {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = search.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const asked = search.get('tab');
  const tab = tabs.find(({ code }) => code === asked)?.code ?? tabs[0]?.code ?? '';
  const columns = [...new Set(search.get('columns')?.split(',') ?? [])].filter(isColumnCode);
  return { tab, filters, sort: search.get('sort') ?? defaultSort, columns };
}

/** The tab is always said: an address that says nothing opens the person's usual view. */
export function searchOfView({ tab, filters, sort, columns }: ListView): string {
  const search = new URLSearchParams({ tab });
  for (const name of filterNames) {
    const value = filters[name]?.trim();
    if (value) search.set(name, value);
  }
  if (sort !== defaultSort) search.set('sort', sort);
  if (columns.length > 0) search.set('columns', columns.join(','));
  return `?${search}`;
}

/** Whether both show the same rows in the same way. */
export function sameView(one: ListView, other: ListView): boolean {
  return searchOfView(one) === searchOfView(other);
}

/** Columns whose order the server has at hand among a million cases; the others have a plain head. */
export const sortableColumns: ReadonlySet<string> = new Set([
  'number',
  'registeredAt',
  'service',
  'applicant',
  'state',
  'dueDate',
  'address',
  'submittedBy',
]);

/** First ascending, then descending, then back to the usual order. */
export function nextSort(sort: string, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? defaultSort : column;
}

export function sortDirection(sort: string, column: string): 'ascending' | 'descending' | undefined {
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : undefined;
}

export const sourceTitles: Readonly<Record<string, string>> = {
  employee: 'Сотрудник',
  epgu: 'ЕПГУ',
  rpgu: 'РПГУ',
  mfc: 'МФЦ',
};
