import gostEnglish from '@reglament/gost/en.json' with { type: 'json' };
import type { Plugin } from '@reglament/sdk';
import { configForm, type EsiaConfig } from './config.ts';
import english from './en.json' with { type: 'json' };

/** Signing in by the federal account: through a gateway of OpenID Connect, or the older direct way with ГОСТ. */
export const plugin: Plugin<EsiaConfig> = {
  id: 'esia',
  title: 'Вход через ЕСИА',
  english: { ...gostEnglish, ...english },
  contract: '1.0',
  scope: 'installation',
  config: configForm,
  takesCalls: true,
  emulator: async (options) => (await import('./emulator/emulator.ts')).openEmulator(options),
  connect: async (host) => (await import('./connection.ts')).connectEsia(host),
};
