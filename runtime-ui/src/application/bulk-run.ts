import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationRow } from '../api.ts';
import { request } from '../client.ts';
import type { ListView } from './list-view.ts';
import { contentOfView } from './saved-view-queries.ts';
import type { BulkAction } from './selection.ts';
import { newUuid } from './uuid.ts';

export type BulkRun = ApiTypes['BulkRun'];

const pace = 700;

/** Nobody works on one that is in trouble. */
export function isUnderWay(run: Pick<BulkRun, 'status' | 'trouble'> | undefined): boolean {
  return run?.trouble === null && (run.status === 'checking' || run.status === 'running');
}

export type BulkRunItem = ApiTypes['BulkRunItem'];

/** Asked again while something is being done. */
export const bulkRunsQuery = queryOptions({
  queryKey: ['bulk-runs'],
  queryFn: async ({ signal }) => (await request<ApiTypes['BulkRunList']>('/api/me/bulk-runs', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pace : false),
  staleTime: 0,
});

interface Wanted {
  action: BulkAction;
  rows: readonly ApplicationRow[];
  view: ListView | undefined;
}

/** One run from its check to its end. Its key is made once, so nothing that is sent again is done again. */
export function useBulkRun({ action, rows, view }: Wanted) {
  const [key] = useState(newUuid);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const queryClient = useQueryClient();
  const { data: run } = useQuery({
    queryKey: ['bulk-run', key],
    queryFn: ({ signal }) => request<BulkRun>(`/api/me/bulk-runs/${key}`, { signal }),
    enabled: asked,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? pace : false),
  });
  const send = async (path: string, body?: object) => {
    setFailure(null);
    try {
      const answer = await request<BulkRun>(`/api/me/bulk-runs${path}`, { method: 'POST', body });
      queryClient.setQueryData(['bulk-run', key], answer);
      setAsked(true);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    }
  };
  return {
    run,
    failure,
    check(input: Record<string, unknown>) {
      const target = view ? { found: contentOfView(view) } : { rows: rows.map(({ id, version }) => ({ id, version })) };
      return send('', { key, action: action.code, input, ...target });
    },
    start: () => send(`/${key}/start`),
    retry: () => send(`/${key}/retry`),
    cancel: () => send(`/${key}/cancel`),
  };
}
