import type { Plugin } from '@reglament/sdk';
import { type KitSamples, testPlugin } from '@reglament/sdk/kit';
import { plugin as portal } from '@reglament-test/portal';
import { kit as portalSamples } from '@reglament-test/portal/kit';
import { plugin as registry } from '@reglament-test/registry';
import { kit as registrySamples } from '@reglament-test/registry/kit';
import { afterAll, describe, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { insertPlace } from '../support/database-rows.ts';
import { openEngineGround } from '../support/engine-ground.ts';

/** The cases that a plugin passes over the kit's host hold over the engine's as well: the two cannot drift apart. */
const database = await createTestDatabase();
afterAll(() => database.drop());
const ground = openEngineGround(database, await insertPlace(database));

const plugins: readonly (readonly [Plugin, KitSamples])[] = [
  [registry as unknown as Plugin, registrySamples],
  [portal as unknown as Plugin, portalSamples],
];

for (const [plugin, samples] of plugins) await testPlugin(plugin, samples, { describe, test, ground });
