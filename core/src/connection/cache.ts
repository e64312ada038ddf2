import type { Connection } from '@reglament/sdk';
import type { Logger } from 'pino';
import type { StoredConnection } from './connection.model.ts';

export interface OpenConnection {
  readonly stored: StoredConnection;
  readonly connection: Connection;
}

interface Entry {
  readonly stored: StoredConnection;
  readonly opening: Promise<Connection>;
  users: number;
  stale: boolean;
}

type Work<T> = (open: OpenConnection) => Promise<T>;

export interface ConnectionCache {
  /** The open one of this version; an older one is closed when the last work with it has ended. */
  current(stored: StoredConnection): { readonly opening: Promise<Connection> };
  use<T>(stored: StoredConnection, work: Work<T>): Promise<T>;
  close(): Promise<void>;
}

/** Nothing has changed since: neither the connection nor, where it leads to one, the emulator. */
function isSame(one: StoredConnection, other: StoredConnection): boolean {
  return one.version === other.version && one.sides?.round === other.sides?.round;
}

/** The connections that are open in this process, one of each. */
export function openCache(
  open: (stored: StoredConnection) => Promise<Connection>,
  log: Pick<Logger, 'warn'>,
): ConnectionCache {
  const entries = new Map<string, Entry>();

  function current(stored: StoredConnection): Entry {
    const known = entries.get(stored.id);
    if (known !== undefined && isSame(known.stored, stored)) return known;
    if (known !== undefined) {
      known.stale = true;
      if (known.users === 0) void closeEntry(known);
    }
    const entry: Entry = { stored, opening: open(stored), users: 0, stale: false };
    // Whoever waits for it hears why; the next one tries anew.
    entry.opening.catch(() => entries.get(stored.id) === entry && entries.delete(stored.id));
    entries.set(stored.id, entry);
    return entry;
  }

  async function closeEntry({ opening, stored }: Entry): Promise<void> {
    try {
      await (await opening.catch(() => undefined))?.close?.();
    } catch (error) {
      log.warn({ err: error, connection: stored.id }, 'connection was not closed');
    }
  }

  return {
    current,
    async use(stored, work) {
      const entry = current(stored);
      entry.users += 1;
      try {
        return await work({ stored, connection: await entry.opening });
      } finally {
        entry.users -= 1;
        if (entry.stale && entry.users === 0) void closeEntry(entry);
      }
    },
    async close() {
      await Promise.all([...entries.values()].map(closeEntry));
      entries.clear();
    },
  };
}
