import { saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const noticeSchemas = {
  NoticeView: {
    type: 'object',
    description: 'Уведомление заявителя, которое передаёт сотрудник',
    required: [
      'id',
      'application',
      'way',
      'address',
      'text',
      'status',
      'failure',
      'sendable',
      'createdAt',
      'doneAt',
      'doneBy',
    ],
    additionalProperties: false,
    properties: {
      id: text,
      application: {
        type: 'object',
        required: ['id', 'number', 'applicant'],
        additionalProperties: false,
        properties: { id: text, number: nullableText, applicant: text },
      },
      way: text,
      address: nullableText,
      text,
      status: { type: 'string', enum: ['sending', 'todo', 'done'], description: 'done без doneBy – ушло само' },
      failure: { ...saidOrNull, description: 'Почему не ушло само' },
      sendable: { type: 'boolean', description: 'Этим способом система может отправить сама' },
      createdAt: text,
      doneAt: nullableText,
      doneBy: {
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
    },
  },
  NoticeList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/NoticeView' } }, next: nullableText },
  },
  NoticeSending: {
    type: 'object',
    additionalProperties: false,
    properties: {
      address: { type: 'string', minLength: 1, maxLength: 300, description: 'Куда, если не по прежнему адресу' },
    },
  },
  NoticeQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: { type: 'string', enum: ['sending', 'todo', 'done'], description: 'По умолчанию todo' },
      after: { type: 'string', format: 'uuid', description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
} as const;
