import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery } from '@tanstack/react-query';

export type Kept = ApiTypes['QuarantineView'];
export type Stopped = ApiTypes['StoppedView'];

export const keptKey = ['admin', 'deliveries'];
export const stoppedKey = ['admin', 'stopped'];

export function useKept(status: 'quarantine' | 'late' | 'resolved') {
  return useInfiniteQuery({
    queryKey: [...keptKey, status],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['QuarantineList']>('/api/admin/deliveries', {
        query: { status, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['QuarantineList']) => page.next ?? undefined,
  });
}

export function resolveKept({ id }: Kept, resolution: string): Promise<void> {
  return request(`/api/admin/deliveries/${id}/resolve`, { method: 'POST', body: { resolution } });
}

export function useStopped() {
  return useInfiniteQuery({
    queryKey: stoppedKey,
    queryFn: ({ pageParam }) =>
      request<ApiTypes['StoppedList']>('/api/admin/stopped', { query: pageParam ? { after: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['StoppedList']) => page.next ?? undefined,
  });
}

export function retryStopped({ id }: Stopped): Promise<void> {
  return request(`/api/admin/stopped/${id}/retry`, { method: 'POST' });
}
