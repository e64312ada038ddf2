import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FileStore, ReceivedFile } from '../../core/src/file/store.ts';

/**
 * A process as others see it: what it says to its database and to other systems, what it does to its files. It ends after a
 * word that the test chooses: that word still arrives, its answer and everything after it does not, in no direction.
 */
export interface Life {
  /** The address of a server, reached by this process alone. */
  way(url: string): Promise<string>;
  files(store: FileStore): FileStore;
  /** From now on it says so many words and ends. */
  endAfter(words: number): void;
  readonly isOver: () => boolean;
  readonly over: Promise<void>;
  /** Once it is over nobody hears it; closes its ways. */
  end(): void;
}

class Ended extends Error {
  constructor() {
    super('this process has ended');
    this.name = 'Ended';
  }
}

export function beginLife(): Life {
  const ways = new Set<Way>();
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let isOver = false;
  let left = Number.POSITIVE_INFINITY;
  const end = () => {
    isOver = true;
    for (const way of ways) way.cut();
    resolve();
  };
  const speech: Speech = {
    isOver: () => isOver,
    end,
    isLast() {
      left -= 1;
      return left === 0;
    },
  };
  return {
    over,
    end,
    isOver: () => isOver,
    endAfter: (words) => {
      left = words;
    },
    files: (store) => mortalFiles(store, speech),
    async way(url) {
      const way = await openWay(url, speech);
      ways.add(way);
      return way.url;
    },
  };
}

interface Speech {
  isOver(): boolean;
  end(): void;
  /** Counts a word that is about to be said. */
  isLast(): boolean;
}

interface Way {
  readonly url: string;
  /** What was said arrives, nothing comes back, nobody gets through any more. */
  cut(): void;
}

async function openWay(target: string, speech: Speech): Promise<Way> {
  const { hostname, port } = new URL(target);
  const lines = new Set<{ readonly near: Socket; readonly far: Socket }>();
  const server: Server = createServer((near) => {
    if (speech.isOver()) return near.destroy();
    const line = { near, far: connect(Number(port), hostname) };
    lines.add(line);
    near.on('data', (bytes) => {
      if (speech.isOver()) return;
      const last = speech.isLast();
      line.far.write(bytes);
      if (last) speech.end();
    });
    line.far.on('data', (bytes) => void (speech.isOver() || near.write(bytes)));
    for (const socket of [near, line.far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        lines.delete(line);
        near.destroy();
        line.far.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  return {
    url: url.href,
    cut: () => {
      server.close();
      for (const { near, far } of lines) {
        near.destroy();
        far.end();
      }
    },
  };
}

/** Each step of keeping a file is a word, and half of a content is one as well. */
function mortalFiles(store: FileStore, speech: Speech): FileStore {
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (speech.isOver()) throw new Ended();
    const last = speech.isLast();
    const done = await work();
    if (last) speech.end();
    if (speech.isOver()) throw new Ended();
    return done;
  };
  return {
    open: (key) => (speech.isOver() ? Promise.reject(new Ended()) : store.open(key)),
    list: store.list,
    remove: (key) => step(() => store.remove(key)),
    async receive(source, limit) {
      const received: ReceivedFile = await step(() => store.receive(Readable.from(halved(source, speech)), limit));
      return { ...received, keep: (spare) => step(() => received.keep(spare)), discard: () => step(received.discard) };
    },
  };
}

/** A word in the middle of writing. */
async function* halved(source: Readable, speech: Speech): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const bytes: Buffer = chunk;
    const half = Math.ceil(bytes.length / 2);
    yield bytes.subarray(0, half);
    if (speech.isLast()) {
      speech.end();
      throw new Ended();
    }
    yield bytes.subarray(half);
  }
}
