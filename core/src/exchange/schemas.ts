const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;

export const exchangeSchemas = {
  StoppedQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { after: id, limit: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  StoppedView: {
    type: 'object',
    description: 'Отправление, которое не ушло и ждёт решения человека',
    required: ['id', 'title', 'connection', 'failedAt', 'tries', 'error'],
    additionalProperties: false,
    properties: {
      id,
      title: { ...text, description: 'Что отправляли' },
      connection: nullableText,
      failedAt: text,
      tries: { type: 'integer' },
      error: nullableText,
    },
  },
  StoppedList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/StoppedView' } }, next: nullableText },
  },
} as const;
