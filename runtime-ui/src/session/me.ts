import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Me } from '../api.ts';
import { ProblemError, request } from '../client.ts';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await request<Me>('/api/me', { signal });
    } catch (failure) {
      if (failure instanceof ProblemError && failure.status === 401) return null;
      throw failure;
    }
  },
  staleTime: 60_000,
});

/** Inside the session gate somebody is signed in; anywhere else this is a mistake of ours. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe outside of the session gate');
  return data;
}

/** Of the rights that have a screen in the administrator's interface. */
const administering = new Set([
  'definitions.edit',
  'dictionaries.edit',
  'bodies.manage',
  'users.manage',
  'connections.manage',
  'exchange.manage',
]);

export function administers({ permissions }: Me): boolean {
  return permissions.some((permission) => administering.has(permission));
}

/** Whoever approves acts of destruction may read and draw them up as well. */
export function destroys({ permissions }: Me): boolean {
  return permissions.includes('destruction.act') || permissions.includes('destruction.approve');
}
