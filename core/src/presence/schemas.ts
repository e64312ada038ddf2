const doing = {
  type: 'string',
  enum: ['viewing', 'editing', 'deciding'],
  description: 'Смотрит, правит данные, готовит решение',
} as const;

export const presenceSchemas = {
  PresenceView: {
    type: 'object',
    description: 'Сотрудник, у которого заявка сейчас открыта',
    required: ['id', 'name', 'doing'],
    additionalProperties: false,
    properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, doing },
  },
  PresenceList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/PresenceView' } } },
  },
  PresenceChange: {
    type: 'object',
    required: ['tab', 'doing'],
    additionalProperties: false,
    properties: { tab: { type: 'string', format: 'uuid', description: 'Вкладка; номер ей даёт браузер' }, doing },
  },
} as const;
