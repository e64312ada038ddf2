import type { ApiTypes } from '@reglament/core/api';
import { queryOptions } from '@tanstack/react-query';
import type { ServiceView } from '../api.ts';
import { request } from '../client.ts';

/** Services in which this person holds some function. */
export function servicesQuery() {
  return queryOptions({
    queryKey: ['services'],
    queryFn: async ({ signal }) => (await request<ApiTypes['ServiceList']>('/api/services', { signal })).items,
    staleTime: 5 * 60_000,
  });
}

/** A version is immutable, so it is asked for once. */
export function serviceQuery(code: string, version?: number) {
  return queryOptions({
    queryKey: ['service', code, version ?? 'current'],
    queryFn: ({ signal }) => request<ServiceView>(`/api/services/${code}`, { query: { version }, signal }),
    staleTime: version === undefined ? 60_000 : Number.POSITIVE_INFINITY,
  });
}
