import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { IncomingStatus, IncomingView } from '../api.ts';
import { request } from '../client.ts';

export function incomingListQuery(status: IncomingStatus) {
  return infiniteQueryOptions({
    queryKey: ['incoming-requests', 'list', status],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['IncomingList']>('/api/incoming-requests', {
        query: { status, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['IncomingList']) => page.next ?? undefined,
  });
}

export function incomingQuery(id: string) {
  return queryOptions({
    queryKey: ['incoming-requests', id],
    queryFn: ({ signal }) => request<IncomingView>(`/api/incoming-requests/${id}`, { signal }),
  });
}
