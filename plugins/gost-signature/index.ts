import gostEnglish from '@reglament/gost/en.json' with { type: 'json' };
import type { Plugin } from '@reglament/sdk';
import { configForm, type GostSignatureConfig } from './config.ts';
import english from './en.json' with { type: 'json' };

/** Signatures of ГОСТ Р 34.10-2012: the body's own, by its key or an external means, and the check of anyone's. */
export const plugin: Plugin<GostSignatureConfig> = {
  id: 'gost-signature',
  title: 'Электронная подпись ГОСТ',
  english: { ...gostEnglish, ...english },
  contract: '1.0',
  scope: 'both',
  config: configForm,
  harmless: { place: 'demonstration' },
  connect: async (host) => (await import('./connection.ts')).connectSignature(host),
};
