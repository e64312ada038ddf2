import type { Plugin } from '@reglament/sdk';
import xmlEnglish from '@reglament/xml/en.json' with { type: 'json' };
import { requestKindFrom } from '@reglament/xml/information-type';
import { schemaCommand } from './command/schema.ts';
import { configForm, type EpguConfig } from './config.ts';
import { draftRequestType } from './draft.ts';
import english from './en.json' with { type: 'json' };

/** Applications of ЕПГУ, РПГУ and МФЦ that come by СМЭВ, and what applicants are told of them. */
export const plugin: Plugin<EpguConfig> = {
  id: 'epgu',
  title: 'Порталы: ЕПГУ, РПГУ, МФЦ',
  english: { ...xmlEnglish, ...english },
  contract: '1.0',
  scope: 'body',
  needs: ['bus'],
  config: configForm,
  commands: [schemaCommand],
  portal: async (options) => (await import('./emulator/emulator.ts')).openPortal(options),
  draftRequestType,
  requestKindFrom,
  connect: async (host) => (await import('./connection.ts')).connectEpgu(host),
};
