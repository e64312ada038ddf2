import type { Plugin } from '@reglament/sdk';
import { type KitSamples, kitCases } from '@reglament/sdk/kit';

/** What the kit's first case with this code that does not hold says of the plugin; undefined: all hold. */
export async function findingOf(code: string, plugin: Plugin, samples: KitSamples): Promise<string | undefined> {
  for (const { run } of (await kitCases(plugin, samples)).filter((one) => one.code === code)) {
    const finding = await run().then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (finding !== undefined) return finding;
  }
  return undefined;
}
