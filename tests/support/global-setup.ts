import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';
import { type Database, openDatabase } from '../../core/src/db.ts';
import { loadShipped } from '../../core/src/definition/commands.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { readDemo, seedPeople } from '../../core/src/demo/seed.ts';
import { lightHash } from './light-password.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /**
     * The server of this run, as the owner; the database `template` is migrated and has no rows, `furnished` has the shipped
     * definitions and the demo's bodies and people as well.
     */
    postgres: { readonly url: string; readonly template: string; readonly furnished: string };
  }
}

const quiet = { warn: () => undefined };

/** One PostgreSQL a run: ours in a temporary folder, or the one that TEST_DATABASE_URL names (its user makes databases). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `reglament_template_${randomBytes(6).toString('hex')}`;
  const administration = openDatabase({ url: server.url, poolSize: 1, log: quiet });
  await administration.execute(`create database ${template}`);
  await within(server.url, template, (database) => database.migrate());
  const furnished = `${template}_furnished`;
  await administration.execute(`create database ${furnished} template ${template} strategy file_copy`);
  await within(server.url, furnished, furnish);
  project.provide('postgres', { url: server.url, template, furnished });
  return async () => {
    for (const name of [furnished, template])
      await administration.execute(`drop database if exists ${name} with (force)`);
    await administration.close();
    await server.stop();
  };
}

async function within(server: string, name: string, work: (database: Database) => Promise<unknown>): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.href, poolSize: 2, log: quiet });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** Once a run instead of once a server: checking every shipped definition with its tests takes most of a start. */
async function furnish(database: Database): Promise<void> {
  const folder = fileURLToPath(new URL('../../service-definitions', import.meta.url));
  await loadShipped({ database, definitions: await openDefinitionStore(database) }, folder);
  const demo = await readDemo(folder);
  await seedPeople(database, demo, new Date());
  await database.asOwner(async (trx) => {
    await trx('user_account').update({ password_hash: lightHash(demo.password) });
    // They have been shown around; whoever a test adds has not.
    await trx.raw('insert into user_preference (user_id, toured_at) select id, now() from user_account');
  });
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
