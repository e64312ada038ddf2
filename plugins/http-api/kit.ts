import type { KitSamples } from '@reglament/sdk/kit';
import { atOnce, ownDocument, ownTypes } from './emulator/own-types.ts';

/** What the kit cannot make up by itself. */
export const kit: KitSamples = {
  draft: { files: [ownDocument()], choice: atOnce },
  types: ownTypes(),
  polled: ['orderExtract'],
  called: ['askArrests'],
  parts: ['send', 'receive', 'called', 'read', 'check'],
};
