import { describe, test } from 'node:test';
import { testPlugin } from '@reglament/sdk/kit';
import { kit } from './kit.js';
import { plugin } from './plugin.js';

await testPlugin(plugin, kit, { describe, test });
