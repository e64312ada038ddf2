import { connect } from './connection.js';

/**
 * A portal: applicants file applications there and read there what becomes of them.
 * @type {import('@reglament/sdk').Plugin<import('./connection.js').Config>}
 */
export const plugin = {
  id: '@reglament-test/portal',
  title: 'Портал примеров',
  contract: '1.0',
  scope: 'body',
  config: {
    schema: {
      type: 'object',
      properties: {
        url: { type: 'string', title: 'Адрес портала', description: 'Например, https://portal.example.ru' },
        secret: { type: 'string', title: 'Ключ доступа' },
        source: { type: 'string', title: 'Источник заявок', enum: ['rpgu', 'epgu', 'mfc'], default: 'rpgu' },
      },
      required: ['url', 'secret'],
    },
    secrets: ['secret'],
  },
  emulator: async (options) => (await import('./emulator.js')).openEmulator(options),
  connect,
};
