import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../core/src/config.ts';
import { loadShipped } from '../../core/src/definition/commands.ts';
import { readDemo, seedConnections, seedPeople } from '../../core/src/demo/seed.ts';
import type { Deps } from '../../core/src/deps.ts';
import { type Engine, openEngine } from '../../core/src/engine.ts';
import type { Tuning } from '../../core/src/exchange/tuning.ts';
import { createLog } from '../../core/src/log.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import type { Plugin } from '../../plugins/sdk/src/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type Client, createClient } from './http-client.ts';
import { processSecret } from './server-process.ts';

export interface TestServer {
  readonly url: string;
  readonly deps: Deps;
  readonly database: TestDatabase;
  /**
   * Moves the clock of the whole server; it goes on running from there. `toNoon`: to the next noon of Moscow, for a test of
   * days that must not see one end.
   */
  readonly clock: { readonly now: () => Date; advance(ms: number): void; toNoon(): void };
  /** Lines of the log so far, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** A browser of its own, not signed in; `address` as the proxy would give it. */
  client(address?: string): Client;
  /** Signed in with a demo login. */
  login(login: string): Promise<Client>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the shipped ones. */
  readonly plugins?: readonly Plugin[];
  readonly tuning?: Tuning;
  /** The way by which the server reaches its database, when it is not the straight one. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  /** Migrated, with or without the demo's rows, dropped at the end; absent: one of the run's server, furnished. */
  readonly database?: TestDatabase;
  /** false: answers only and takes no work of the queues, as a process with the role `web`. */
  readonly works?: boolean;
  /** The server's own failures are part of the test and are not shown. */
  readonly quiet?: boolean;
}

/**
 * The product's engine over a database of its own, with the shipped definitions and the demo's bodies and people, on a
 * free port. In a file:
 *   beforeAll(async () => { server = await startServer(); });  afterAll(() => server.close());
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = options.database ?? (await createTestDatabase({ furnished: true }));
  const folder = mkdtempSync(join(tmpdir(), 'reglament-server-'));
  const http = await listen();
  const config = readConfig({
    PORT: String(http.port),
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SECRET_KEY: processSecret,
    DEMO: '1',
    CHECK_RESPONSES: '1',
    BEHIND_PROXY: '1',
    ...options.env,
  });
  const clock = movableClock();
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line) => keep(lines, JSON.parse(line), options.quiet ?? false) });
  const databaseUrl = (await options.through?.(database.url)) ?? database.url;
  const engine = await openEngine({
    ...{ config, databaseUrl, clock: clock.now, log },
    plugins: options.plugins ?? shipped,
    ...(options.tuning === undefined ? {} : { tuning: options.tuning }),
  });
  const demo = await readDemo(config.definitionsDir);
  if (options.database) {
    await loadShipped(engine.deps, config.definitionsDir);
    await seedPeople(engine.deps.database, demo, clock.now());
  }
  await seedConnections(engine.deps, demo);
  http.server.on('request', engine.handle);
  if (options.works ?? true) await engine.work();
  const url = `http://127.0.0.1:${http.port}`;
  return {
    url,
    deps: engine.deps,
    database,
    clock,
    log: lines,
    client: (address) => createClient(url, address),
    login: (login) => createClient(url).login(login),
    close: () => close({ http: http.server, engine, database, folder }),
  };
}

/** Listens before there is an application, so that the port is known to its configuration. */
async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** What the server calls its own failure is shown at once: a test that meets one fails far from the cause. */
function keep(lines: Record<string, unknown>[], line: Record<string, unknown>, quiet: boolean): void {
  lines.push(line);
  if (line.level === 'error' && !quiet) process.stderr.write(`${JSON.stringify(line, null, 2)}\n`);
}

function movableClock() {
  let ahead = 0;
  const DAY = 24 * 60 * 60 * 1000;
  const noon = 9 * 60 * 60 * 1000;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (ms: number) => {
      ahead += ms;
    },
    toNoon: () => {
      ahead += (DAY + noon - ((Date.now() + ahead) % DAY)) % DAY;
    },
  };
}

interface Parts {
  readonly http: Server;
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly folder: string;
}

async function close({ http, engine, database, folder }: Parts): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeAllConnections();
  await closed;
  await engine.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
}
