import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const publicationSchemas = {
  PublicationView: {
    type: 'object',
    description: 'Сообщение порталу: что показано заявителю в его личном кабинете',
    required: ['id', 'sequence', 'kind', 'title', 'text', 'files', 'createdAt', 'status', 'settledAt', 'deliveryText'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', format: 'uuid' },
      sequence: { type: 'integer', description: 'Порядок сообщений одной заявки' },
      kind: { type: 'string', enum: ['status', 'result', 'rework', 'text'] },
      title: { ...said, description: 'Состояние словами' },
      text: { ...text, description: 'Сообщение заявителю' },
      files: { type: 'integer', description: 'Сколько файлов приложено' },
      createdAt: text,
      status: { type: 'string', enum: ['waiting', 'delivered', 'failed'] },
      settledAt: { ...nullableText, description: 'Когда портал принял сообщение или отказался' },
      deliveryText: { ...saidOrNull, description: 'Что ответил портал' },
    },
  },
  PublicationList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/PublicationView' } } },
  },
} as const;
