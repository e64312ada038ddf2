import { join } from 'node:path';
import type { DemoConnection } from '@reglament/format';
import type { Bus, Connection, Emulator, JsonObject, Plugin, Signer } from '@reglament/sdk';
import { participantHost } from '@reglament/sdk/emulator';
import type { Deps } from '../deps.ts';

/** Who takes part in the exchange beside the bodies: with a key of its own, through a connection of its own. */
export const portalBody = { id: 'portal', code: 'portal', title: 'Портал услуг (демонстрация)' };

/** Signs by the same means as the bodies of the demo; undefined: they have none. */
export async function openPortalSigner(
  deps: Deps,
  connections: readonly DemoConnection[],
): Promise<Signer | undefined> {
  for (const { plugin: id, settings, emulator } of connections) {
    const plugin = deps.connections.findPlugin(id);
    if (emulator || plugin === undefined || (plugin.needs ?? []).length > 0) continue;
    const host = participantHost({ config: settings as JsonObject, body: portalBody, now: deps.clock });
    const { signer } = await plugin.connect(host);
    if (signer !== undefined) return signer;
  }
  return undefined;
}

export interface PortalBus {
  readonly bus: Bus;
  close(): Promise<void>;
}

interface Carriage {
  readonly plugin: Plugin;
  readonly emulator: Emulator;
  readonly signer: Signer;
  readonly folder: string | undefined;
}

/** Over the other side that is open already; undefined: it carries nothing. */
export async function openPortalBus(
  deps: Pick<Deps, 'clock'>,
  { plugin, emulator, signer, folder }: Carriage,
): Promise<PortalBus | undefined> {
  const file = folder === undefined ? undefined : join(folder, 'portal', `${plugin.id}.json`);
  const config = emulator.config as JsonObject;
  const connection: Connection = await plugin.connect(
    participantHost({ config, body: portalBody, now: deps.clock, signer, file }),
  );
  const { bus } = connection;
  return bus && { bus, close: async () => connection.close?.() };
}
