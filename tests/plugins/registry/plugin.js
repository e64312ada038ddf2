import { connect } from './connection.js';
import { requestKinds } from './request-kinds.js';

/**
 * A provider that answers later: questions go out over HTTP, answers wait in a queue, and it may ask us as well.
 * @type {import('@reglament/sdk').Plugin<import('./connection.js').Config>}
 */
export const plugin = {
  id: '@reglament-test/registry',
  title: 'Реестр примеров',
  contract: '1.0',
  scope: 'body',
  needs: ['signer'],
  config: {
    schema: {
      type: 'object',
      properties: {
        url: { type: 'string', title: 'Адрес реестра', description: 'Например, https://registry.example.ru' },
        token: { type: 'string', title: 'Ключ доступа' },
      },
      required: ['url', 'token'],
    },
    secrets: ['token'],
  },
  requestKinds,
  emulator: async (options) => (await import('./emulator.js')).openEmulator(options),
  connect,
};
