import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Logger } from 'pino';
import { openSilenceWatch, type Patience, type SilentConnection } from './db-patience.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process; one more is held for LISTEN. */
  readonly poolSize: number;
  /** Milliseconds that one statement may take; absent: 30 seconds. */
  readonly timeout?: number | undefined;
  readonly log: Pick<Logger, 'warn'>;
}

export function openPool({ url, poolSize, log }: DatabaseOptions, patience: Patience): Knex {
  const watch = openSilenceWatch(patience);
  const timeouts = {
    ...{ statement_timeout: patience.statement, lock_timeout: patience.wait },
    // Where the line is cut without a word, the other end keeps what was begun, with its locks, until then.
    idle_in_transaction_session_timeout: patience.statement,
  };
  return knex({
    client: 'pg',
    // A server that went without a word shows within half a minute, where nothing is on its way to it.
    connection: {
      connectionString: url,
      application_name: 'reglament',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: patience.wait,
      types,
      ...timeouts,
    },
    pool: {
      ...{ min: 0, max: poolSize, createTimeoutMillis: patience.wait },
      afterCreate: (raw: pg.Client & PooledConnection, done: (error: Error | null, raw: PooledConnection) => void) => {
        watch(raw);
        heedFarewell(raw);
        raw.query(KEEP_ALIVE, (error) => done(error, raw));
      },
    },
    acquireConnectionTimeout: patience.wait,
    // Otherwise the message of an error holds the statement with its values: personal data, which then stands in the log.
    compileSqlOnError: false,
    log: { warn: (message: unknown) => log.warn({ message }, 'database') },
  });
}

/**
 * What the server says before it closes: ended by an administrator, a crash, a shutdown, or for idling too long. The end of
 * the connection may come later than the next one who wants it, so the pool must know with the word itself.
 */
const farewells: ReadonlySet<string | undefined> = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04']);

/** The inner side of pg and knex that we lean on. knex sets the mark itself when a connection reports an error or its end. */
interface PooledConnection extends SilentConnection {
  __knex__disposed?: unknown;
  readonly connection: SilentConnection['connection'] & {
    on(event: 'errorMessage', heard: (message: pg.DatabaseError) => void): unknown;
  };
}

function heedFarewell(raw: PooledConnection): void {
  raw.connection.on('errorMessage', (message) => {
    if (farewells.has(message.code)) raw.__knex__disposed = message;
  });
}

/** So that the server finds out as well, within half a minute, that we are gone, and gives free what we held. */
const KEEP_ALIVE = 'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

const DATE = 1082;
const BIGINT = 20;

/** A date stays 'YYYY-MM-DD' (a Date would shift it by the time zone); a bigint is a number and never a rounded one. */
const types = {
  getTypeParser: (oid: number, format: string): ((text: string) => unknown) => {
    if (oid === DATE) return (text) => text;
    if (oid === BIGINT) return exactNumber;
    return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
  },
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}
