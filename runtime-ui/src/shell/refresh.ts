import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * What is shown is read anew. What is just being asked for is asked again when it has come: a first answer under way may be
 * older than the event (the cache itself would take it for fresh), and a list that is getting a further page would lose it.
 */
export function refresh(queryClient: QueryClient, queryKey: QueryKey): void {
  const underWay = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined || state.fetchMeta?.fetchMore);
  void queryClient.invalidateQueries({ queryKey, predicate: (query) => !underWay.includes(query) });
  for (const query of underWay) {
    const again = () => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.promise?.then(again, again);
  }
}
