import { randomUUID } from 'node:crypto';

/** A message that the other side holds for us until it is acknowledged. */
export interface QueuedMessage {
  readonly id: string;
  /** The name on the wire of what it answers, when it answers something. */
  readonly about?: string;
  readonly content: Uint8Array;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

export interface QueueOptions {
  readonly about?: string;
  readonly files?: QueuedMessage['files'];
  /** Not handed out before this moment. */
  readonly at?: Date;
  /** Lies in the queue this many times at once, and once more after it was acknowledged. */
  readonly times?: number;
}

export interface MessageQueue {
  put(content: Uint8Array, options?: QueueOptions): QueuedMessage;
  /** What can be taken now, oldest first, the copies of a repeated message one by one. */
  list(limit: number): readonly QueuedMessage[];
  get(id: string): QueuedMessage | undefined;
  /** Idempotent; false: no such message was ever here. */
  acknowledge(id: string): boolean;
  /** Not acknowledged, due or not. */
  waiting(): number;
}

interface Entry {
  readonly message: QueuedMessage;
  readonly at: number;
  readonly copies: number;
  readonly comesBack: boolean;
}

export function createMessageQueue(now: () => Date): MessageQueue {
  const entries = new Map<string, Entry>();
  const gone = new Set<string>();
  return {
    put(content, { about, files = [], at = now(), times } = {}) {
      const message = { id: randomUUID(), content, files, ...(about === undefined ? {} : { about }) };
      entries.set(message.id, { message, at: at.getTime(), copies: times ?? 1, comesBack: times !== undefined });
      return message;
    },
    list(limit) {
      const found: QueuedMessage[] = [];
      const moment = now().getTime();
      for (const { message, at, copies } of entries.values()) {
        if (found.length >= limit) break;
        if (at <= moment) for (let copy = 0; copy < copies; copy += 1) found.push(message);
      }
      return found.slice(0, limit);
    },
    get: (id) => entries.get(id)?.message,
    acknowledge(id) {
      const entry = entries.get(id);
      if (!entry) return gone.has(id);
      entries.delete(id);
      gone.add(id);
      if (entry.comesBack) entries.set(id, { ...entry, copies: 1, comesBack: false });
      return true;
    },
    waiting: () => entries.size,
  };
}
