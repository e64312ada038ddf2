import type { DemoConnection } from '@reglament/format';
import type { Emulator, JsonObject, Plugin } from '@reglament/sdk';
import { createConnection, editConnection } from '../connection/commands.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../rule/title.ts';
import { placeOf, preparePortals } from './portals.ts';
import { findDemoConnection } from './queries.ts';
import { readDemo } from './seed.ts';
import { seedSignIn } from './sign-in.ts';

/** The other sides that run with the demo. */
export interface DemoEmulators {
  /** Titles of their plugins, with the address of the page where there is one to look at. */
  readonly titles: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the emulators that demo connections lead to, one for all bodies of a plugin, and points the connections there:
 * at each start anew, since ports are whatever was free. `folder`: where what they hold survives the end of the demo.
 */
export async function openDemoEmulators(deps: Deps, definitionsDir: string, folder?: string): Promise<DemoEmulators> {
  const demo = await readDemo(definitionsDir);
  const emulators = await openEmulatorsOf(deps, demo.connections ?? [], folder);
  await seedSignIn(deps, demo);
  return emulators;
}

export async function openEmulatorsOf(
  deps: Deps,
  connections: readonly DemoConnection[],
  folder?: string,
): Promise<DemoEmulators> {
  const portals = await preparePortals(deps, connections, folder);
  const leading = connections.filter(({ emulator }) => emulator);
  const opened = new Map<string, Emulator>();
  const titles: string[] = [];
  const close = async () => {
    await portals.close();
    await Promise.all([...opened.values()].map((emulator) => emulator.close()));
  };
  try {
    for (const connection of leading) {
      const plugin = deps.connections.findPlugin(connection.plugin);
      if (!plugin?.emulator) continue;
      const options = { now: deps.clock, types: typesOf(deps), exchange: portals.exchange };
      const emulator = opened.get(plugin.id) ?? (await plugin.emulator({ ...options, ...placeOf(plugin, folder) }));
      if (!opened.has(plugin.id)) titles.push(titleFor(plugin, emulator));
      opened.set(plugin.id, emulator);
      const id = await pointAt(deps, connection, emulator.config as JsonObject);
      emulator.reach?.(deps.callAddresses.of(id));
    }
    const pages = await portals.open(opened);
    titles.push(...pages.values());
    for (const connection of leading) if (pages.has(connection.plugin)) await pointAt(deps, connection, {});
  } catch (error) {
    await close();
    throw error;
  }
  return { titles, close };
}

async function pointAt(deps: Deps, connection: DemoConnection, config: JsonObject): Promise<string> {
  const { organisation, code, title, plugin } = connection;
  const settings = { ...config, ...(connection.settings as JsonObject) };
  const found = await deps.database.asOwner((trx) => findDemoConnection(trx, { organisation, code }));
  if (found.connection === null) {
    const made = { plugin, code, title, settings, enabled: true };
    return (await createConnection(deps, found.organisationId, made)).id;
  }
  const { id, ...known } = found.connection;
  await editConnection(deps, id, { ...known, settings });
  return id;
}

/** What is published while the demo runs is answered too. */
const typesOf =
  ({ definitions }: Deps) =>
  () =>
    definitions.list('requestType').map(({ content }) => content);

function titleFor({ title }: Plugin, { page }: Emulator): string {
  const known = titleOf(title, 'ru');
  return page === undefined ? known : `${known} (${page})`;
}
