import type { DemoConnection } from '@reglament/format';
import type { JsonObject } from '@reglament/sdk';
import { createConnection } from '../connection/commands.ts';
import type { Deps } from '../deps.ts';
import { type Emulators, keepEmulators } from '../emulator/keeper.ts';
import { preparePortals } from './portals.ts';
import { findDemoConnection } from './queries.ts';
import { leadToEmulator } from './rows.ts';
import { readDemo } from './seed.ts';
import { seedSignIn } from './sign-in.ts';

/**
 * Makes the demo's connections that lead to emulators, and plays those. A connection that somebody has led back since stays as
 * it is. `folder`: where what the emulators hold survives the end of the demo.
 */
export async function openDemoEmulators(deps: Deps, definitionsDir: string, folder?: string): Promise<Emulators> {
  const demo = await readDemo(definitionsDir);
  const emulators = await openEmulatorsOf(deps, demo.connections ?? [], folder);
  await seedSignIn(deps, demo);
  return emulators;
}

export async function openEmulatorsOf(
  deps: Deps,
  connections: readonly DemoConnection[],
  folder?: string,
): Promise<Emulators> {
  for (const connection of connections) if (connection.emulator) await seedEmulated(deps, connection);
  return keepEmulators(deps, { folder, beside: () => preparePortals(deps, connections, folder) });
}

async function seedEmulated(deps: Deps, connection: DemoConnection): Promise<void> {
  const { organisation, code, title } = connection;
  const plugin = deps.connections.findPlugin(connection.plugin);
  if (plugin === undefined) return;
  // A portal is reached over the bus of another connection, and has nothing of its own to be led to.
  const emulated = plugin.emulator !== undefined;
  const settings = connection.settings as JsonObject;
  const found = await deps.database.asOwner((trx) => findDemoConnection(trx, { organisation, code }));
  if (found.connection === null) {
    await createConnection(deps, found.organisationId, {
      ...{ plugin: plugin.id, code, title, settings, enabled: true, emulated },
    });
  } else if (emulated) {
    const { id } = found.connection;
    await deps.database.asOwner((trx) => leadToEmulator(trx, id, settings));
  }
}
