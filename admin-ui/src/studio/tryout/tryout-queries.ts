import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Trial } from './trial-edit.ts';

export type Walk = ApiTypes['TrialWalk'];
export type Example = ApiTypes['DraftExample'];

/** A draft on the server, and how what is typed gets there before it is tried. */
export interface DraftPlace {
  readonly id: string;
  readonly flush: () => Promise<void>;
  /** Other drafts that are tried with it, as if they were in force. */
  readonly together?: readonly string[];
}

function withOf({ together = [] }: DraftPlace): { with?: string } {
  return together.length === 0 ? {} : { with: together.join(',') };
}

/** Each step sends the whole walk: the server keeps nothing of it. `stamp` changes with the definition. */
export function useWalk(place: DraftPlace, trial: Trial, { as, stamp }: { as: string | undefined; stamp: unknown }) {
  return useQuery({
    queryKey: ['admin', 'walk', place.id, place.together, trial, as, stamp],
    queryFn: async ({ signal }) => {
      await place.flush();
      const sent = { method: 'POST', body: { trial, as }, query: withOf(place), signal } as const;
      return request<Walk>(`/api/admin/drafts/${place.id}/walk`, sent);
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTests(place: DraftPlace, stamp: unknown) {
  const { id, flush, together } = place;
  return useQuery({
    queryKey: ['admin', 'draft-tests', id, together, stamp],
    queryFn: async () => {
      await flush();
      return request<ApiTypes['DraftTests']>(`/api/admin/drafts/${id}/tests`, { query: withOf(place) });
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type ApplicantKind = NonNullable<ApiTypes['DraftExampleQuery']['applicant']>;

interface ExampleFor {
  readonly applicant: ApplicantKind;
  readonly representative: boolean;
  /** A real application in place of a made-up one. */
  readonly applicationId?: string;
}

export async function readExample(place: DraftPlace, wanted: ExampleFor): Promise<Example> {
  const { id, flush } = place;
  await flush();
  const { representative, ...rest } = wanted;
  const query = { ...withOf(place), ...rest, representative: String(representative) };
  return request<Example>(`/api/admin/drafts/${id}/example`, { query });
}

/** Dictionaries of the form, to draw it by. */
export function useDraftSources(place: DraftPlace, stamp: unknown) {
  const { data } = useQuery({
    queryKey: ['admin', 'draft-sources', place.id, place.together, stamp],
    queryFn: () => readExample(place, { applicant: 'person', representative: false }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return data?.dictionaries;
}
