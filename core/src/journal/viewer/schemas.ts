import { said } from '../../locale/said.ts';

const text = { type: 'string' } as const;

export const viewerSchemas = {
  ViewerQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      before: { type: 'string', pattern: '^[0-9]{1,18}$', description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 500 },
    },
  },
  ViewerEntry: {
    type: 'object',
    description: 'Кто что смотрел; повторы подряд сложены в одну запись',
    required: ['id', 'at', 'since', 'times', 'user', 'action', 'title', 'subject'],
    additionalProperties: false,
    properties: {
      id: text,
      at: { ...text, description: 'Когда в последний раз' },
      since: { ...text, description: 'Когда в первый' },
      times: { type: 'integer' },
      user: {
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
      action: text,
      title: said,
      subject: { type: ['string', 'null'], description: 'Какой файл или запрос' },
    },
  },
  ViewerList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/ViewerEntry' } },
      next: { type: ['string', 'null'] },
    },
  },
} as const;
