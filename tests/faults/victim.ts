import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../core/src/config.ts';
import { openEngine } from '../../core/src/engine.ts';
import type { Tuning } from '../../core/src/exchange/tuning.ts';
import { createLog } from '../../core/src/log.ts';
import type { Plugin } from '../../plugins/sdk/src/index.ts';
import { type Client, createClient } from '../support/http-client.ts';
import { beginLife, type Life } from '../support/last-words.ts';
import type { TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';

export interface VictimOptions {
  /** Of the same installation: its database, files and sessions. */
  readonly server: TestServer;
  readonly plugins: readonly Plugin[];
  /** Absent: it answers people and takes no work of the queues. */
  readonly works?: 'everything' | 'jobs';
  /** Of the exchange. */
  readonly tuning?: Tuning;
  /** The address that the settings name, given to what stands behind it. */
  readonly through?: (way: (url: string) => Promise<string>) => Promise<void>;
}

/** A process of the installation that ends after a word of the test's choice. */
export interface Victim {
  readonly life: Life;
  /** The same person, at this process. */
  client(of: Client): Client;
  /** Takes away what is left of it, so that nothing of it meets its successor. */
  bury(): Promise<void>;
}

export async function startVictim(options: VictimOptions): Promise<Victim> {
  const { server, plugins, works, tuning, through } = options;
  const life = beginLife();
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const databaseUrl = await life.way(server.database.url);
  await through?.(life.way);
  const config = readConfig({
    ...{ PORT: String(port), DATABASE_URL: server.database.url, DATA_DIR: server.deps.config.dataDir },
    ...{ SECRET_KEY: processSecret, DEMO: '1', CHECK_RESPONSES: '1', NODE_NAME: `victim-${port}` },
  });
  const log = createLog('silent', { write: () => undefined });
  const parts = { config, databaseUrl, clock: server.clock.now, log, plugins };
  const engine = await openEngine(tuning === undefined ? parts : { ...parts, tuning });
  Object.assign(engine.deps, { files: life.files(engine.deps.files) });
  http.on('request', engine.handle);
  if (works === 'jobs') await engine.deps.jobs.start();
  else if (works === 'everything') await engine.work();
  // Whoever waits for an answer of the dead sees the connection go.
  void life.over.then(() => http.closeAllConnections());
  return {
    life,
    client(of) {
      const client = createClient(`http://127.0.0.1:${port}`);
      for (const [name, value] of of.cookies) client.cookies.set(name, value);
      return client;
    },
    async bury() {
      life.end();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await engine.close().catch(() => undefined);
    },
  };
}
