import type { Plugin } from '@reglament/sdk';
import { configForm, type EsiaConfig } from './config.ts';
import { connectEsia } from './connection.ts';

/** Signing in by the federal account: through a gateway of OpenID Connect, or the older direct way with ГОСТ. */
export const plugin: Plugin<EsiaConfig> = {
  id: 'esia',
  title: 'Вход через ЕСИА',
  contract: '1.0',
  scope: 'installation',
  config: configForm,
  emulator: async (options) => (await import('./emulator/emulator.ts')).openEmulator(options),
  connect: connectEsia,
};
