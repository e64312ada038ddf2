import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApplicationCard } from '../api.ts';
import { request } from '../client.ts';
import type { HistoryFilter } from './history-view.ts';
import type { Filters, ListView } from './list-view.ts';

const pageSize = 50;
/** So many pages stay loaded; those at the other end are let go and read again when one comes back to them. */
const mostPages = 40;

export interface PagePlace {
  after?: string;
  before?: string;
  at?: string;
}

/** Pages by keyset, both ways; `at`: from the place of this application. */
export function listQuery({ tab, filters, sort }: ListView, at = '') {
  const initialPageParam: PagePlace = at === '' ? {} : { at };
  return infiniteQueryOptions({
    queryKey: ['applications', 'list', tab, filters, sort, at],
    queryFn: async ({ pageParam, signal, client }) => {
      const list = await request<ApiTypes['ApplicationList']>('/api/applications', {
        query: {
          tab,
          ...filters,
          sort,
          limit: pageSize,
          ...pageParam,
          tabs: Object.keys(pageParam).length === 0 ? 'true' : undefined,
        },
        signal,
      });
      if (list.tabs) client.setQueryData(countsQuery(filters).queryKey, list.tabs);
      return list;
    },
    initialPageParam,
    getNextPageParam: ({ next }: ApiTypes['ApplicationList']): PagePlace | undefined =>
      next === null ? undefined : { after: next },
    getPreviousPageParam: ({ previous }: ApiTypes['ApplicationList']): PagePlace | undefined =>
      previous === null ? undefined : { before: previous },
    maxPages: mostPages,
    placeholderData: (previous) => previous,
  });
}

export type WaitingKind = ApiTypes['WaitingCounts']['items'][number]['kind'];

/** What waits for me, the nearest last day first. */
export function waitingQuery(kind: WaitingKind) {
  return infiniteQueryOptions({
    queryKey: ['applications', 'waiting', kind],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ApplicationList']>('/api/applications', {
        query: { waiting: kind, sort: 'dueDate', limit: pageSize, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['ApplicationList']) => page.next ?? undefined,
    placeholderData: (previous) => previous,
  });
}

export function waitingCountsQuery() {
  return queryOptions({
    queryKey: ['applications', 'waiting', 'counts'],
    queryFn: async ({ signal }) =>
      (await request<ApiTypes['WaitingCounts']>('/api/applications/waiting', { signal })).items,
  });
}

export function countsQuery(filters: Filters) {
  return queryOptions({
    queryKey: ['applications', 'counts', filters],
    queryFn: async ({ signal }) =>
      (await request<ApiTypes['ApplicationCounts']>('/api/applications/counts', { query: { ...filters }, signal }))
        .items,
    placeholderData: (previous) => previous,
  });
}

function newerCard(known: ApplicationCard | undefined, answer: ApplicationCard): ApplicationCard {
  return known && known.version > answer.version ? known : answer;
}

export function cardQuery(id: string) {
  return queryOptions({
    queryKey: ['application', id],
    queryFn: ({ signal }) => request<ApplicationCard>(`/api/applications/${id}`, { signal }),
    // An answer that was on its way while one saved must not put the older case back.
    structuralSharing: (known, answer) => newerCard(known as ApplicationCard | undefined, answer as ApplicationCard),
  });
}

/** All of it, or what a kind and a person leave of it. */
export function historyQuery(id: string, { kind, person }: Partial<HistoryFilter> = {}) {
  return infiniteQueryOptions({
    queryKey: ['application', id, 'history', kind ?? '', person ?? ''],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ApplicationHistory']>(`/api/applications/${id}/history`, {
        query: {
          limit: 100,
          ...(pageParam ? { after: pageParam } : {}),
          ...(kind ? { kind } : {}),
          ...(person ? { person } : {}),
        },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page: ApiTypes['ApplicationHistory']) => page.next ?? undefined,
  });
}

export type Candidate = ApiTypes['CandidateList']['items'][number];

export function candidatesQuery(id: string, action: string) {
  return queryOptions({
    queryKey: ['candidates', id, action],
    queryFn: async ({ signal }) =>
      (await request<ApiTypes['CandidateList']>(`/api/applications/${id}/candidates/${action}`, { signal })).items,
    staleTime: 0,
  });
}
