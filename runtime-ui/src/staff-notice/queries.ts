import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { request } from '../client.ts';
import type { NoticeEvent } from '../notice-setting/queries.ts';

type StaffNoticeList = ApiTypes['StaffNoticeList'];
export type StaffNotice = ApiTypes['StaffNoticeView'];

const queryKey = ['staff-notices'];

export interface NoticeFilter {
  status: 'all' | 'new';
  event: NoticeEvent | null;
}

/** One's own notices, the newest first; every page says how many are new, whatever is filtered. */
export const staffNoticesQuery = ({ status, event }: NoticeFilter) =>
  infiniteQueryOptions({
    queryKey: [...queryKey, status, event],
    queryFn: ({ pageParam, signal }) =>
      request<StaffNoticeList>('/api/me/notices', {
        query: { status, ...(event ? { event } : {}), ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: StaffNoticeList) => page.next ?? undefined,
  });

/** One of them, or all. */
export async function markRead(queryClient: QueryClient, id?: string): Promise<void> {
  const path = id === undefined ? '/api/me/notices/read' : `/api/me/notices/${id}/read`;
  await request(path, { method: 'POST' });
  await queryClient.invalidateQueries({ queryKey });
}
