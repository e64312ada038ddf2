import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
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
