import { english as gostEnglish } from '@reglament/gost';
import type { Plugin } from '@reglament/sdk';
import { english as xmlEnglish } from '@reglament/xml';
import { draftRequestType, requestKindFrom } from '@reglament/xml/information-type';
import { commands } from './command/commands.ts';
import { configForm, type Smev3Config } from './config.ts';
import { connectSmev3 } from './connection.ts';
import english from './en.json' with { type: 'json' };
import { plainRequest } from './exchange/plain-request.ts';

/** СМЭВ 3: the interdepartmental exchange of Russia, as a body's system that asks, answers and takes applications. */
export const plugin: Plugin<Smev3Config> = {
  id: 'smev3',
  title: 'СМЭВ 3',
  english: { ...gostEnglish, ...xmlEnglish, ...english },
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
