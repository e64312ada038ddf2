/** Drafts that were thrown away in this window: each can be had back for as long as it stands open. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationCard } from '../api.ts';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { announce } from '../ui/live-region.tsx';
import { dropDraft } from './local-draft.ts';

interface DraftPlace {
  id: string;
  version: number;
}

interface Discards {
  /** Those that went in one go, the latest last. */
  batches: readonly (readonly DraftPlace[])[];
  /** What the server had against the last of it. */
  failure: string | null;
  /** Has just come back: the focus goes to its row. */
  back: string | null;
}

const nothing: Discards = { batches: [], failure: null, back: null };

const discardsQuery = queryOptions({
  queryKey: ['discarded drafts'],
  queryFn: (): Discards => nothing,
  initialData: nothing,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

type Way = 'discard' | 'restore';

/** One after another; what the server refuses keeps none of the others. */
async function move(queryClient: QueryClient, places: readonly DraftPlace[], way: Way) {
  const done: DraftPlace[] = [];
  const failures: string[] = [];
  for (const { id, version } of places) {
    try {
      const card = await request<ApplicationCard>(`/api/applications/${id}/${way}`, {
        method: 'POST',
        body: { version },
      });
      queryClient.setQueryData(['application', id], card);
      void queryClient.invalidateQueries({ queryKey: ['application', id, 'history'] });
      done.push({ id, version: card.version });
    } catch (problem) {
      failures.push(problem instanceof Error ? problem.message : String(problem));
    }
  }
  return { done, failure: failures.length === 0 ? null : [...new Set(failures)].join('. ') };
}

const withoutThese = (batches: Discards['batches'], places: readonly DraftPlace[]) =>
  batches
    .map((batch) => batch.filter(({ id }) => places.every((place) => place.id !== id)))
    .filter((batch) => batch.length > 0);

export function useDiscards() {
  const queryClient = useQueryClient();
  const { user } = useMe();
  const { data } = useQuery(discardsQuery);
  const [busy, setBusy] = useState(false);
  const put = (change: (before: Discards) => Discards) =>
    void queryClient.setQueryData(discardsQuery.queryKey, (before = nothing) => change(before));
  const run = async (places: readonly DraftPlace[], way: Way): Promise<boolean> => {
    setBusy(true);
    const { done, failure } = await move(queryClient, places, way);
    // What this computer kept of it goes with it: nobody is to be asked about it when they leave.
    if (way === 'discard') for (const { id } of done) dropDraft(user.id, id);
    setBusy(false);
    put(({ batches }) => {
      if (way === 'restore') return { batches: withoutThese(batches, done), failure, back: done[0]?.id ?? null };
      return { batches: done.length > 0 ? [...batches, done] : batches, failure, back: null };
    });
    if (done.length > 0) announce(way === 'discard' ? saidOf(done.length) : 'Черновик восстановлен');
    await queryClient.invalidateQueries({ queryKey: ['applications'] });
    return failure === null;
  };
  return {
    ...data,
    busy,
    discard: (places: readonly DraftPlace[]) => run(places, 'discard'),
    restore: (places: readonly DraftPlace[]) => run(places, 'restore'),
    forget: () => put(() => nothing),
    landed: () => put((before) => ({ ...before, back: null })),
  };
}

export function saidOf(count: number): string {
  return count === 1 ? 'Черновик удалён' : `Удалено черновиков: ${count}`;
}
