import type { Json, JsonObject } from '@reglament/sdk';

/** What a plugin has said through `host.log` of one connection. */
export interface LogLine {
  readonly at: Date;
  readonly event: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Numbers grow by one with each line of the process. */
type NumberedLine = LogLine & { readonly number: number };

/** The last lines of each connection, in the memory of this process: the whole of it stands in the log of the server. */
export interface PluginLog {
  add(connectionId: string, line: LogLine): void;
  /** The newest first. */
  of(connectionId: string): readonly NumberedLine[];
}

const MOST_LINES = 200;
const MOST_CONNECTIONS = 1_000;

export function openPluginLog(): PluginLog {
  const lines = new Map<string, NumberedLine[]>();
  let number = 0;
  return {
    add(connectionId, line) {
      number += 1;
      const kept = [...(lines.get(connectionId) ?? []), { ...line, number }].slice(-MOST_LINES);
      // Put at the end: the one that has been silent for longest goes first.
      lines.delete(connectionId);
      lines.set(connectionId, kept);
      const [oldest] = lines.keys();
      if (lines.size > MOST_CONNECTIONS && oldest !== undefined) lines.delete(oldest);
    },
    of: (connectionId) => (lines.get(connectionId) ?? []).toReversed(),
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
