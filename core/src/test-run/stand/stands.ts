import { rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoConnection } from '@reglament/format';
import type { Plugin } from '@reglament/sdk';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { Connections } from '../../connection/registry.ts';
import { type Database, databaseFault } from '../../db.ts';
import type { DefinitionDeps } from '../../definition/commands.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import { Refusal } from '../../errors.ts';
import type { Jobs } from '../../jobs.ts';
import { emptyStorage } from '../../storage.ts';
import { findClockAhead, findLinks } from '../queries.ts';
import { clockChannel, createDatabase, dropDatabase, endedChannel } from '../rows.ts';
import { connectionsOf } from './links.ts';
import { standConfig, standDatabase, standFiles, standUrl } from './place.ts';
import { getBody } from './queries.ts';

/** An installation in small for one service that is tried out: the same engine over a database of its own. */
export interface Stand {
  readonly deps: StandDeps;
  readonly handle: RequestListener;
}

/** What of an engine those reach into who set a stand up. */
export interface StandDeps extends DefinitionDeps {
  readonly clock: () => Date;
  readonly jobs: Jobs;
  readonly database: Database;
  readonly definitions: DefinitionStore;
  readonly connections: Connections;
}

/** The stands that this process has open. */
export interface Stands {
  /** Opens it, if it is not open yet. @throws Refusal stateConflict when its database is gone */
  open(id: string): Promise<Stand>;
  /** Makes it, from nothing; on return its connections lead to emulators. Whatever fails leaves nothing behind. */
  create(id: string, furnish: (deps: StandDeps) => Promise<void>): Promise<void>;
  /** Milliseconds by which its clock is ahead of the installation's, in this process. */
  setClock(id: string, ahead: number): void;
  /** Takes all of it away; of one that is not there nothing. */
  destroy(id: string): Promise<void>;
  close(): Promise<void>;
}

/** What an engine is, as far as a stand uses it. */
interface StandEngine extends Stand {
  work(): Promise<void>;
  close(): Promise<void>;
}

interface StandPlace {
  readonly clock: () => Date;
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Logger;
}

export interface StandParts<Engine extends StandEngine> {
  readonly config: Config;
  readonly clock: () => Date;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly log: Logger;
  readonly plugins: readonly Plugin[];
  openEngine(place: StandPlace): Promise<Engine>;
  /** Brings the schema of its database up to date. */
  prepare(databaseUrl: string, log: Logger): Promise<void>;
  /** Opens emulators and points the connections of a stand at them. */
  connect(engine: Engine, connections: readonly DemoConnection[]): Promise<{ close(): Promise<void> }>;
}

interface OpenStand {
  readonly engine: StandEngine;
  /** Until this process works the queues of the stand and plays its other sides; never, while another one does. */
  readonly leading: Promise<void>;
  close(): Promise<void>;
}

