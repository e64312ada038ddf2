import { join } from 'node:path';
import type { Emulator, EmulatorOptions, Exchange, JsonObject, Plugin } from '@reglament/sdk';
import { sealSides } from '../connection/emulated.ts';
import { emulatorChannel } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../rule/title.ts';
import { holdHost, listWanted, publishSides, releaseHost } from './rows.ts';

/** The other sides that this installation plays itself. */
export interface Emulators {
  /** Titles of the plugins whose other side runs here, with the address of the page where there is one to look at. */
  readonly titles: readonly string[];
  close(): Promise<void>;
}

/** What takes part in the exchange beside the bodies, where somebody wants it there: portals. */
export interface Beside {
  exchange(): Exchange;
  /** Once more than one emulator runs it may find what carries it; gives titles by plugin, and undefined as long as nothing does. */
  open(emulators: ReadonlyMap<string, Emulator>): Promise<ReadonlyMap<string, string> | undefined>;
  close(): Promise<void>;
}

export interface KeeperOptions {
  /** Where what the emulators hold survives the end of the process; absent: it is forgotten. */
  readonly folder?: string | undefined;
  readonly beside?: () => Promise<Beside>;
}

interface Stage {
  readonly opened: Map<string, Emulator>;
  readonly titles: string[];
  beside: Beside | undefined;
  pages: ReadonlyMap<string, string> | undefined;
  /** How many of them the others know of. */
  published: number;
}

/**
 * Plays the other side of every plugin that a connection is led to the emulator of, as long as this process has the lease;
 * returns when those wanted now run, here or in another process. One that nobody wants any more goes on: what it holds may be
 * wanted again, and idle it costs nothing.
 */
export async function keepEmulators(deps: Deps, options: KeeperOptions = {}): Promise<Emulators> {
  const { database, config, tuning, log } = deps;
  const hold = { node: config.node, leaseSeconds: tuning.leaseSeconds, alone: isAlone(deps) };
  let stage: Stage | undefined;
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  async function round(): Promise<void> {
    if (closed) return;
    if (!(await holdHost(database, { ...hold, alone: hold.alone && stage === undefined }))) {
      const former = stage;
      stage = undefined;
      return former && clear(former);
    }
    stage ??= { opened: new Map(), titles: [], beside: await options.beside?.(), pages: undefined, published: 0 };
    await openWanted(deps, stage, options.folder);
    if (stage.opened.size > stage.published) await publish(deps, stage);
  }

  /** One round at a time; what fails is tried again with the next. */
  const go = (): Promise<void> => {
    turn = turn.then(round, round);
    return turn;
  };
  const quietly = () => void go().catch((error: unknown) => log.warn({ err: error }, 'emulators'));

  async function close(): Promise<void> {
    closed = true;
    clearInterval(timer);
    await listening?.close();
    await turn.catch(() => undefined);
    if (stage === undefined) return;
    await clear(stage);
    await releaseHost(database, config.node).catch(() => undefined); // the lease runs out by itself
  }

  const timer = setInterval(quietly, (hold.leaseSeconds * 1000) / 3).unref();
  let listening: { close(): Promise<void> } | undefined;
  try {
    listening = await database.listen(emulatorChannel, { onMessage: quietly, onReconnect: quietly });
    await go();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    get titles() {
      return stage?.titles ?? [];
    },
    close,
  };
}

/** The database is this process's own, or a stand's, which one process alone leads. */
const isAlone = ({ config, stands }: Deps) => config.databaseUrl === undefined || stands === undefined;

async function openWanted(deps: Deps, stage: Stage, folder: string | undefined): Promise<void> {
  const { opened, titles, beside } = stage;
  for (const wanted of await listWanted(deps.database)) {
    const plugin = deps.connections.findPlugin(wanted.plugin);
    if (!plugin?.emulator) continue;
    try {
      const emulator = opened.get(plugin.id) ?? (await plugin.emulator(optionsOf(deps, { plugin, beside, folder })));
      if (!opened.has(plugin.id)) titles.push(titleFor(plugin, emulator));
      opened.set(plugin.id, emulator);
      emulator.reach?.(deps.callAddresses.of(wanted.id));
    } catch (error) {
      // One that does not start takes nothing from the others; the next round tries again.
      deps.log.error({ err: error, plugin: plugin.id }, 'emulator was not opened');
    }
  }
  if (beside !== undefined && stage.pages === undefined) {
    stage.pages = await beside.open(opened);
    titles.push(...(stage.pages?.values() ?? []));
  }
}

interface Opening {
  readonly plugin: Plugin;
  readonly beside: Beside | undefined;
  readonly folder: string | undefined;
}

function optionsOf(deps: Deps, { plugin, beside, folder }: Opening): EmulatorOptions {
  return {
    ...{ now: deps.clock, types: typesOf(deps) },
    ...(beside === undefined ? {} : { exchange: beside.exchange }),
    ...(folder === undefined ? {} : { folder: join(folder, plugin.id) }),
  };
}

async function publish({ database, config, secrets }: Deps, stage: Stage): Promise<void> {
  const { opened } = stage;
  const sides = Object.fromEntries([...opened].map(([id, emulator]) => [id, emulator.config as JsonObject]));
  if (await publishSides(database, config.node, sealSides(secrets, sides))) stage.published = opened.size;
}

async function clear({ opened, beside }: Stage): Promise<void> {
  await beside?.close();
  await Promise.all([...opened.values()].map((emulator) => emulator.close()));
}

/** What is published while they run is answered too. */
const typesOf =
  ({ definitions }: Deps) =>
  () =>
    definitions.list('requestType').map(({ content }) => content);

function titleFor({ title }: Plugin, { page }: Emulator): string {
  const known = titleOf(title, 'ru');
  return page === undefined ? known : `${known} (${page})`;
}
