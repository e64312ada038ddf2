import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';
import { openDatabase } from '../../core/src/db.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run, as the owner; the database `template` is migrated and has no rows. */
    postgres: { readonly url: string; readonly template: string };
  }
}

const quiet = { warn: () => undefined };

/** One PostgreSQL a run: ours in a temporary folder, or the one that TEST_DATABASE_URL names (its user makes databases). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `reglament_template_${randomBytes(6).toString('hex')}`;
  const administration = openDatabase({ url: server.url, poolSize: 1, log: quiet });
  await administration.execute(`create database ${template}`);
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  const database = openDatabase({ url: url.href, poolSize: 1, log: quiet });
  await database.migrate();
  await database.close();
  project.provide('postgres', { url: server.url, template });
  return async () => {
    await administration.execute(`drop database if exists ${template} with (force)`);
    await administration.close();
    await server.stop();
  };
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'reglament-test-'));
  // PostgreSQL may run as another account, which must be able to pass through.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    log: () => undefined,
  });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      for (const place of [postgres.dataDir, folder]) rmSync(place, { recursive: true, force: true });
    },
  };
}
