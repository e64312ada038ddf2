import { randomBytes } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../core/src/db.ts';

export interface TestDatabase extends Database {
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  readonly poolSize?: number;
  /** false: no schema at all, for tests of the migrations. */
  readonly migrated?: boolean;
  /** With the shipped definitions and the demo's bodies and people, as a server finds them after its first start. */
  readonly furnished?: boolean;
}

/**
 * A database of its own for a test file, cloned from the migrated template (about 60 ms). In a file:
 *   beforeAll(async () => { database = await createTestDatabase(); });  afterAll(() => database.drop());
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { url, template, furnished } = inject('postgres');
  const name = `reglament_test_${randomBytes(6).toString('hex')}`;
  await administer(
    url,
    `create database ${name} ${options.migrated === false ? '' : cloneOf(options.furnished ? furnished : template)}`,
  );
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = openDatabase({ url: own.href, poolSize: options.poolSize ?? 10, log: quiet });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await administer(url, `drop database if exists ${name} with (force)`);
    },
  };
}

/** For one test instead of a file. */
export async function databaseForThisTest(options?: TestDatabaseOptions): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  onTestFinished(() => database.drop());
  return database;
}

const quiet = { warn: () => undefined };

/** Copying files is faster than the write-ahead log as long as the template is small. */
function cloneOf(template: string): string {
  return `template ${template} strategy file_copy`;
}

async function administer(url: string, statement: string): Promise<void> {
  const server = openDatabase({ url, poolSize: 1, log: quiet });
  try {
    await server.execute(statement);
  } finally {
    await server.close();
  }
}
