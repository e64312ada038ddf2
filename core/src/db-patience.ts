import type { Knex } from 'knex';

/** How long a database may take, in milliseconds. */
export interface Patience {
  /** A statement of ours at the most: the server ends it. What takes longer hangs, and would block others. */
  readonly statement: number;
  /** For a lock, a new connection, or one of the pool. */
  readonly wait: number;
  /** Without a word while an answer is owed: the server had to speak by then, so it is gone, or the line to it. */
  readonly silence: number;
}

const usualStatement = 30_000;
const usualWait = 10_000;
/** What the server's own word needs to get here. */
const onTheWay = 2_000;

export function patienceOf(statement: number = usualStatement): Patience {
  return { statement, wait: Math.min(usualWait, statement), silence: statement + onTheWay };
}

/** The inner side of pg that we lean on; pg gives it no types. */
export interface SilentConnection {
  /** false: it waits for an answer. */
  readonly readyForQuery: boolean;
  readonly connection: {
    readonly stream: {
      readonly bytesRead: number;
      setTimeout(milliseconds: number): unknown;
      on(event: 'timeout' | 'close', heard: () => void): unknown;
      destroy(error: Error): unknown;
    };
  };
}

interface Heard {
  readonly bytes: number;
  /** Milliseconds of `performance.now()`, no earlier than they came. */
  readonly at: number;
}

/** Milliseconds. */
const lookEvery = onTheWay / 4;

/**
 * The server's limits do not help when it is the server, or the line, that is gone without closing: a socket waits for
 * ever. A connection of the pool that owes an answer and says nothing is broken off, and with it all those, idle ones too,
 * from which nothing has been heard for about as long: each of them would cost somebody the same wait. Gives what takes a
 * connection under watch.
 */
export function openSilenceWatch({ silence }: Patience): (client: SilentConnection) => void {
  const heard = new Map<SilentConnection, Heard>();
  let timer: NodeJS.Timeout | undefined;
  // Counted from afar: a listener to the data would take them from whoever reads the stream at its own pace (COPY).
  const look = () => {
    for (const [client, { bytes }] of heard) {
      const { bytesRead } = client.connection.stream;
      if (bytesRead !== bytes) heard.set(client, { bytes: bytesRead, at: performance.now() });
    }
  };
  const endSilent = () => {
    look();
    const since = performance.now() - silence + 2 * lookEvery;
    for (const [client, { at }] of heard) {
      if (at <= since) client.connection.stream.destroy(new ConnectionSilent(silence));
    }
  };
  return (client) => {
    const { stream } = client.connection;
    heard.set(client, { bytes: stream.bytesRead, at: performance.now() });
    timer ??= setInterval(look, lookEvery).unref();
    stream.setTimeout(silence);
    stream.on('timeout', () => void (client.readyForQuery || endSilent()));
    stream.on('close', () => {
      heard.delete(client);
      if (heard.size === 0) timer = void clearInterval(timer);
    });
  };
}

class ConnectionSilent extends Error {
  /** As the system says it of a line that it has given up. */
  readonly code = 'ETIMEDOUT';

  constructor(silence: number) {
    super(`the database has said nothing for ${silence} ms`);
    this.name = 'ConnectionSilent';
  }
}

/** For the rest of this transaction nobody cuts off what takes long, neither the server nor we; keep-alive watches the line. */
export async function liftTimeLimits(trx: Knex.Transaction): Promise<void> {
  const { connection }: SilentConnection = await trx.client.acquireConnection();
  connection.stream.setTimeout(0);
  await trx.raw(`set local lock_timeout = 0; set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0`);
}

export function waitAsUsual({ connection }: SilentConnection, { silence }: Patience): void {
  connection.stream.setTimeout(silence);
}