export async function openStands<Engine extends StandEngine>(parts: StandParts<Engine>): Promise<Stands> {
  const opened = new Map<string, Promise<OpenStand>>();
  const resting = new Map<string, NodeJS.Timeout>();
  const leads = new Map<string, number>();
  const letGo = async (id: string): Promise<void> => {
    const stand = opened.get(id);
    opened.delete(id);
    clearTimeout(resting.get(id));
    resting.delete(id);
    await (await stand?.catch(() => undefined))?.close();
  };
  const quietly = (id: string): void =>
    void letGo(id).catch((error: unknown) => parts.log.warn({ err: error }, 'stand was not closed'));
  const openOnce = (id: string, furnish?: (deps: StandDeps) => Promise<void>): Promise<OpenStand> => {
    const rest = resting.get(id) ?? setTimeout(() => quietly(id), REST).unref();
    resting.set(id, rest.refresh());
    const known = opened.get(id);
    if (known !== undefined) return known;
    const clock = () => new Date(parts.clock().getTime() + (leads.get(id) ?? 0));
    const opening = findLead(parts, id).then((ahead) => {
      leads.set(id, Math.max(ahead, leads.get(id) ?? 0));
      return openStand(parts, { id, clock }, furnish);
    });
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
  const destroy = async (id: string): Promise<void> => {
    await letGo(id);
    await dropDatabase(parts.database, standDatabase(id));
    await emptyStorage(standFiles(parts.config.files, id), parts.log);
    await rm(standConfig(parts.config, id).dataDir, { recursive: true, force: true });
  };
  const listening = await parts.database.listen(endedChannel, {
    onMessage: quietly,
    onReconnect: () => undefined,
  });
  const following = await parts.database.listen(clockChannel, {
    onMessage: (told) => {
      const [id = '', ahead] = told.split(' ');
      if (opened.has(id)) leads.set(id, Number(ahead));
    },
    // With the next who comes.
    onReconnect: () => undefined,
  });
  return {
    open: async (id) => (await openOnce(id)).engine,
    setClock: (id, ahead) => void leads.set(id, ahead),
    create: async (id, furnish) => {
      try {
        await createDatabase(parts.database, standDatabase(id));
        await (await openOnce(id, furnish)).leading;
      } catch (error) {
        await destroy(id);
        throw error;
      }
    },
    destroy,
    close: async () => {
      await Promise.all([listening.close(), following.close()]);
      await Promise.all([...opened.keys()].map(letGo));
    },
  };
}

async function openStand<Engine extends StandEngine>(
  parts: StandParts<Engine>,
  { id, clock }: { readonly id: string; readonly clock: () => Date },
  furnish: ((deps: StandDeps) => Promise<void>) | undefined,
): Promise<OpenStand> {
  const log = parts.log.child({ stand: id });
  const databaseUrl = standUrl(parts.databaseUrl, id);
  await parts.prepare(databaseUrl, log).catch((error: unknown) => {
    throw databaseFault(error) === undefined ? error : goneStand();
  });
  const engine = await parts.openEngine({ config: standConfig(parts.config, id), clock, databaseUrl, log });
  try {
    await furnish?.(engine.deps);
    return lead(parts, { id, engine, log });
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function findLead({ database }: Pick<StandParts<StandEngine>, 'database'>, id: string): Promise<number> {
  return database.asOwner((trx) => findClockAhead(trx, id));
}

interface Led<Engine extends StandEngine> {
  readonly id: string;
  readonly engine: Engine;
  readonly log: Logger;
}

/** Milliseconds without anybody coming, after which a process lets go of a stand; it opens again with the next who comes. */
const REST = 30 * 60_000;

/** Milliseconds after which a process asks again whether another one still leads a stand. */
const askAgain = 15_000;

/**
 * One process of several works the queues of a stand and plays its other sides: the one that holds the lock of its database.
 * When it ends, the lock goes to the next.
 */
function lead<Engine extends StandEngine>(parts: StandParts<Engine>, { id, engine, log }: Led<Engine>): OpenStand {
  const { database } = engine.deps;
  const begun = Promise.withResolvers<void>();
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  let works = false;
  const leadOnce = () =>
    database.aloneOrNot(async () => {
      const emulators = await connectStand(parts, id, engine);
      try {
        if (!works) await engine.work();
        works = true;
        begun.resolve();
        await ended;
      } finally {
        await emulators.close();
      }
    });
  const leadOn = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await leadOnce().catch((error: unknown) => {
        begun.reject(error);
        // Its database may be taken away by another process, in the middle of whatever is done.
        if (!ending.signal.aborted) log.warn({ err: error }, 'stand is not led from here');
      });
      await pause(askAgain, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  };
  // Whoever makes the stand waits for it; others do not.
  begun.promise.catch(() => undefined);
  const over = leadOn();
  return {
    engine,
    leading: begun.promise,
    close: async () => {
      ending.abort();
      await over;
      await engine.close();
    },
  };
}

/** At each opening anew: emulators listen on whatever port is free. */
async function connectStand<Engine extends StandEngine>(parts: StandParts<Engine>, id: string, engine: Engine) {
  const links = await parts.database.asOwner((trx) => findLinks(trx, id));
  if (links === undefined) throw goneStand();
  const { code } = await engine.deps.database.asOwner(getBody);
  return parts.connect(engine, connectionsOf(links, parts.plugins, code));
}

function goneStand(): Refusal {
  return new Refusal(
    'stateConflict',
    'Тестового режима больше нет: его завершили, или его база не восстановлена. Включите его заново.',
  );
}
