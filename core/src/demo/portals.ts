import { join } from 'node:path';
import type { DemoConnection } from '@reglament/format';
import type { Emulator, Participant, Plugin, PortalEmulator, Signer } from '@reglament/sdk';
import type { Deps } from '../deps.ts';
import type { Beside } from '../emulator/keeper.ts';
import { titleOf } from '../rule/title.ts';
import { openGround, readParticipants } from './ground.ts';
import { openPortalBus, openPortalSigner, type PortalBus, portalBody } from './participant.ts';

/** Portals of the plugins that the demo has connections of, over the first emulator that carries messages. */
export async function preparePortals(
  deps: Deps,
  connections: readonly DemoConnection[],
  folder: string | undefined,
): Promise<Beside> {
  const plugins = deps.connections.plugins.filter(
    ({ id, portal }) => portal !== undefined && connections.some(({ plugin, emulator }) => emulator && plugin === id),
  );
  const signer = plugins.length === 0 ? undefined : await openPortalSigner(deps, connections);
  const participants = signer === undefined ? [] : [...(await readParticipants(deps)), await portalOf(signer)];
  const opened: PortalEmulator[] = [];
  let line: PortalBus | undefined;
  return {
    exchange: () => ({ participants, types: opened.flatMap((portal) => portal.exchanged()) }),
    async open(emulators) {
      const titles = new Map<string, string>();
      if (signer === undefined) return titles;
      line = await findLine(deps, emulators, { signer, folder });
      if (line === undefined) return undefined;
      const ground = await openGround(deps, { bus: line.bus, signer });
      for (const plugin of plugins) {
        const portal = await plugin.portal?.({ now: deps.clock, ground, ...placeOf(plugin, folder) });
        if (portal === undefined) continue;
        opened.push(portal);
        titles.set(plugin.id, `${titleOf(plugin.title, 'ru')} (${portal.page})`);
      }
      return titles;
    },
    async close() {
      await Promise.all(opened.map((portal) => portal.close()));
      await line?.close();
    },
  };
}

async function portalOf(signer: Signer): Promise<Participant> {
  const { code, title } = portalBody;
  return { code, title, certificate: (await signer.certificate()).content };
}

async function findLine(
  deps: Deps,
  emulators: ReadonlyMap<string, Emulator>,
  how: { readonly signer: Signer; readonly folder: string | undefined },
): Promise<PortalBus | undefined> {
  for (const [id, emulator] of emulators) {
    const plugin = deps.connections.findPlugin(id);
    if (!plugin?.needs?.includes('signer')) continue;
    const line = await openPortalBus(deps, { plugin, emulator, ...how });
    if (line !== undefined) return line;
  }
  return undefined;
}

const placeOf = ({ id }: Plugin, folder: string | undefined) =>
  folder === undefined ? {} : { folder: join(folder, id) };
