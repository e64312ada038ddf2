import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

export type Dictionary = ApiTypes['AdminDictionary'];
export type Entry = Dictionary['items'][number];
export type WrittenEntry = ApiTypes['WrittenEntry'];
export type Report = ApiTypes['EntryReport'];
export type Calendar = ApiTypes['CalendarList']['items'][number];
export type CalendarChange = ApiTypes['CalendarChange'];
export type Effect = ApiTypes['CalendarEffect'];

const path = '/api/admin/dictionaries';
export const dictionariesKey = ['admin', 'dictionaries'];
export const calendarsKey = ['admin', 'calendars'];

export function useDictionaries() {
  return useQuery({ queryKey: dictionariesKey, queryFn: () => request<ApiTypes['AdminDictionaryList']>(path) });
}

export function useEntries(code: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...dictionariesKey, code, search],
    queryFn: ({ pageParam }) =>
      request<Dictionary>(`${path}/${code}`, { query: { search, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: 0,
    getNextPageParam: (page: Dictionary) => page.next ?? undefined,
  });
}

export function checkTable(code: string, text: string): Promise<Report> {
  return request(`${path}/${code}/table`, { method: 'POST', body: { text } });
}

export function checkEntries(code: string, body: ApiTypes['EntryChanges']): Promise<Report> {
  return request(`${path}/${code}/check`, { method: 'POST', body });
}

export function writeEntries(code: string, body: ApiTypes['EntryChanges']): Promise<ApiTypes['PublishedVersion']> {
  return request(`${path}/${code}/entries`, { method: 'POST', body });
}

export function useCalendars() {
  return useQuery({
    queryKey: calendarsKey,
    queryFn: () => request<ApiTypes['CalendarList']>('/api/admin/calendars'),
    refetchInterval: ({ state }) => (state.data?.recount.state === 'underWay' ? 2_000 : false),
  });
}

export function recountTerms(): Promise<void> {
  return request('/api/admin/calendars/recount', { method: 'POST' });
}

export function effectOf(code: string, body: CalendarChange): Promise<Effect> {
  return request(`/api/admin/calendars/${code}/effect`, { method: 'POST', body });
}

export function changeCalendar(code: string, body: CalendarChange): Promise<ApiTypes['PublishedVersion']> {
  return request(`/api/admin/calendars/${code}`, { method: 'PUT', body });
}
