import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hearEvents, type LiveEvent } from './one-stream.ts';
import { refresh } from './refresh.ts';

function apply(event: LiveEvent, queryClient: QueryClient): void {
  // Only the editor of definitions shows drafts.
  if (event.type === 'draft') return;
  if (event.type === 'presence') {
    refresh(queryClient, ['presence', event.applicationId]);
    return;
  }
  if (event.type === 'incoming') {
    refresh(queryClient, ['incoming-requests', 'list']);
    refresh(queryClient, ['incoming-requests', event.incomingRequestId]);
    return;
  }
  refresh(queryClient, ['applications']);
  refresh(queryClient, ['staff-notices']);
  if (event.type === 'resync') {
    refresh(queryClient, ['application']);
    refresh(queryClient, ['requests']);
    refresh(queryClient, ['incoming-requests']);
    refresh(queryClient, ['presence']);
    return;
  }
  // What comes of a request leaves the version of its application as it was.
  refresh(queryClient, ['requests', event.applicationId]);
  const key = ['application', event.applicationId];
  // One's own action has already brought the card of this version.
  const known = queryClient.getQueryData<{ version: number }>(key);
  const isNewer = known === undefined || known.version < event.version;
  // What the applicant writes, and how it went with what they are told, leaves the version too.
  refresh(queryClient, isNewer ? key : [...key, 'correspondence']);
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
