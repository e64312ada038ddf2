import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../db.ts';
import { StartProblem } from '../start-problem.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface LocatedDatabase {
  readonly url: string;
  /** For the console. */
  readonly description: string;
  /** Shuts the embedded server down. With `leaveShared` only when it was us who started it; an installation's own stays as it is. */
  close(options?: { readonly leaveShared: boolean }): Promise<void>;
}

/** The database that the settings name: an installation's own, or the embedded one, started when it does not run yet. */
export async function locateDatabase(config: Config, log: Logger): Promise<LocatedDatabase> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl, description: 'по адресу из DATABASE_URL', close: async () => undefined };
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    log: (event, facts) => log.info(facts ?? {}, event),
  });
  return {
    url: postgres.url,
    description: postgres.adopted ? 'уже работала, подключаюсь' : 'запущена',
    async close({ leaveShared } = { leaveShared: false }) {
      if (leaveShared && postgres.adopted) postgres.release();
      else await postgres.stop();
    },
  };
}

/** Brings the schema up to date. With several processes one does it and the others wait. */
export async function prepareSchema(url: string, log: Logger): Promise<void> {
  const database = openDatabase({ url, poolSize: 1, log });
  try {
    await assertAnswers(database);
    const newer = await database.migrate();
    if (newer.length > 0) log.warn({ migrations: newer }, 'the database is of a newer version of the program');
  } finally {
    await database.close();
  }
}

/** @throws StartProblem when the database does not answer. */
export async function assertAnswers(database: Database): Promise<void> {
  await database.ping().catch((cause: Error) => {
    const todo = 'Проверьте адрес, логин и что сервер PostgreSQL запущен.';
    throw new StartProblem(`База данных из DATABASE_URL не отвечает: ${cause.message}. ${todo}`, { cause });
  });
}
