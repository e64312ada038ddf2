import { connect } from './connection.js';

/**
 * What is known without a connection: settings, what can be asked, the other side for trying it out.
 * @type {import('@reglament/sdk').Plugin<import('./connection.js').Config>}
 */
export const plugin = {
  id: '@example/registry',
  title: 'Реестр примеров',
  contract: '1.0',
  // A connection belongs to one body; `installation` is for login and e-mail.
  scope: 'body',
  config: {
    schema: {
      type: 'object',
      properties: {
        url: { type: 'string', title: 'Адрес', description: 'Например, https://registry.example.ru' },
        token: { type: 'string', title: 'Ключ доступа' },
      },
      required: ['url', 'token'],
    },
    // Stored encrypted and never shown again.
    secrets: ['token'],
  },
  requestKinds: {
    extract: {
      // Changes whenever the question or the answer changes.
      version: '1',
      title: 'Выписка из реестра',
      group: 'Запросы в реестр',
      question: () => ({
        schema: {
          type: 'object',
          properties: { number: { type: 'string', title: 'Номер записи', examples: ['1234-56'] } },
          required: ['number'],
        },
        sections: [{ code: 'question', title: 'Запрос', fields: ['number'] }],
      }),
      answer: {
        schema: {
          type: 'object',
          properties: {
            found: { type: 'boolean', title: 'Запись найдена' },
            text: { type: 'string', title: 'Сведения' },
          },
          required: ['found'],
        },
        sections: [{ code: 'answer', title: 'Ответ', fields: ['found', 'text'] }],
      },
      signedBy: 'none',
    },
  },
  emulator: async (options) => (await import('./emulator.js')).openEmulator(options),
  connect,
};
