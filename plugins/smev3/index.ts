import gostEnglish from '@reglament/gost/en.json' with { type: 'json' };
import type { Plugin } from '@reglament/sdk';
import xmlEnglish from '@reglament/xml/en.json' with { type: 'json' };
import { draftRequestType, requestKindFrom } from '@reglament/xml/information-type';
import { commands } from './command/commands.ts';
import { configForm, type Smev3Config } from './config.ts';
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
  connect: async (host) => (await import('./connection.ts')).connectSmev3(host),
  draftRequestType,
  requestKindFrom,
};
