import pg from 'pg';
import type { Logger } from 'pino';

interface Listener {
  readonly onMessage: (payload: string) => void;
  /** Messages may have been missed: read anew what matters. */
  readonly onReconnect: () => void;
}

export interface ListenerConnection {
  /** Rejects only while the database has never been reached; later breaks are mended without a word to the caller. */
  listen(channel: string, listener: Listener): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

/** Milliseconds. A silent break shows within pulse + patience. */
const pulse = 10_000;
const patience = 5_000;
const firstPause = 200;
const longestPause = 5_000;

/** One connection of the process for all LISTENs, opened with the first and taken up again whenever it breaks. */
export function openListener(url: string, log: Pick<Logger, 'warn'>): ListenerConnection {
  const listeners = new Map<string, Set<Listener>>();
  const line = keepLine({
    open: () =>
      openWire(url, {
        channels: listeners.keys(),
        onMessage: (channel, payload) => {
          for (const listener of listeners.get(channel) ?? []) listener.onMessage(payload);
        },
      }),
    onBreak: (error) => log.warn({ err: error }, 'connection for notifications was lost'),
    onReturn: () => {
      for (const group of listeners.values()) for (const listener of group) listener.onReconnect();
    },
  });
  return {
    async listen(channel, listener) {
      const group = listeners.get(channel) ?? new Set();
      listeners.set(channel, group.add(listener));
      try {
        const wire = await line.wire();
        // Whoever comes second must not go on before the first one's LISTEN has arrived; saying it again costs nothing.
        await wire.run(listenTo(channel));
      } catch (error) {
        // The first connection tells its caller; the later ones are tried for ever, and each asks for all channels.
        if (!line.wasReached()) {
          group.delete(listener);
          throw error;
        }
      }
      return { close: async () => void group.delete(listener) };
    },
    close: line.close,
  };
}

interface LineOptions {
  readonly open: () => Promise<Wire>;
  readonly onBreak: (error: unknown) => void;
  readonly onReturn: () => void;
}

/** A wire that is opened when first asked for, and anew after each break, with growing pauses between the tries. */
function keepLine({ open, onBreak, onReturn }: LineOptions) {
  let opening: Promise<Wire> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = firstPause;
  let reached = false;
  let closed = false;

  async function connect(): Promise<Wire> {
    const wire = await open();
    if (closed) {
      await wire.close();
      throw new Error('closed');
    }
    reached = true;
    pause = firstPause;
    void wire.lost.then((error) => {
      if (closed) return;
      onBreak(error);
      connectLater();
    });
    return wire;
  }

  function connectLater(): void {
    timer = setTimeout(() => {
      opening = connect();
      opening.then(onReturn, () => closed || connectLater());
    }, pause).unref();
    pause = Math.min(pause * 2, longestPause);
  }

  return {
    async wire(): Promise<Wire> {
      opening ??= connect();
      try {
        return await opening;
      } catch (error) {
        if (!reached) opening = undefined;
        throw error;
      }
    },
    wasReached: () => reached,
    async close() {
      closed = true;
      clearTimeout(timer);
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

interface Wire {
  /** One statement at a time. */
  run(statement: string): Promise<unknown>;
  /** Resolves with the cause when the connection is gone, however quietly it went. */
  readonly lost: Promise<unknown>;
  close(): Promise<void>;
}

interface WireOptions {
  readonly channels: Iterable<string>;
  readonly onMessage: (channel: string, payload: string) => void;
}

/** One connection that listens to the channels. */
async function openWire(url: string, { channels, onMessage }: WireOptions): Promise<Wire> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'reglament listener',
    keepAlive: true,
    connectionTimeoutMillis: patience,
  });
  const { promise: lost, resolve: lose } = Promise.withResolvers<unknown>();
  client.on('error', lose);
  client.on('end', () => lose(new Error('connection ended')));
  client.on('notification', ({ channel, payload }) => onMessage(channel, payload ?? ''));
  const end = () => client.end().catch(() => undefined); // it may have broken by itself
  let turn: Promise<unknown> = Promise.resolve();
  const run = (statement: string) => {
    const next = turn.then(() => client.query(statement));
    turn = next.catch(() => undefined); // told to its caller
    return next;
  };
  void lost.then(end);
  try {
    await client.connect();
    for (const channel of channels) await run(listenTo(channel));
  } catch (error) {
    void end();
    throw error;
  }
  const stop = keepAsking(run, lose);
  void lost.then(stop);
  return { run, lost, close: end };
}

/** Asks the database again and again, and tells when it does not answer. Gives what ends the asking. */
function keepAsking(run: Wire['run'], lose: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  const ask = async () => {
    const silence = setTimeout(() => lose(new Error('no answer')), patience).unref();
    try {
      await run('select 1');
      timer = setTimeout(ask, pulse).unref();
    } catch (error) {
      lose(error);
    } finally {
      clearTimeout(silence);
    }
  };
  timer = setTimeout(ask, pulse).unref();
  return () => clearTimeout(timer);
}

function listenTo(channel: string): string {
  return `listen ${pg.escapeIdentifier(channel)}`;
}
