import knex, { type Knex } from 'knex';
import pg from 'pg';
import { migrateDown, migrateUp } from '../migrations/migrate.ts';
import { prepared, type RowsOf, runBatch, type Statement } from './db-batch.ts';
import { type ListenerConnection, openListener } from './db-listener.ts';
import { liftTimeLimits, patienceOf, type SilentConnection, waitAsUsual } from './db-patience.ts';
import { type DatabaseOptions, openPool } from './db-pool.ts';

/** What commands, rows and queries get: a knex bound to one transaction. */
export type Transaction = Knex.Transaction;

type Work<T> = (trx: Transaction) => Promise<T>;

export interface Database {
  readonly url: string;
  /** One transaction as the application's role, acting for these bodies (uuids): it sees no row of any other. */
  inBodies<T>(bodies: readonly string[], work: Work<T>): Promise<T>;
  /** One transaction as the owner, past row-level security: login, accounts, migrations, seals, the queue's tables. */
  asOwner<T>(work: Work<T>): Promise<T>;
  /** What one process of the installation at a time may do; the lock ends with its connection, however the process ends. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The same, unless another process is at it: then undefined, at once. */
  aloneOrNot<T>(work: () => Promise<T>): Promise<T | undefined>;
  /**
   * One transaction as `inBodies`, of statements that are all known beforehand: they go in one message and come back in
   * one. An error of one undoes them all.
   */
  inBodiesAtOnce<const S extends readonly Statement[]>(bodies: readonly string[], statements: S): Promise<RowsOf<S>>;
  /**
   * One transaction in one message, for somebody who is only being looked up. The first statement is the owner's and sets
   * `reglament.bodies` itself; those after it are as `inBodiesAtOnce`, and see no row when it has found nobody.
   */
  asActorAtOnce<Row, const S extends readonly Statement[]>(
    actor: Statement<Row>,
    statements: S,
  ): Promise<[Row[], ...RowsOf<S>]>;
  /** The same as the owner, past row-level security. */
  asOwnerAtOnce<const S extends readonly Statement[]>(statements: S): Promise<RowsOf<S>>;
  /** One statement of another library (pg-boss) with pg's own placeholders, outside of a transaction. */
  execute(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Hears pg_notify of committed transactions, over one connection of its own that comes back by itself. */
  listen: ListenerConnection['listen'];
  /** Up to date, or up to the migration of this name. Gives what a newer program has done beyond it. */
  migrate(upTo?: string): Promise<readonly string[]>;
  /** Takes all migrations back. */
  unmigrate(): Promise<void>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** The database was away or busy for a moment: the same may well succeed later. */
  isPassing(error: unknown): boolean;
  pool(): { readonly used: number; readonly free: number; readonly waiting: number };
  close(): Promise<void>;
}

/** The connection broke under a transaction. Whether a commit on its way arrived is not known. */
class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('connection to the database was lost', { cause });
    this.name = 'ConnectionLost';
  }
}

export function openDatabase(options: DatabaseOptions): Database {
  const patience = patienceOf(options.timeout);
  const connection = openPool(options, patience);
  const client: KnexClient = connection.client;
  const run = async <T>(opening: string, work: Work<T>): Promise<T> => {
    const began: Began = {};
    const config: Opening = { opening, began };
    try {
      return await connection.transaction(work, config);
    } catch (error) {
      throw lostOr(error, began.connection);
    } finally {
      if (began.connection !== undefined) waitAsUsual(began.connection, patience);
    }
  };
  const atOnce = async (statements: readonly Statement[]): Promise<unknown[][]> => {
    const raw = await client.acquireConnection();
    try {
      return await runBatch(raw, statements);
    } catch (error) {
      throw lostOr(error, raw);
    } finally {
      await client.releaseConnection(raw);
    }
  };
  openInOneRoundTrip(client);
  const listener = openListener(options.url, options.log);
  return {
    url: options.url,
    inBodies: async (bodies, work) => run(openingFor(bodies), work),
    asOwner: (work) => run('begin', work),
    ...lonely(run),
    inBodiesAtOnce: async <S extends readonly Statement[]>(bodies: readonly string[], statements: S) =>
      (await atOnce([openBodies(checked(bodies).join(',')), ...statements])).slice(1) as RowsOf<S>,
    asActorAtOnce: async <Row, S extends readonly Statement[]>(actor: Statement<Row>, statements: S) =>
      (await atOnce([actor, enterRole(), ...statements])).toSpliced(1, 1) as [Row[], ...RowsOf<S>],
    asOwnerAtOnce: async <S extends readonly Statement[]>(statements: S) => (await atOnce(statements)) as RowsOf<S>,
    execute: async (text, values) => {
      const raw = await client.acquireConnection();
      try {
        return await raw.query(text, values);
      } finally {
        await client.releaseConnection(raw);
      }
    },
    listen: listener.listen,
    migrate: (upTo) => migrateUp(options.url, upTo),
    unmigrate: () => migrateDown(options.url),
    ping: async () => {
      await connection.raw('select 1');
    },
    isPassing: (error) => passing.has(databaseFault(error)),
    pool: () => countsOf(client.pool),
    close: async () => {
      await listener.close();
      await connection.destroy();
    },
  };
}

type Run = <T>(opening: string, work: Work<T>) => Promise<T>;

