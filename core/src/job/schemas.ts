import { said } from '../locale/said.ts';

const text = { type: 'string' } as const;

export const jobSchemas = {
  ParkedJobQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      after: {
        type: 'string',
        pattern: '^[0-9]{1,16}_[0-9a-f-]{36}$',
        description: 'Значение next предыдущей страницы',
      },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  ParkedJobView: {
    type: 'object',
    description: 'Задание, которое не выполнилось ни с одной попытки и ждёт решения человека',
    required: ['id', 'name', 'title', 'parkedAt', 'reason', 'detail'],
    additionalProperties: false,
    properties: {
      id: text,
      name: text,
      title: { ...said, description: 'Для чего задание' },
      parkedAt: { type: 'string', format: 'date-time' },
      reason: { ...said, description: 'Что случилось и что делать' },
      detail: { ...said, description: 'Слова самой ошибки' },
    },
  },
  ParkedJobList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/ParkedJobView' } },
      next: { type: ['string', 'null'] },
    },
  },
  JobDiscard: {
    type: 'object',
    required: ['reason'],
    additionalProperties: false,
    properties: {
      reason: { type: 'string', minLength: 5, maxLength: 500, pattern: '\\S', description: 'Почему задание не нужно' },
    },
  },
} as const;
