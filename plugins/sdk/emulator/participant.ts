import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BodyRef, Bus, Host, Json, Signer } from '../src/index.ts';
import { ProviderError } from '../src/index.ts';

/** What an other side is, when it takes part in an exchange itself: through a connection, as a body does. */
export interface ParticipantOptions<Config> {
  readonly config: Config;
  readonly body: BodyRef;
  readonly now: () => Date;
  /** Keeps the names on the wire over an end of the process; absent: they are forgotten. */
  readonly file?: string | undefined;
  readonly signer?: Signer;
  readonly bus?: Bus;
}

const TIME_LIMIT = 10_000;

/** The host of a participant's connection: the network as it is, and one file instead of a database. */
export function participantHost<Config>(options: ParticipantOptions<Config>): Host<Config> {
  const { config, body, now, signer, bus } = options;
  const names = openNames(options.file);
  const ask: typeof fetch = async (input, init) => {
    const limit = AbortSignal.timeout(TIME_LIMIT);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      return await fetch(input, { ...init, signal, redirect: 'manual' });
    } catch (cause) {
      if (init?.signal?.aborted) throw cause;
      throw new ProviderError('network', 'Другая сторона не отвечает', { retry: 'later', cause });
    }
  };
  return {
    config,
    body,
    node: body.code,
    now,
    log: () => undefined,
    fetch: ask,
    fetchSecret: ask,
    clientOf: () => ({ fetch: ask, fetchSecret: ask }),
    resolve: async (name) => name,
    record: async () => undefined,
    ...names,
    requestType: async () => undefined,
    callAddress: () => '',
    services: async () => [],
    signer: async () => lent(signer, 'подпись'),
    bus: async () => lent(bus, 'обмен сообщениями'),
  };
}

function lent<Part>(part: Part | undefined, title: string): Part {
  if (part !== undefined) return part;
  throw new ProviderError('notLent', `У участника нет подключения, которое даёт: ${title}`, { retry: 'never' });
}

type Names = Pick<Host<unknown>, 'once' | 'renew' | 'owner'>;

/** Value by owner and key, owner by key and value; both as JSON. */
interface KeptNames {
  readonly values: Record<string, Json>;
  readonly owners: Record<string, string>;
}

function openNames(file: string | undefined): Names {
  const kept = readNames(file);
  const keep = <T extends Json>(owner: string, key: string, value: T): T => {
    kept.values[JSON.stringify([owner, key])] = value;
    kept.owners[JSON.stringify([key, value])] = owner;
    if (file !== undefined) writeWhole(file, JSON.stringify(kept));
    return value;
  };
  return {
    once: async <T extends Json>(owner: string, key: string, make: () => T) => {
      const known = kept.values[JSON.stringify([owner, key])];
      return known === undefined ? keep(owner, key, make()) : (known as T);
    },
    renew: async (owner, key, make) => keep(owner, key, make()),
    owner: async (key, value) => kept.owners[JSON.stringify([key, value])],
  };
}

function readNames(file: string | undefined): KeptNames {
  const nothing = { values: {}, owners: {} };
  if (file === undefined) return nothing;
  try {
    return { ...nothing, ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return nothing;
  }
}

/** The former content or this one, never a half. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
