const text = { type: 'string' } as const;

export const procedureSchemas = {
  LinkedApplication: {
    type: 'object',
    description: 'Связанная заявка: процедура или заявка, по которой она идёт',
    required: ['id', 'number', 'title', 'stateTitle', 'phase', 'createdAt'],
    additionalProperties: false,
    properties: {
      id: text,
      number: { type: ['string', 'null'] },
      title: text,
      stateTitle: text,
      phase: text,
      createdAt: text,
    },
  },
  StartProcedure: {
    type: 'object',
    additionalProperties: false,
    properties: {
      key: { type: 'string', format: 'uuid', description: 'Ключ создания: повтор с ним отдаёт уже начатую процедуру' },
    },
  },
} as const;
