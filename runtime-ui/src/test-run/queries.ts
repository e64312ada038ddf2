import type { ApiTypes } from '@reglament/core/api';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../client.ts';

export type OwnTestRun = ApiTypes['OwnTestRunView'];

/** Services that this person is to try out. */
export const ownTestRunsQuery = queryOptions({
  queryKey: ['test-runs'],
  queryFn: ({ signal }) => request<ApiTypes['OwnTestRunList']>('/api/me/test-runs', { signal }),
  staleTime: 60_000,
});

export const testRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['test-runs', id],
    queryFn: ({ signal }) => request<OwnTestRun>(`/api/me/test-runs/${id}`, { signal }),
    staleTime: 60_000,
  });

/** For all who try the service out. */
export function moveClock(id: string, days: number): Promise<OwnTestRun> {
  return request<OwnTestRun>(`/api/me/test-runs/${id}/clock`, { method: 'POST', body: { days } });
}

export function actAs(id: string, person: string): Promise<OwnTestRun> {
  return request<OwnTestRun>(`/api/me/test-runs/${id}/person`, { method: 'PUT', body: { person } });
}
