import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../client.ts';

export type RetentionService = ApiTypes['RetentionService'];
export type RetentionCase = ApiTypes['RetentionCase'];
export type DestructionAct = ApiTypes['DestructionAct'];
export type DestructionItem = ApiTypes['DestructionItem'];
export type DestructionRow = ApiTypes['DestructionRow'];

/** A page of any of these lists. */
const limit = 100;
/** While data are being destroyed, in milliseconds. */
const quick = 1_000;
/** While somebody else is to approve it, or contents of files wait for their hour. */
const slow = 15_000;

export const retentionQuery = queryOptions({
  queryKey: ['retention', 'overview'],
  queryFn: ({ signal }) => request<ApiTypes['RetentionOverview']>('/api/retention', { signal }),
});

export function retentionCasesQuery(service: string) {
  return infiniteQueryOptions({
    queryKey: ['retention', 'cases', service],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['RetentionCases']>('/api/retention/cases', {
        query: { service, limit, after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['RetentionCases']) => page.next ?? undefined,
  });
}

export const actsQuery = infiniteQueryOptions({
  queryKey: ['destruction-acts', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request<ApiTypes['DestructionList']>('/api/destruction-acts', { query: { limit, after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page: ApiTypes['DestructionList']) => page.next ?? undefined,
  staleTime: 0,
});

/** How often an act is looked at again by itself: nobody works on one that has stopped. */
function paceOf(one: DestructionAct | undefined): number | false {
  if (one === undefined || one.stopped) return false;
  if (one.act.status === 'running') return quick;
  return one.act.status === 'contents' || one.act.status === 'prepared' ? slow : false;
}

export const actPath = (id: string) => `/api/destruction-acts/${id}`;

export function actQuery(id: string) {
  return queryOptions({
    queryKey: ['destruction-acts', id],
    queryFn: ({ signal }) => request<DestructionAct>(actPath(id), { signal }),
    refetchInterval: ({ state }) => paceOf(state.data),
    staleTime: 0,
  });
}

export function actRowsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['destruction-acts', id, 'rows'],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['DestructionRows']>(`${actPath(id)}/rows`, { query: { limit, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['DestructionRows']) => page.next ?? undefined,
    staleTime: 0,
  });
}
