import type { DemoConnection } from '@reglament/format';
import type { JsonObject, Plugin } from '@reglament/sdk';
import { titleOf } from '../../rule/title.ts';

/** A connection of a stand: of the same code as the body's own, so that what names it finds it. */
export interface StandLink {
  readonly plugin: string;
  readonly code: string;
  readonly title: string;
}

/**
 * What a stand is connected to: every plugin whose other side can be played or that has settings which reach nobody, once for
 * each connection that the body has of it. Settings and keys of the body are never taken over. Pure.
 */
export function standLinks(plugins: readonly Plugin[], own: readonly StandLink[]): readonly StandLink[] {
  return plugins.filter(isPlayable).flatMap(({ id, title }) => {
    const known = own.filter(({ plugin }) => plugin === id);
    return known.length > 0 ? known : [{ plugin: id, code: codeOf(id), title: titleOf(title, 'ru') }];
  });
}

/** As the demo's connections are described, for the same hands. Pure. */
export function connectionsOf(
  links: readonly StandLink[],
  plugins: readonly Plugin[],
  organisation: string,
): readonly DemoConnection[] {
  return links.flatMap((link): DemoConnection[] => {
    const plugin = plugins.find(({ id }) => id === link.plugin);
    if (plugin?.emulator || plugin?.portal) return [{ ...link, organisation, settings: {}, emulator: true }];
    if (plugin?.harmless) return [{ ...link, organisation, settings: plugin.harmless as JsonObject }];
    return [];
  });
}

function isPlayable({ scope, emulator, portal, harmless }: Plugin): boolean {
  return scope !== 'installation' && [emulator, portal, harmless].some((one) => one !== undefined);
}

/** `gost-signature` → `gostSignature`. */
function codeOf(plugin: string): string {
  const code = plugin.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_all, next?: string) => (next ?? '').toUpperCase());
  return code.slice(0, 40);
}
