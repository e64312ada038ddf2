import type { Logger } from 'pino';
import { type Database, databaseFault } from '../db.ts';
import { insertViews, type View } from './rows.ts';

export interface AccessLog {
  /** Takes a view down; it is written with others within a second. Never fails and never waits. */
  record(view: View): void;
  /** Writes what is waiting; for tests, and for those who read the log right after. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** More than this in memory means that the database has been away for long: the newest are then only counted. */
const MOST_WAITING = 100_000;
const AT_ONCE = 1_000;

/**
 * Views are written in batches once a second, so that looking at a card costs no commit. A process that is killed loses
 * the views of its last second; views are not part of the journal's chain. While the database is away they wait.
 */
export function openAccessLog(database: Database, log: Pick<Logger, 'error'>, everyMs = 1_000): AccessLog {
  let waiting: View[] = [];
  let dropped = 0;
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_ONCE);
      await writeBatch(database, log, batch);
      waiting = waiting.slice(batch.length);
    }
    if (dropped > 0) log.error({ dropped }, 'access log: views were dropped');
    dropped = 0;
  }

  function flush(): Promise<void> {
    writing = writing
      .then(write)
      .catch((error: unknown) => log.error({ err: error, waiting: waiting.length }, 'access log: not written'));
    return writing;
  }

  return {
    record(view) {
      if (waiting.length >= MOST_WAITING) dropped += 1;
      else waiting.push(view);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** One view that the database refuses must not hold the others up: it is told to the log and left out. */
async function writeBatch(database: Database, log: Pick<Logger, 'error'>, batch: readonly View[]): Promise<void> {
  try {
    await database.asOwnerAtOnce([insertViews(batch)]);
  } catch (error) {
    if (databaseFault(error) === 'connectionLost') throw error;
    if (batch.length > 1) for (const view of batch) await writeBatch(database, log, [view]);
    else log.error({ err: error, view: batch[0] }, 'access log: a view was refused');
  }
}
