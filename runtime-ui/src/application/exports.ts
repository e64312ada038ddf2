import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RequestOptions, request } from '../client.ts';

export type ListExport = ApiTypes['ListExport'];
export type ExportFormat = ListExport['format'];

const pace = 1_000;

export function isUnderWay({ status }: Pick<ListExport, 'status'>): boolean {
  return status === 'waiting' || status === 'running';
}

/** Asked again while something is being made. */
export const exportsQuery = queryOptions({
  queryKey: ['list-exports'],
  queryFn: async ({ signal }) => (await request<ApiTypes['ListExportList']>('/api/me/exports', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pace : false),
  staleTime: 0,
});

/** Each change answers with all of one's exports as they are after it. */
export function useExportChange() {
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<Error | null>(null);
  const change = async (path: string, options: RequestOptions): Promise<void> => {
    setFailure(null);
    try {
      const { items } = await request<ApiTypes['ListExportList']>(path, options);
      queryClient.setQueryData(exportsQuery.queryKey, items);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    }
  };
  return { change, failure };
}

/** From 0 to 100; a part of what was found when it began. */
export function percentOf({ status, found, done }: Pick<ListExport, 'status' | 'found' | 'done'>): number {
  if (status === 'done') return 100;
  if (found === null || found === 0) return 0;
  return Math.min(99, Math.floor((done / found) * 100));
}
