import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery } from '@tanstack/react-query';

export type ParkedJob = ApiTypes['ParkedJobView'];

const PATH = '/api/admin/jobs';
export const parkedJobsKey = ['admin', 'jobs'];

export function useParkedJobs() {
  return useInfiniteQuery({
    queryKey: parkedJobsKey,
    queryFn: ({ pageParam }) =>
      request<ApiTypes['ParkedJobList']>(PATH, { query: pageParam ? { after: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['ParkedJobList']) => page.next ?? undefined,
  });
}

export function retryJob({ id }: ParkedJob): Promise<void> {
  return request(`${PATH}/${id}/retry`, { method: 'POST' });
}

export function discardJob({ id }: ParkedJob, reason: string): Promise<void> {
  return request(`${PATH}/${id}`, { method: 'DELETE', body: { reason } });
}
