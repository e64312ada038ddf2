import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartProblem } from '../start-problem.ts';
import { chooseAccount, locateData, locateRuntime, makeOwnFolder } from './embedded-postgres-place.ts';
import {
  type Cluster,
  findPostmaster,
  freePort,
  halt,
  initialise,
  launch,
  until,
} from './embedded-postgres-process.ts';

const USER = 'reglament';
const DATABASE = 'reglament';
const PASSWORD_FILE = 'reglament-password';

export interface EmbeddedPostgresOptions {
  /** Made when absent. May become a symbolic link, see `EmbeddedPostgres.dataDir`. */
  readonly dataDir: string;
  readonly log: (event: string, facts?: Record<string, unknown>) => void;
  /** false only in tests: nothing is synced to disk, and the server ends with the terminal's Ctrl+C. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Of the database `reglament`, as the owner of the cluster; stays the same while this object lives. */
  readonly url: string;
  /** Where the data really are: outside the clone when root's clone is closed to the account PostgreSQL runs as. */
  readonly dataDir: string;
  /** true: the server was running before us (left by a killed process, or another process of ours uses it). */
  readonly adopted: boolean;
  /** Shuts the server down; no process is left. */
  stop(): Promise<void>;
  /** Leaves the server running for its other user and only stops watching it. */
  release(): void;
}

/**
 * Real PostgreSQL from npm on 127.0.0.1, with a password and ICU sorting for Russian. Makes the cluster at the first start, takes
 * over a server that outlived us, recovers after a crash, and starts the server again on the same port when it is killed under us.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = chooseAccount(options.dataDir);
  const dataDir = locateData(options.dataDir, account);
  const cluster: Cluster = { dataDir, native: locateRuntime(account), account, durable: options.durable ?? true };
  if (!existsSync(dataDir)) await create(cluster, options);
  checkVersion(cluster);
  const adopted = await adopt(dataDir);
  const port = adopted ?? (await launchSomewhere(cluster));
  options.log(adopted ? 'database.adopted' : 'database.started', { port, dataDir });
  const password = readFileSync(join(dataDir, PASSWORD_FILE), 'utf8').trim();
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  await ensureDatabase(url);
  const watch = keepRunning(cluster, port, options.log);
  return {
    url,
    dataDir,
    adopted: adopted !== undefined,
    async stop() {
      await watch.end();
      await halt(dataDir);
      options.log('database.stopped');
    },
    release: () => void watch.end(),
  };
}

/** Everything is made under another name first: a killed first start leaves no half-made cluster. */
async function create(cluster: Cluster, { log }: EmbeddedPostgresOptions): Promise<void> {
  const fresh = `${cluster.dataDir}.new`;
  const passwordFile = `${fresh}.password`;
  makeOwnFolder(fresh, cluster.account);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  await initialise({ ...cluster, dataDir: fresh }, passwordFile);
  renameSync(passwordFile, join(fresh, PASSWORD_FILE));
  renameSync(fresh, cluster.dataDir);
  log('database.created', { dataDir: cluster.dataDir });
}

function checkVersion({ dataDir, native }: Cluster): void {
  const file = join(dataDir, 'PG_VERSION');
  if (!existsSync(file)) {
    throw new StartProblem(
      `Папка ${dataDir} занята, но базы данных в ней нет. Уберите её или переименуйте и запустите снова.`,
    );
  }
  const data = readFileSync(file, 'utf8').trim();
  const runtime = /^# PostgreSQL (\d+)/.exec(readFileSync(join(native, 'share/postgresql/postgres.bki'), 'utf8'))?.[1];
  if (data !== runtime) {
    throw new StartProblem(
      `Данные в папке ${dataDir} записаны PostgreSQL ${data}, а встроен PostgreSQL ${runtime}. Сохраните данные прежней версией программы (reglament backup) и восстановите их в новой (reglament restore).`,
    );
  }
}

/** The port of a server that already works on this folder; waits while it is still starting or stopping. */
async function adopt(dataDir: string): Promise<number | undefined> {
  const settled = () => ['ready', undefined].includes(findPostmaster(dataDir)?.status);
  if (!(await until(settled, 60_000))) {
    throw new StartProblem(
      `База данных в папке ${dataDir} уже запущена другим процессом и не отвечает. Завершите процесс ${findPostmaster(dataDir)?.pid} и запустите программу снова.`,
    );
  }
  return findPostmaster(dataDir)?.port;
}

async function launchSomewhere(cluster: Cluster): Promise<number> {
  const port = await freePort();
  await launch(cluster, port);
  return port;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Looks twice a second whether the server lives, and starts it again on the same port when it does not. */
function keepRunning(cluster: Cluster, port: number, log: EmbeddedPostgresOptions['log']): { end(): Promise<void> } {
  const ended = new AbortController();
  const pause = () => delay(500, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
  async function watch(): Promise<void> {
    for (; !ended.signal.aborted; await pause()) {
      if (findPostmaster(cluster.dataDir)) continue;
      log('database.lost', { port });
      try {
        await launch(cluster, port);
        log('database.restarted', { port });
      } catch (error) {
        log('database.restartFailed', { port, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  const done = watch();
  return {
    async end() {
      ended.abort();
      await done;
    },
  };
}
