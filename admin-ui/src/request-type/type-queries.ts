import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { type NamedFile, packFiles } from './pack-files.ts';

export type TypeItem = ApiTypes['RequestTypeItem'];
export type TypeDraft = ApiTypes['RequestTypeDraftView'];

export interface TypeChoice {
  readonly provider: string;
  readonly question?: string | undefined;
  readonly answer?: string | undefined;
  readonly title?: string | undefined;
}

export function useRequestTypes() {
  return useQuery({
    queryKey: ['admin', 'request-types'],
    queryFn: () => request<ApiTypes['RequestTypeList']>('/api/admin/request-types'),
  });
}

/** What the type has of its files when nothing is left out. */
export function useWholeType(draft: string) {
  return useQuery({
    queryKey: ['admin', 'whole-type', draft],
    queryFn: () => request<TypeDraft>(`/api/admin/request-types/drafts/${draft}/source`),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function draftTypeOf(files: readonly NamedFile[], choice: TypeChoice): Promise<TypeDraft> {
  return request<TypeDraft>('/api/admin/request-types/draft', sending(files, choice));
}

export function beginTypeDraft(files: readonly NamedFile[], choice: TypeChoice): Promise<ApiTypes['DraftPlace']> {
  return request<ApiTypes['DraftPlace']>('/api/admin/request-types/drafts', sending(files, choice));
}

/** One file under its own name, which may be an archive; several as an archive of theirs. */
function sending(files: readonly NamedFile[], { provider, ...choice }: TypeChoice) {
  const [only, ...others] = files;
  const isOne = only !== undefined && others.length === 0;
  const bytes = isOne ? new Uint8Array(only.bytes) : packFiles(files);
  return { method: 'POST', bytes, query: { provider, ...choice, ...(isOne ? { name: only.name } : {}) } } as const;
}
