import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hearEvents, type LiveEvent } from './one-stream.ts';

function apply(event: LiveEvent, queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ['applications'] });
  void queryClient.invalidateQueries({ queryKey: ['staff-notices'] });
  if (event.type === 'resync') {
    void queryClient.invalidateQueries({ queryKey: ['application'] });
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    return;
  }
  // What comes of a request leaves the version of its application as it was.
  void queryClient.invalidateQueries({ queryKey: ['requests', event.applicationId] });
  const key = ['application', event.applicationId];
  // One's own action has already brought the card of this version.
  const known = queryClient.getQueryData<{ version: number }>(key);
  if (known === undefined || known.version < event.version) void queryClient.invalidateQueries({ queryKey: key });
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
