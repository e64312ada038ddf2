import type { Plugin } from '@reglament/sdk';
import { configForm, type HttpApiConfig } from './config.ts';
import { connectHttpApi } from './connection.ts';
import { draftRequestType } from './draft-request-type.ts';
import english from './en.json' with { type: 'json' };
import { requestKindFrom } from './request-kind.ts';

/** Any provider with a plain HTTP interface that an OpenAPI document describes. */
export const plugin: Plugin<HttpApiConfig> = {
  id: 'http-api',
  title: 'Поставщик с HTTP API (OpenAPI)',
  english,
  contract: '1.0',
  scope: 'body',
  config: configForm,
  takesCalls: true,
  emulator: async (options) => (await import('./emulator/emulator.ts')).openEmulator(options),
  connect: connectHttpApi,
  draftRequestType,
  requestKindFrom,
};
