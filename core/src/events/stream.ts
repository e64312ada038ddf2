import { Readable } from 'node:stream';

/** Bytes. A reader that is this far behind is cut off; it comes back and is told to read anew. */
const MOST_UNREAD = 256 * 1024;

/** One stream of server-sent events (HTML Living Standard, 9.2). */
export interface EventStream {
  readonly readable: Readable;
  send(event: string, data: object): void;
  /** A comment that keeps proxies from closing an idle connection. */
  beat(): void;
  end(): void;
}

export function openEventStream(onClose: () => void): EventStream {
  const readable = new Readable({ read: () => undefined });
  readable.once('close', onClose);
  let sent = 0;
  function push(text: string): void {
    if (readable.destroyed || readable.readableEnded) return;
    readable.push(text);
    if (readable.readableLength > MOST_UNREAD) readable.destroy();
  }
  // An id from the start: a reader that comes back before the first event must be told to read anew as well.
  push('id: 0\nretry: 2000\n\n');
  return {
    readable,
    send(event, data) {
      sent += 1;
      push(`id: ${sent}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    beat: () => push(': \n\n'),
    end() {
      if (!readable.destroyed) readable.push(null);
      onClose();
    },
  };
}
