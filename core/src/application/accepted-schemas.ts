const text = { type: 'string' } as const;

export const acceptedSchemas = {
  AcceptedView: {
    type: 'object',
    description: 'Значение, принятое в заявку из ответа на запрос',
    required: ['field', 'value', 'filed', 'request', 'at'],
    additionalProperties: false,
    properties: {
      field: text,
      value: { description: 'По этому значению решают и печатают документы' },
      filed: { description: 'Что подал заявитель; не подавал – null' },
      request: {
        type: 'object',
        required: ['id', 'number', 'title', 'emulated'],
        additionalProperties: false,
        properties: {
          id: text,
          number: { type: 'integer' },
          title: text,
          emulated: { type: 'boolean', description: 'Отвечал эмулятор: значение вымышлено' },
        },
      },
      at: text,
    },
  },
} as const;
