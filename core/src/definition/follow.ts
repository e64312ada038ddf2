import type { Logger } from 'pino';
import type { Database } from '../db.ts';
import { publishedChannel } from './queries.ts';
import type { DefinitionStore } from './store.ts';

interface Following {
  readonly database: Database;
  readonly definitions: DefinitionStore;
  readonly log: Pick<Logger, 'error'>;
}

/** Takes in what another process (the command line, a second server) publishes, as soon as it is committed. */
export async function followPublications({ database, definitions, log }: Following): Promise<void> {
  const refresh = () =>
    void definitions.refresh().catch((error: unknown) => log.error({ err: error }, 'definitions were not refreshed'));
  await database.listen(publishedChannel, { onMessage: refresh, onReconnect: refresh });
}
