import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';
import { freePort } from '../../core/src/database/embedded-postgres-process.ts';
import { type Database, openDatabase } from '../../core/src/db.ts';
import { serverFlags, serverMemory } from '../../run/node-flags.mjs';
import { type CpuMeter, clusterMeter } from './cpu.ts';
import { fillFloor } from './floor-rows.ts';
import { type RunningProcess, startProcess } from './processes.ts';
import { fillProduct } from './product-rows.ts';

/** One PostgreSQL for both sides, with a database for each; what stands here is gone after `clear`, unless its folder is kept. */
export interface Ground {
  readonly folder: string;
  readonly product: Database;
  readonly floor: Database;
  /** What PostgreSQL has used of the processor. */
  readonly cpu: CpuMeter;
  clear(): Promise<void>;
}

interface GroundPlace {
  /** A PostgreSQL that runs already; otherwise the embedded one, which syncs every commit to the disk. */
  readonly server?: string | undefined;
  /** A folder that stays, with its databases: what was filled once is measured again. */
  readonly keep?: string | undefined;
}

export async function prepareGround({ server, keep }: GroundPlace = {}): Promise<Ground> {
  const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'reglament-bench-')) : resolve(keep);
  mkdirSync(folder, { recursive: true });
  // PostgreSQL may run as another account, which must be able to pass through.
  chmodSync(folder, 0o755);
  const postgres =
    server === undefined
      ? await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined })
      : undefined;
  const url = server ?? postgres?.url ?? '';
  const administration = openDatabase({ url, poolSize: 1, log: quiet });
  const databases = await databasesOf(administration, keep !== undefined);
  const [product, floor] = databases.map((name) =>
    openDatabase({ url: at(url, name), poolSize: 1, timeout: FILLING_TAKES, log: quiet }),
  );
  if (product === undefined || floor === undefined) throw new Error('no databases');
  return {
    folder,
    product,
    floor,
    cpu: clusterMeter(postgres?.dataDir),
    async clear() {
      await product.close();
      await floor.close();
      if (keep === undefined) {
        for (const name of databases) await administration.execute(`drop database if exists ${name} with (force)`);
      }
      await administration.close();
      await postgres?.stop();
      for (const place of keep === undefined ? [postgres?.dataDir, folder] : []) {
        if (place !== undefined) rmSync(place, { recursive: true, force: true });
      }
    },
  };
}

/** Of the product and of the floor: those of a kept folder, or new ones. */
async function databasesOf(administration: Database, kept: boolean): Promise<readonly string[]> {
  const { rows } = await administration.execute(String.raw`select
    (select min(datname) from pg_database where datname like 'bench\_product\_%') as product,
    (select min(datname) from pg_database where datname like 'bench\_floor\_%') as floor`);
  const [{ product, floor }] = rows as [{ product: string | null; floor: string | null }];
  if (kept && product !== null && floor !== null) return [product, floor];
  const mark = randomBytes(4).toString('hex');
  const databases = [`bench_product_${mark}`, `bench_floor_${mark}`];
  for (const name of databases) await administration.execute(`create database ${name}`);
  return databases;
}

const quiet = { warn: () => undefined };

/** Millions of rows on a busy machine: one statement of the filling is silent for minutes. */
const FILLING_TAKES = 3_600_000;

function at(url: string, database: string): string {
  const own = new URL(url);
  own.pathname = `/${database}`;
  return own.href;
}

/** Both sides get the same rows; the product's body, people and definitions are there already. */
export async function fill({ product, floor }: Ground, rows: number): Promise<void> {
  const states = await fillProduct(product, rows);
  await fillFloor(floor, rows, states);
  await product.execute('checkpoint');
}

export interface Product extends RunningProcess {
  readonly port: number;
  readonly url: string;
  /** From the start of the process until it answers; its database was there before. */
  readonly readyMs: number;
}

/** Begins with the demonstration's bodies, people and other sides. */
export async function startFirst(ground: Ground): Promise<Product> {
  return start(ground, { demo: '1' });
}

/**
 * The server as an installation runs it: all roles in one process, everything on, its log in a file. The other sides of the
 * demonstration are no part of it: they would work and remember in the process that is measured.
 */
export async function startProduct(ground: Ground, nodeArgs: readonly string[] = []): Promise<Product> {
  return start(ground, { demo: '0', nodeArgs });
}

interface Starting {
  readonly demo: '0' | '1';
  readonly nodeArgs?: readonly string[];
}

async function start(ground: Ground, { demo, nodeArgs = [] }: Starting): Promise<Product> {
  const port = await freePort();
  const began = performance.now();
  const running = startProcess({
    file: 'core/src/main.ts',
    nodeArgs: [...serverFlags, ...nodeArgs],
    env: {
      PORT: String(port),
      DATABASE_URL: ground.product.url,
      DATA_DIR: join(ground.folder, 'data'),
      SECRET_KEY: 'a key for measuring only, of no value',
      DEMO: demo,
      HOST: '127.0.0.1',
      // As `npm start` has them.
      ...serverMemory,
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/reglament-code'),
    },
    log: join(ground.folder, 'product.log'),
  });
  await running.hears('ready');
  return { ...running, port, url: `http://127.0.0.1:${port}`, readyMs: performance.now() - began };
}

export async function startFloor(ground: Ground): Promise<RunningProcess & { readonly port: number }> {
  const log = join(ground.folder, 'floor.log');
  const running = startProcess({ file: 'tests/bench/floor-server.ts', args: [ground.floor.url], log });
  return { ...running, port: await running.hears<number>('port') };
}

export function startLoader(ground: Ground): RunningProcess {
  return startProcess({ file: 'tests/bench/load-process.ts', log: join(ground.folder, 'load.log') });
}
