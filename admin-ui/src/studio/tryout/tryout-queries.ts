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
}

/** Each step sends the whole walk: the server keeps nothing of it. `stamp` changes with the definition. */
export function useWalk(
  { id, flush }: DraftPlace,
  trial: Trial,
  { as, stamp }: { as: string | undefined; stamp: unknown },
) {
  return useQuery({
    queryKey: ['admin', 'walk', id, trial, as, stamp],
    queryFn: async ({ signal }) => {
      await flush();
      return request<Walk>(`/api/admin/drafts/${id}/walk`, { method: 'POST', body: { trial, as }, signal });
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTests({ id, flush }: DraftPlace, stamp: unknown) {
  return useQuery({
    queryKey: ['admin', 'draft-tests', id, stamp],
    queryFn: async () => {
      await flush();
      return request<ApiTypes['DraftTests']>(`/api/admin/drafts/${id}/tests`);
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type ApplicantKind = NonNullable<ApiTypes['DraftExampleQuery']['applicant']>;

interface ExampleFor {
  readonly applicant: ApplicantKind;
  readonly representative: boolean;
}

export async function readExample({ id, flush }: DraftPlace, wanted: ExampleFor): Promise<Example> {
  await flush();
  const query = { applicant: wanted.applicant, representative: String(wanted.representative) };
  return request<Example>(`/api/admin/drafts/${id}/example`, { query });
}

/** Dictionaries of the form, to draw it by. */
export function useDraftSources(place: DraftPlace, stamp: unknown) {
  const { data } = useQuery({
    queryKey: ['admin', 'draft-sources', place.id, stamp],
    queryFn: () => readExample(place, { applicant: 'person', representative: false }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return data?.dictionaries;
}
