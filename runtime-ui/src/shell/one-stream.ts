import { base, here } from '../place.ts';

/** What the server tells of a change; the data itself is asked for anew, under the reader's own rights. */
export type LiveEvent =
  | { type: 'change'; applicationId: string; version: number }
  | { type: 'presence'; applicationId: string }
  | DraftEvent
  | { type: 'incoming'; incomingRequestId: string }
  | { type: 'resync' };

/** A draft of a definition: somebody has it before them, has left it, or has saved a change. */
export interface DraftEvent {
  readonly type: 'draft';
  readonly draftId: string;
  readonly userId: string;
  readonly name: string;
  readonly said: 'here' | 'left' | 'saved';
  readonly revision: number | null;
}

type Hear = (event: LiveEvent) => void;

/** Of the lock and of the channel. */
const name = `reglament.events${base}`;

/** Milliseconds. */
const firstPause = 1_000;
const longestPause = 15_000;

/**
 * The stream of this tab; gives what closes it. Each opening, the first too, may come after a change that nobody heard,
 * so it asks for everything shown to be read anew.
 */
function openStream(hear: Hear): () => void {
  let stream: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = firstPause;
  function open(): void {
    stream = new EventSource(here('/api/events'));
    stream.addEventListener('open', () => {
      pause = firstPause;
      hear({ type: 'resync' });
    });
    stream.addEventListener('change', (message: MessageEvent<string>) => {
      const { applicationId, version } = JSON.parse(message.data) as { applicationId: string; version: number };
      hear({ type: 'change', applicationId, version });
    });
    stream.addEventListener('presence', (message: MessageEvent<string>) => {
      const { applicationId } = JSON.parse(message.data) as { applicationId: string };
      hear({ type: 'presence', applicationId });
    });
    stream.addEventListener('draft', (message: MessageEvent<string>) => {
      hear({ ...(JSON.parse(message.data) as Omit<DraftEvent, 'type'>), type: 'draft' });
    });
    stream.addEventListener('incoming', (message: MessageEvent<string>) => {
      const { incomingRequestId } = JSON.parse(message.data) as { incomingRequestId: string };
      hear({ type: 'incoming', incomingRequestId });
    });
    stream.addEventListener('resync', () => hear({ type: 'resync' }));
    stream.addEventListener('error', () => {
      // A broken connection the browser mends by itself; after a refusal (a restart behind a proxy, an ended session) it gives up.
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    });
  }
  open();
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}

/** Holds the stream for all tabs until told to stop. */
function lead(signal: AbortSignal, hear: Hear): Promise<void> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    const close = openStream((event) => {
      hear(event);
      channel.postMessage(event);
    });
    signal.addEventListener('abort', () => {
      close();
      channel.close();
      resolve();
    });
  });
}

/**
 * One stream for all tabs of a browser: HTTP/1.1 allows six connections. The tab that holds the lock leads and passes on
 * what it hears; the lock of a tab that closes or crashes goes to the next one at once. Over plain HTTP to another host a
 * browser has no locks: then each tab leads for itself.
 */
export function hearEvents(signal: AbortSignal, hear: Hear): void {
  if (!window.isSecureContext) {
    void lead(signal, hear);
    return;
  }
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', (message: MessageEvent<LiveEvent>) => hear(message.data));
  signal.addEventListener('abort', () => channel.close());
  navigator.locks
    .request(name, { signal }, () => lead(signal, hear))
    .catch((failure: unknown) => {
      if (!signal.aborted) throw failure;
    });
}
