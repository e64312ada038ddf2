import type { ApiTypes } from '@reglament/core/api';
import { addDays } from '@reglament/core/rules';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { pathWithQuery, request } from '../client.ts';

export type Monitoring = ApiTypes['MonitoringView'];
export type Statistics = ApiTypes['StatisticalReport'];
export type Registration = ApiTypes['RegistrationView'];
export type Asked = ApiTypes['ReportQuery'];

/** A quarter, unless the address says otherwise. */
const USUAL_DAYS = 90;

export function askedOf(search: URLSearchParams, today: string): Asked {
  const to = search.get('to') || today;
  const from = search.get('from') || addDays(to, 1 - USUAL_DAYS);
  const service = search.get('service');
  const department = search.get('department');
  return { from, to, ...(service ? { service } : {}), ...(department ? { department } : {}) };
}

export function monitoringQuery(asked: Asked) {
  return queryOptions({
    queryKey: ['report', 'monitoring', asked],
    queryFn: ({ signal }) => request<Monitoring>('/api/reports/monitoring', { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function statisticsQuery(asked: Asked) {
  return queryOptions({
    queryKey: ['report', 'statistics', asked],
    queryFn: ({ signal }) => request<Statistics>('/api/reports/statistics', { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function registrationsQuery(asked: Asked) {
  return infiniteQueryOptions({
    queryKey: ['report', 'registrations', asked],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['RegistrationList']>('/api/reports/registrations', {
        query: { ...asked, limit: 100, after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['RegistrationList']) => page.next ?? undefined,
  });
}

export function registrationsFile(asked: Asked, format: 'csv' | 'xlsx'): string {
  return pathWithQuery(`/api/reports/registrations/${format}`, { ...asked });
}
