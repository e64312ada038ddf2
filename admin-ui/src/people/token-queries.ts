import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

export type Token = ApiTypes['TokenView'];
export type NewToken = ApiTypes['NewToken'];
export type IssuedToken = ApiTypes['IssuedToken'];

const path = '/api/admin/tokens';
export const tokensKey = ['admin', 'tokens'];

export function useTokens() {
  return useInfiniteQuery({
    queryKey: tokensKey,
    queryFn: ({ pageParam }) =>
      request<ApiTypes['TokenList']>(path, { query: pageParam === '' ? {} : { after: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['TokenList']) => page.next ?? undefined,
  });
}

/** Services of the body, for a token that is let into some of them only. */
export function useServices() {
  return useQuery({
    queryKey: ['services'],
    queryFn: () => request<ApiTypes['ServiceList']>('/api/services'),
  });
}

export function issueToken(body: NewToken): Promise<IssuedToken> {
  return request(path, { method: 'POST', body });
}

export function revokeToken(id: string): Promise<void> {
  return request(`${path}/${id}/revoke`, { method: 'POST' });
}
