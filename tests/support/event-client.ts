import { vi } from 'vitest';
import type { Client } from './http-client.ts';

export interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every shape
  readonly data: any;
}

/** What a browser's EventSource hears; `ended` when the server has closed the stream. */
export interface EventClient {
  readonly status: number;
  readonly heard: readonly Heard[];
  readonly ended: boolean;
  /** Everything that came, as it came. */
  readonly raw: () => string;
  /** Waits until so many events of this name have come. */
  until(event: string, count?: number): Promise<Heard[]>;
  untilEnded(): Promise<void>;
  close(): void;
}

export async function openEvents(url: string, client: Client, lastEventId?: string): Promise<EventClient> {
  const abort = new AbortController();
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(new URL('/api/events', url), {
    signal: abort.signal,
    headers: { Cookie: cookie, Accept: 'text/event-stream', ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) },
  });
  const state = { heard: [] as Heard[], ended: false, text: '' };
  void read(response, state);
  const named = (event: string) => state.heard.filter((one) => one.event === event);
  const patience = { timeout: 30_000, interval: 20 };
  return {
    status: response.status,
    heard: state.heard,
    get ended() {
      return state.ended;
    },
    raw: () => state.text,
    until: (event, count = 1) =>
      vi.waitFor(() => {
        if (named(event).length < count) throw new Error(`heard only ${JSON.stringify(state.heard)}`);
        return named(event);
      }, patience),
    untilEnded: () =>
      vi.waitFor(() => {
        if (!state.ended) throw new Error('the stream is still open');
      }, patience),
    close: () => abort.abort(),
  };
}

async function read(response: Response, state: { heard: Heard[]; ended: boolean; text: string }): Promise<void> {
  let waiting = '';
  try {
    for await (const chunk of response.body ?? []) {
      const text = Buffer.from(chunk).toString('utf8');
      state.text += text;
      const blocks = (waiting + text).split('\n\n');
      waiting = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        if (event) state.heard.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') });
      }
    }
  } catch {
    // the connection was cut, by us or by the server
  }
  state.ended = true;
}
