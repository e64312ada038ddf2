/** Where «Вернуться» leads: the list as one left it, with its tab, its filter and the row, in this tab of the browser. */
import type { QueryClient } from '@tanstack/react-query';
import { base } from '../place.ts';
import type { ListView } from './list-view.ts';
import { listQuery } from './queries.ts';

const storageKey = `reglament.list${base}`;
const loadedKey = `reglament.list.loaded${base}`;

export function rememberPlace(path: string): void {
  sessionStorage.setItem(storageKey, path);
}

export function listPlace(): string {
  const path = sessionStorage.getItem(storageKey);
  return path?.startsWith('/') ? path : '/applications';
}

/** The row that one is at stands in the address: so the way back leads to it, and a link to the place can be sent. */
export function rememberRow(id: string, loadedFrom: string): void {
  const search = new URLSearchParams(window.location.search);
  search.set('at', id);
  const path = `${window.location.pathname}?${search}`;
  window.history.replaceState(window.history.state, '', path);
  rememberPlace(path.slice(base.length));
  sessionStorage.setItem(loadedKey, loadedFrom);
}

/** From which row the list was loaded that one comes back to, while it is still here; otherwise it is loaded from the row. */
export function loadedFrom(queryClient: QueryClient, view: ListView, at: string): string {
  if (at === '') return '';
  const from = sessionStorage.getItem(loadedKey) ?? '';
  const known = queryClient.getQueryData(listQuery(view, from).queryKey);
  return known?.pages.some(({ items }) => items.some(({ id }) => id === at)) ? from : at;
}
