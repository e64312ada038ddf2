import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What the server tells of a change; the data itself is asked for anew, under the reader's own rights. */
type LiveEvent = { type: 'change'; applicationId: string; version: number } | { type: 'resync' };

const channelName = 'reglament.events';

function apply(event: LiveEvent, queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ['applications'] });
  if (event.type === 'resync') {
    void queryClient.invalidateQueries({ queryKey: ['application'] });
    return;
  }
  const key = ['application', event.applicationId];
  // One's own action has already brought the card of this version.
  const known = queryClient.getQueryData<{ version: number }>(key);
  if (known === undefined || known.version < event.version) void queryClient.invalidateQueries({ queryKey: key });
}

/** Holds the one stream of this browser and passes on what comes; resolves when told to stop. */
function lead(signal: AbortSignal, hear: (event: LiveEvent) => void): Promise<void> {
  return new Promise((resolve) => {
    const stream = new EventSource('/api/events');
    const channel = new BroadcastChannel(channelName);
    const pass = (event: LiveEvent) => {
      hear(event);
      channel.postMessage(event);
    };
    stream.addEventListener('change', (message: MessageEvent<string>) => {
      const { applicationId, version } = JSON.parse(message.data) as { applicationId: string; version: number };
      pass({ type: 'change', applicationId, version });
    });
    stream.addEventListener('resync', () => pass({ type: 'resync' }));
    signal.addEventListener('abort', () => {
      stream.close();
      channel.close();
      resolve();
    });
  });
}

/** Over plain HTTP to another host a browser has no locks: then each tab leads for itself. */
function leadOne(signal: AbortSignal, hear: (event: LiveEvent) => void): Promise<void> {
  if (!window.isSecureContext) return lead(signal, hear);
  return navigator.locks.request(channelName, { signal }, () => lead(signal, hear));
}

/** One stream for all tabs of a browser: HTTP/1.1 allows six connections. The tab that holds the lock leads. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const hear = (event: LiveEvent) => apply(event, queryClient);
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', (message: MessageEvent<LiveEvent>) => hear(message.data));
    leadOne(stop.signal, hear).catch((failure: unknown) => {
      if (!(failure instanceof DOMException && failure.name === 'AbortError')) throw failure;
    });
    return () => {
      stop.abort();
      channel.close();
    };
  }, [queryClient]);
}
