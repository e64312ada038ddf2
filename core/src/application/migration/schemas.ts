const text = { type: 'string' } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;

export const caseMigrationSchemas = {
  CaseMigration: {
    type: 'object',
    description: 'Перевести открытые зарегистрированные заявки услуги на действующую версию',
    required: ['dryRun', 'comment'],
    additionalProperties: false,
    properties: {
      dryRun: { type: 'boolean', description: 'Только показать, что станет с каждой' },
      comment: { type: 'string', minLength: 1, maxLength: 2000, description: 'Почему: войдёт в историю каждой заявки' },
      renames: {
        type: 'array',
        maxItems: 500,
        description: 'Поля, чьи коды изменились',
        items: {
          type: 'object',
          required: ['from', 'to'],
          additionalProperties: false,
          properties: { from: code, to: code },
        },
      },
      after: { type: 'string', format: 'uuid', description: 'Продолжить после этой заявки' },
    },
  },
  CaseMigrationResult: {
    type: 'object',
    required: ['serviceVersion', 'workflowVersion', 'items', 'next'],
    additionalProperties: false,
    properties: {
      serviceVersion: { type: 'integer' },
      workflowVersion: { type: 'integer' },
      items: { type: 'array', items: { $ref: '#/components/schemas/MigratedCase' } },
      next: { type: ['string', 'null'], description: 'Передать в after, чтобы продолжить' },
    },
  },
  MigratedCase: {
    type: 'object',
    required: ['id', 'number', 'state', 'outcome', 'reason', 'lost', 'asked'],
    additionalProperties: false,
    properties: {
      id: text,
      number: { type: ['string', 'null'] },
      state: text,
      outcome: { type: 'string', enum: ['fits', 'moved', 'stays'] },
      reason: { type: ['string', 'null'], description: 'Почему остаётся на своей версии' },
      lost: {
        type: 'array',
        description: 'Ответы, которых новая версия не принимает',
        items: {
          type: 'object',
          required: ['title', 'text', 'reason'],
          additionalProperties: false,
          properties: { title: text, text, reason: text },
        },
      },
      asked: { type: 'array', items: text, description: 'Вопросы, которые новая версия считает обязательными' },
    },
  },
} as const;
