/** Schemas that belong to the door itself and to no concept. */
export const httpSchemas = {
  Problem: {
    type: 'object',
    description: 'Отказ или ошибка по RFC 9457. Поле code постоянно, по нему различают причины.',
    required: ['type', 'title', 'status', 'code', 'detail'],
    additionalProperties: false,
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      detail: { type: 'string' },
      requestId: { type: 'string' },
      problems: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
      current: { description: 'Нынешнее состояние того, что пытались изменить' },
    },
  },
  FieldProblem: {
    type: 'object',
    required: ['field', 'pointer', 'code', 'message'],
    additionalProperties: false,
    properties: {
      field: { type: 'string' },
      pointer: { type: 'string', description: 'JSON Pointer в теле запроса' },
      code: { type: 'string' },
      message: { type: 'string' },
    },
  },
  NoQuery: { type: 'object', additionalProperties: false, properties: {} },
  Health: {
    type: 'object',
    required: ['status'],
    additionalProperties: false,
    properties: { status: { type: 'string', enum: ['ok'] } },
  },
} as const;
