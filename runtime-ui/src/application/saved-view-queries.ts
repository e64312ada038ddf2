import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RequestOptions, request } from '../client.ts';
import { isColumnCode } from './columns.ts';
import { defaultSort, type Filters, filterNames, type ListView } from './list-view.ts';

export type SavedView = ApiTypes['SavedView'];
type Content = ApiTypes['ListViewContent'];

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: async ({ signal }) => (await request<ApiTypes['SavedViewList']>('/api/me/views', { signal })).items,
  staleTime: 60_000,
});

/** The tab may be gone from the workplace since: then its first one is shown. */
export function viewOfContent({ tab, filters, sort, columns }: Content, tabs: readonly { code: string }[]): ListView {
  const kept: Filters = {};
  for (const name of filterNames) if (filters[name]) kept[name] = filters[name];
  const there = tabs.some(({ code }) => code === tab);
  return {
    tab: there ? tab : (tabs[0]?.code ?? ''),
    filters: kept,
    sort: sort || defaultSort,
    columns: columns.filter(isColumnCode),
  };
}

export function contentOfView({ tab, filters, sort, columns }: ListView): Content {
  return { tab, filters: filters as Content['filters'], sort, columns: [...columns] };
}

/** Each change answers with all views as they are after it. */
export function useSavedViewChange() {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const change = async (path: string, options: RequestOptions): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      const { items } = await request<ApiTypes['SavedViewList']>(path, options);
      queryClient.setQueryData(savedViewsQuery.queryKey, items);
      return true;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { change, busy, failure };
}
