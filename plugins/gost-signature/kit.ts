import type { KitSamples } from '@reglament/sdk/kit';
import type { GostSignatureConfig } from './config.ts';

const config: GostSignatureConfig = { place: 'demonstration' };

export const kit: KitSamples = { config, parts: ['signer', 'check'] };
