import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hearEvents, type LiveEvent } from './one-stream.ts';

/** Lists are read anew; one that is just getting a further page gets it first, or the page would be lost. */
function refreshLists(queryClient: QueryClient): void {
  const queryKey = ['applications'];
  const growing = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter(({ state }) => state.fetchMeta?.fetchMore);
  void queryClient.invalidateQueries({ queryKey, predicate: (query) => !growing.includes(query) });
  for (const query of growing) {
    const again = () => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.promise?.then(again, again);
  }
}

function apply(event: LiveEvent, queryClient: QueryClient): void {
  // Only the editor of definitions shows drafts.
  if (event.type === 'draft') return;
  if (event.type === 'presence') {
    void queryClient.invalidateQueries({ queryKey: ['presence', event.applicationId] });
    return;
  }
  if (event.type === 'incoming') {
    void queryClient.invalidateQueries({ queryKey: ['incoming-requests', 'list'] });
    void queryClient.invalidateQueries({ queryKey: ['incoming-requests', event.incomingRequestId] });
    return;
  }
  refreshLists(queryClient);
  void queryClient.invalidateQueries({ queryKey: ['staff-notices'] });
  if (event.type === 'resync') {
    void queryClient.invalidateQueries({ queryKey: ['application'] });
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    void queryClient.invalidateQueries({ queryKey: ['incoming-requests'] });
    void queryClient.invalidateQueries({ queryKey: ['presence'] });
    return;
  }
  // What comes of a request leaves the version of its application as it was.
  void queryClient.invalidateQueries({ queryKey: ['requests', event.applicationId] });
  const key = ['application', event.applicationId];
  // One's own action has already brought the card of this version.
  const known = queryClient.getQueryData<{ version: number }>(key);
  const isNewer = known === undefined || known.version < event.version;
  // What the applicant writes, and how it went with what they are told, leaves the version too.
  void queryClient.invalidateQueries({ queryKey: isNewer ? key : [...key, 'correspondence'] });
}

/** What changes elsewhere changes on this screen by itself. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    hearEvents(stop.signal, (event) => apply(event, queryClient));
    return () => stop.abort();
  }, [queryClient]);
}
