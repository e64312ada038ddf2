import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApplicantData } from '../api.ts';
import { request } from '../client.ts';

export type ApplicantView = Omit<ApiTypes['ApplicantView'], 'data'> & { data: ApplicantData };

interface ApplicantPage {
  items: ApplicantView[];
  next: string | null;
}

export interface ApplicantSearch {
  surname?: string;
  name?: string;
  patronymic?: string;
  title?: string;
}

/** By an exact identifier, through all bodies; the server records it, so it is no GET. */
export async function lookUp(identifier: string): Promise<ApplicantView[]> {
  return (await request<ApplicantPage>('/api/applicants/lookup', { method: 'POST', body: { identifier } })).items;
}

function findApplicants(search: ApplicantSearch, after?: string): Promise<ApplicantPage> {
  return request<ApplicantPage>('/api/applicants', { query: { ...search, ...(after ? { after } : {}) } });
}

export function applicantsQuery(search: ApplicantSearch) {
  return infiniteQueryOptions({
    queryKey: ['applicants', search],
    queryFn: ({ pageParam }) => findApplicants(search, pageParam),
    initialPageParam: '',
    getNextPageParam: (page: ApplicantPage) => page.next ?? undefined,
  });
}

export type ApplicantDuplicate = Omit<ApiTypes['ApplicantDuplicates']['items'][number], 'applicant'> & {
  applicant: ApplicantView;
};

/** Asked for when a card is opened only: each look is on record. */
export function duplicatesQuery(id: string) {
  return queryOptions({
    queryKey: ['applicant', id, 'duplicates'],
    queryFn: async ({ signal }) =>
      (await request<{ items: ApplicantDuplicate[] }>(`/api/applicants/${id}/duplicates`, { signal })).items,
  });
}

export type ApplicantMergePreview = Omit<ApiTypes['ApplicantMergePreview'], 'kept' | 'merged'> &
  Record<'kept' | 'merged', ApplicantView>;

/** As both stand now: what was read before may have been changed. */
export function mergePreviewQuery(kept: string, merged: string) {
  return queryOptions({
    queryKey: ['applicant-merge', kept, merged],
    queryFn: ({ signal }) => request<ApplicantMergePreview>(`/api/applicants/${kept}/merge/${merged}`, { signal }),
    gcTime: 0,
  });
}

export function readApplicant(id: string): Promise<ApplicantView> {
  return request<ApplicantView>(`/api/applicants/${id}`);
}

export function applicantCasesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['applicant', id, 'applications'],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ApplicantApplicationList']>(`/api/applicants/${id}/applications`, {
        query: { after: pageParam, limit: 20 },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['ApplicantApplicationList']) => page.next ?? undefined,
  });
}

export function applicantHistoryQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['applicant', id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ApplicantHistory']>(`/api/applicants/${id}/history`, {
        query: pageParam === null ? {} : { before: pageParam },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page: ApiTypes['ApplicantHistory']) => page.next,
  });
}
