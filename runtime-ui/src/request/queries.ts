import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { RequestForm, RequestList, RequestView } from '../api.ts';
import { request } from '../client.ts';

/** What may be asked on an application, and what was; made stale by every change that the stream tells of. */
export function requestListQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['requests', applicationId, 'list'],
    queryFn: ({ signal }) => request<RequestList>(`/api/applications/${applicationId}/requests`, { signal }),
  });
}

/** A form filled from the application as it stands now; asked for anew each time one begins. */
export function requestFormQuery(applicationId: string, entry: string) {
  return queryOptions({
    queryKey: ['request-form', applicationId, entry],
    queryFn: ({ signal }) =>
      request<RequestForm>(`/api/applications/${applicationId}/request-forms/${entry}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function requestQuery(applicationId: string, id: string) {
  return queryOptions({
    queryKey: ['requests', applicationId, id],
    queryFn: ({ signal }) => request<RequestView>(`/api/requests/${id}`, { signal }),
  });
}

export function exchangesQuery(applicationId: string, id: string) {
  return infiniteQueryOptions({
    queryKey: ['requests', applicationId, id, 'exchanges'],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ExchangeList']>(`/api/requests/${id}/exchanges`, {
        query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['ExchangeList']) => page.next ?? undefined,
  });
}

export function deliveriesQuery(applicationId: string, id: string) {
  return queryOptions({
    queryKey: ['requests', applicationId, id, 'deliveries'],
    queryFn: ({ signal }) => request<ApiTypes['RequestDeliveryList']>(`/api/requests/${id}/deliveries`, { signal }),
  });
}
