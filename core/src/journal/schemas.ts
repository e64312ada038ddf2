const text = { type: 'string' } as const;
const moment = { type: 'string', format: 'date-time' } as const;

export const journalSchemas = {
  JournalQuery: {
    type: 'object',
    required: ['application'],
    additionalProperties: false,
    properties: {
      application: { type: 'string', format: 'uuid', description: 'Идентификатор заявки' },
      after: { type: 'integer', minimum: 0, maximum: 2_147_483_647, description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  JournalEvent: {
    type: 'object',
    description: 'Запись журнала заявки',
    required: ['seq', 'type', 'at', 'actor', 'payload', 'destroyedAt', 'chainHash'],
    additionalProperties: false,
    properties: {
      seq: { type: 'integer', minimum: 1 },
      type: text,
      at: moment,
      actor: {
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['id', 'name'],
            additionalProperties: false,
            properties: { id: text, name: text },
          },
        ],
      },
      payload: { description: 'Содержание; null, если уничтожено по закону о персональных данных' },
      destroyedAt: { oneOf: [{ type: 'null' }, moment] },
      chainHash: { type: 'string', description: 'SHA-256 записи и всех записей до неё, шестнадцатерично' },
    },
  },
  ApplicationJournal: {
    type: 'object',
    required: ['applicationId', 'events', 'next'],
    additionalProperties: false,
    properties: {
      applicationId: text,
      events: { type: 'array', items: { $ref: '#/components/schemas/JournalEvent' } },
      next: { type: ['integer', 'null'] },
    },
  },
} as const;
