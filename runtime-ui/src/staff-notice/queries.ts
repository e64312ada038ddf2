import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { request } from '../client.ts';

type StaffNoticeList = ApiTypes['StaffNoticeList'];
export type StaffNotice = ApiTypes['StaffNoticeView'];

const queryKey = ['staff-notices'];

/** One's own notices, the newest first; every page says how many are new. */
export const staffNoticesQuery = infiniteQueryOptions({
  queryKey,
  queryFn: ({ pageParam, signal }) =>
    request<StaffNoticeList>('/api/me/notices', { query: pageParam ? { after: pageParam } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page: StaffNoticeList) => page.next ?? undefined,
});

/** One of them, or all. */
export async function markRead(queryClient: QueryClient, id?: string): Promise<void> {
  const path = id === undefined ? '/api/me/notices/read' : `/api/me/notices/${id}/read`;
  await request(path, { method: 'POST' });
  await queryClient.invalidateQueries({ queryKey });
}
