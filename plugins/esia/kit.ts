import type { KitSamples } from '@reglament/sdk/kit';

export const kit: KitSamples = { parts: ['identity', 'check'] };
