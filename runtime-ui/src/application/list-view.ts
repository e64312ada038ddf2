/** What the list shows, as its address says it: a link to a view can be sent to a colleague. Pure. */

export const filterNames = [
  'number',
  'address',
  'submittedBy',
  'applicant',
  'service',
  'executor',
  'source',
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
  return { tab, filters, sort: search.get('sort') ?? defaultSort };
}

export function searchOfView({ tab, filters, sort }: ListView, firstTab: string): string {
  const search = new URLSearchParams();
  if (tab !== firstTab) search.set('tab', tab);
  for (const name of filterNames) {
    const value = filters[name]?.trim();
    if (value) search.set(name, value);
  }
  if (sort !== defaultSort) search.set('sort', sort);
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** Columns by which the server sorts; the others have a plain head. */
export const sortableColumns: ReadonlySet<string> = new Set([
  'number',
  'registeredAt',
  'createdAt',
  'service',
  'applicant',
  'state',
  'dueDate',
  'source',
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
