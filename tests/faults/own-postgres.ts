import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';
import { openDatabase } from '../../core/src/db.ts';
import type { TestDatabase } from '../support/database.ts';

export interface OwnPostgres {
  readonly database: TestDatabase;
  /** Ends it at once, in the middle of everything, as the loss of its machine would; it comes back by itself. */
  crash(): void;
  close(): Promise<void>;
}

/** A server for one test that syncs to disk, since it is going to be ended without a warning. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-fault-'));
  // PostgreSQL may run as another account, which must be able to pass through.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined });
  const database = openDatabase({ url: postgres.url, poolSize: 5, log: { warn: () => undefined } });
  await database.migrate();
  return {
    database: { ...database, drop: database.close },
    crash: () => {
      const [pid] = readFileSync(join(postgres.dataDir, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
    },
    async close() {
      await postgres.stop();
      for (const place of [postgres.dataDir, folder]) rmSync(place, { recursive: true, force: true });
    },
  };
}
