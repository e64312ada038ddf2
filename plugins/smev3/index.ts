import type { Plugin } from '@reglament/sdk';
import { draftRequestType, requestKindFrom } from '@reglament/xml/information-type';
import { commands } from './command/commands.ts';
import { configForm, type Smev3Config } from './config.ts';
import { connectSmev3 } from './connection.ts';
import { plainRequest } from './exchange/plain-request.ts';

/** СМЭВ 3: the interdepartmental exchange of Russia, as a body's system that asks, answers and takes applications. */
export const plugin: Plugin<Smev3Config> = {
  id: 'smev3',
  title: 'СМЭВ 3',
  contract: '1.0',
  scope: 'body',
  needs: ['signer'],
  config: configForm,
  commands,
  requestKinds: { xml: plainRequest },
  emulator: async (options) => (await import('./emulator/emulator.ts')).openEmulator(options),
  connect: connectSmev3,
  draftRequestType,
  requestKindFrom,
};