/** The guard waits as long as the other works, and is idle for as long as it works itself. */
function lonely(run: Run): Pick<Database, 'alone' | 'aloneOrNot'> {
  return {
    alone: (work) =>
      run('begin', async (guard) => {
        await liftTimeLimits(guard);
        await guard.raw(LOCK_ALONE);
        return work();
      }),
    aloneOrNot: (work) =>
      run('begin', async (guard) => {
        await liftTimeLimits(guard);
        const { rows } = await guard.raw(LOCK_IF_FREE);
        return rows[0].locked ? work() : undefined;
      }),
  };
}

function countsOf(pool: KnexClient['pool']): ReturnType<Database['pool']> {
  return { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires() };
}

/** Any number that only we use. */
const LOCK_ALONE = 'select pg_advisory_xact_lock(6011925844)';
const LOCK_IF_FREE = 'select pg_try_advisory_xact_lock(6011925844) as locked';

/** knex sets `__knex__disposed` when the connection reports an error or its end. */
interface RawConnection extends SilentConnection {
  __knex__disposed?: unknown;
}

interface Began {
  connection?: RawConnection;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function openingFor(bodies: readonly string[]): string {
  return `begin; set local role reglament_app; select set_config('reglament.bodies', '${checked(bodies).join(',')}', true)`;
}

/** The same for a batch, which is a transaction without BEGIN: both settings end with it. */
const openBodies = prepared(
  'open_bodies',
  `select set_config('role', 'reglament_app', true), set_config('reglament.bodies', $1, true)`,
);

/** Only the role: the bodies, if any, were set before, in the same transaction. */
const enterRole = prepared('enter_role', `select set_config('role', 'reglament_app', true)`);

function checked(bodies: readonly string[]): readonly string[] {
  for (const body of bodies) if (!UUID.test(body)) throw new TypeError(`not an id of a body: ${JSON.stringify(body)}`);
  return bodies;
}

/** The connection broke, unless the database itself has said what is wrong. */
function lostOr(error: unknown, connection: RawConnection | undefined): unknown {
  const told = error instanceof pg.DatabaseError && !isLost(error);
  return connection?.__knex__disposed !== undefined && !told ? new ConnectionLost(error) : error;
}

/** The role and the bodies go with BEGIN in one message; knex itself would send BEGIN alone. Savepoints are left to it. */
function openInOneRoundTrip(client: KnexClient): void {
  const create = client.transaction;
  client.transaction = function transaction(container, config, outer) {
    const trx = create.call(this, container, config, outer);
    const { opening, began } = config ?? {};
    if (opening !== undefined) {
      trx.begin = (raw) => {
        if (began !== undefined) began.connection = raw;
        return trx.query(raw, opening);
      };
    }
    return trx;
  };
}

interface Opening extends Knex.TransactionConfig {
  readonly opening?: string;
  readonly began?: Began;
}

/** The inner side of knex that we lean on; knex gives it no types. */
interface KnexClient {
  transaction(container: unknown, config: Opening | undefined, outer: unknown): InnerTransaction;
  acquireConnection(): Promise<pg.Client & RawConnection>;
  releaseConnection(connection: pg.Client): Promise<void>;
  readonly pool: { numUsed(): number; numFree(): number; numPendingAcquires(): number };
}

interface InnerTransaction {
  begin(connection: RawConnection): Promise<unknown>;
  query(connection: RawConnection, sql: string): Promise<unknown>;
}

/** By SQLSTATE; class 08 and the shutdown codes mean that the connection is gone. */
const faults = {
  '23505': 'uniqueViolation',
  '23503': 'foreignKeyViolation',
  '23514': 'checkViolation',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '55P03': 'lockTimeout',
  '57014': 'statementTimeout',
  '42501': 'forbiddenRow',
  '22P05': 'unstorable',
  '22021': 'unstorable',
  '22P02': 'unstorable',
  '54001': 'unstorable',
  RG001: 'appendOnly',
  '57P01': 'connectionLost',
  '57P02': 'connectionLost',
  '57P03': 'connectionLost',
} as const;

export type DatabaseFault = (typeof faults)[keyof typeof faults];

const passing: ReadonlySet<DatabaseFault | undefined> = new Set([
  'connectionLost',
  'serialization',
  'deadlock',
  'lockTimeout',
  'statementTimeout',
]);

const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** What pg and the pool say, without a code, of a connection that did not come to be. */
const notConnected = new Set([
  'timeout expired',
  'operation timed out for an unknown reason',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
]);

/** What kind of failure of the database this is; undefined: none that the caller could treat. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  if (error instanceof ConnectionLost || error instanceof knex.KnexTimeoutError) return 'connectionLost';
  if (error instanceof Error && notConnected.has(error.message)) return 'connectionLost';
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (socketCodes.has(error.code) || error.code.startsWith('08')) return 'connectionLost';
  return Object.hasOwn(faults, error.code) ? faults[error.code as keyof typeof faults] : undefined;
}

/** The connection broke in the middle: what the transaction wanted may be done or not. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ConnectionLost;
}

/** The name of the violated constraint, for telling one uniqueness from another. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

function isLost(error: pg.DatabaseError): boolean {
  return databaseFault(error) === 'connectionLost';
}
