import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '@reglament/sdk';
import { type KitSamples, testPlugin } from '@reglament/sdk/kit';
import { describe, expect, test } from 'vitest';
import { loadPlugins } from '../../core/src/plugins.ts';
import { plugins } from '../../plugins/index.ts';
import { lender, lenderSamples } from './lender.ts';

const outside = ['@reglament-test/registry', '@reglament-test/portal'];

/** What a plugin says for the kit stands beside it: `plugins/<id>/kit.ts`, or the door `./kit` of its package. */
async function samplesOf({ id }: Plugin): Promise<KitSamples> {
  const file = join(import.meta.dirname, '../../plugins', id, 'kit.ts');
  if (outside.includes(id)) return (await import(`${id}/kit`)).kit;
  return existsSync(file) ? (await import(file)).kit : {};
}

const all = await loadPlugins(plugins, outside);

test('пакеты, названные в PLUGINS, загружаются как чужие', () => {
  expect(all.slice(plugins.length).map(({ id }) => id)).toEqual(outside);
});

for (const plugin of all) await testPlugin(plugin, await samplesOf(plugin), { describe, test });
await testPlugin(lender as Plugin, lenderSamples, { describe, test });
