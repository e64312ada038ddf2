import type { Json, JsonObject } from '@reglament/sdk';
import type { Logger } from 'pino';
import type { Database } from '../db.ts';
import { type KeptLine, type LogLine, mostLogLines } from './log-line.ts';
import { listLogLines } from './queries.ts';
import { insertLogLines } from './rows.ts';

/** The last lines of each connection, of all processes: the whole of it stands in the logs of the servers. */
export interface PluginLog {
  /** Takes a line down; it is written with others within a second. Never fails and never waits. */
  add(connectionId: string, line: LogLine): void;
  /** The newest first. */
  of(connectionId: string): Promise<readonly KeptLine[]>;
  /** Writes what is waiting. */
  close(): Promise<void>;
}

interface LogParts {
  readonly database: Database;
  readonly log: Pick<Logger, 'error'>;
  readonly node: string;
  readonly everyMs?: number;
}

const MOST_CONNECTIONS = 1_000;

/** While the database is away the last lines wait in memory, as many of each connection as would be kept of it. */
export function openPluginLog({ database, log, node, everyMs = 1_000 }: LogParts): PluginLog {
  let waiting = new Map<string, LogLine[]>();
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();

  function put(connectionId: string, lines: readonly LogLine[]): void {
    const kept = [...(waiting.get(connectionId) ?? []), ...lines].slice(-mostLogLines);
    // Put at the end: the one that has been silent for longest goes first.
    waiting.delete(connectionId);
    waiting.set(connectionId, kept);
    const [oldest] = waiting.keys();
    if (waiting.size > MOST_CONNECTIONS && oldest !== undefined) waiting.delete(oldest);
  }

  async function write(): Promise<void> {
    if (waiting.size === 0) return;
    const [taken, since] = [waiting, new Map<string, LogLine[]>()];
    waiting = since;
    try {
      await database.asOwner((trx) => insertLogLines(trx, node, taken));
    } catch (error) {
      log.error({ err: error, connections: taken.size }, 'log of the plugins: not written');
      // What the database would never take must not stand before what comes after it.
      if (!database.isPassing(error)) return;
      waiting = taken;
      for (const [connectionId, lines] of since) put(connectionId, lines);
    }
  }

  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }

  return {
    add: (connectionId, line) => put(connectionId, [line]),
    async of(connectionId) {
      await flush();
      return database.asOwner((trx) => listLogLines(trx, connectionId));
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

const HIDDEN = '•••';
/** Shorter ones would hide half of every line; a line of a key in PEM is longer. */
const SHORTEST = 4;
const LONGEST_LINE = 4_000;

/** A plugin's facts without any of the connection's secrets, whole or a line of one, and no longer than a person reads. Pure. */
export function withoutSecrets(facts: Readonly<Record<string, Json>>, secrets: JsonObject): Record<string, Json> {
  const hidden = Object.values(secrets)
    .flatMap((secret) => (typeof secret === 'string' ? [secret, ...secret.split(/\s+/)] : []))
    .filter(({ length }) => length >= SHORTEST)
    .toSorted((one, other) => other.length - one.length);
  const masked = (value: Json | undefined): Json => {
    if (typeof value === 'string') {
      return hidden.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value).slice(0, LONGEST_LINE);
    }
    if (Array.isArray(value)) return value.slice(0, 100).map(masked);
    if (typeof value !== 'object' || value === null) return value ?? null;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner)]));
  };
  return masked(facts as Json) as Record<string, Json>;
}
