const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const correspondenceSchemas = {
  MessageView: {
    type: 'object',
    description: 'Сообщение заявителю или от него',
    required: ['id', 'at', 'direction', 'way', 'kind', 'title', 'text', 'files', 'status', 'settledAt', 'note'],
    additionalProperties: false,
    properties: {
      id: text,
      at: text,
      direction: { type: 'string', enum: ['out', 'in'] },
      way: { ...text, description: 'portal или способ уведомления' },
      kind: {
        type: 'string',
        enum: [
          'status',
          'result',
          'rework',
          'text',
          'notice',
          'corrected',
          'portalText',
          'portalCancel',
          'portalLate',
          'portalUnfit',
        ],
      },
      title: { ...nullableText, description: 'Состояние, которое показывает портал' },
      text: nullableText,
      files: { type: 'integer', description: 'Сколько файлов приложено' },
      status: { type: 'string', enum: ['waiting', 'delivered', 'failed', 'sent', 'todo', 'done', 'received'] },
      settledAt: nullableText,
      note: { ...nullableText, description: 'Что ответил портал; кто передал уведомление; почему оно не ушло само' },
    },
  },
  Correspondence: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/MessageView' } } },
  },
} as const;
