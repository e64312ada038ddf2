import knex, { type Knex } from 'knex';
import { PgBoss } from 'pg-boss';
import { type Migration, migrations } from './list.ts';

/** Any number that only we use: two processes that start at once must not migrate at once. */
const LOCK = 6_011_925_843;

/**
 * Brings the schema up to date, or up to a migration by its name: our tables, then the queue's own. Runs as the owner,
 * without time limits. A process that is killed half way leaves nothing locked: the advisory lock ends with its connection.
 * Gives the migrations that are done and that this program does not know: a newer one has been here, and while it takes
 * the place of this one both work on its schema.
 */
export async function migrateUp(url: string, upTo?: string): Promise<readonly string[]> {
  let done: { name: string }[] = [];
  await exclusively({ url, wanted: migrationsUpTo(upTo) }, async (connection) => {
    await connection.migrate.latest();
    await installQueue(connection);
    [done] = await connection.migrate.list();
  });
  return done.map(({ name }) => name).filter((name) => migrations.every((known) => known.name !== name));
}

/** Takes every migration back, the newest first; the queue's schema goes with it. */
export async function migrateDown(url: string): Promise<void> {
  await exclusively({ url, wanted: migrations }, async (connection) => {
    await connection.raw('drop schema if exists pgboss cascade');
    await connection.migrate.rollback(undefined, true);
  });
}

function migrationsUpTo(name: string | undefined): readonly Migration[] {
  if (name === undefined) return migrations;
  const index = migrations.findIndex((migration) => migration.name === name);
  if (index < 0) throw new Error(`no migration ${name}`);
  return migrations.slice(0, index + 1);
}

interface Target {
  readonly url: string;
  readonly wanted: readonly Migration[];
}

async function exclusively({ url, wanted }: Target, work: (connection: Knex) => Promise<void>): Promise<void> {
  const connection = knex({
    client: 'pg',
    connection: url,
    pool: { min: 0, max: 3 },
    migrations: { migrationSource: sourceOf(wanted), disableMigrationsListValidation: true },
    log: { warn: silent, error: silent }, // what goes wrong is thrown
  });
  try {
    await connection.transaction(async (guard) => {
      await guard.raw('select pg_advisory_xact_lock(?)', [LOCK]);
      await connection.migrate.forceFreeMigrationsLock();
      await work(connection);
    });
  } finally {
    await connection.destroy();
  }
}

function silent(): void {}

function sourceOf(wanted: readonly Migration[]): Knex.MigrationSource<Migration> {
  return {
    getMigrations: async () => [...wanted],
    getMigrationName: (migration) => migration.name,
    getMigration: ({ load }) => load(),
  };
}

/** The application's role may put a job into the queue inside its transaction, and may not read what stands there. */
const QUEUE_RIGHTS = `
  grant usage on schema pgboss to reglament_app;
  grant insert, select (id, start_after) on pgboss.job_common to reglament_app;
  grant select on pgboss.queue to reglament_app;
`;

async function installQueue(connection: Knex): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(connection, text, values) },
    schema: 'pgboss',
    supervise: false,
    schedule: false,
  });
  const failures: unknown[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  await boss.stop({ graceful: false });
  if (failures.length > 0) throw failures[0];
  await connection.raw(QUEUE_RIGHTS);
}

/** pg-boss speaks pg's own dialect ($1), which knex.raw would read as text. */
async function execute(connection: Knex, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await connection.client.acquireConnection();
  try {
    return await client.query(text, values);
  } finally {
    await connection.client.releaseConnection(client);
  }
}
