import { saidOrNull } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const uuid = { type: 'string', format: 'uuid' } as const;
const format = { type: 'string', enum: ['xlsx', 'csv'] } as const;

export const listExportSchemas = {
  NewListExport: {
    type: 'object',
    required: ['format', 'content'],
    additionalProperties: false,
    properties: {
      key: { ...uuid, description: 'Новый для каждого раза UUID; повтор с ним ничего не удваивает' },
      format,
      content: { $ref: '#/components/schemas/ListViewContent' },
    },
  },
  ListExport: {
    type: 'object',
    description: 'Выгрузка списка заявок: готовится в фоне, хранится сутки',
    required: ['id', 'format', 'status', 'found', 'done', 'size', 'reason', 'createdAt', 'finishedAt', 'expiresAt'],
    additionalProperties: false,
    properties: {
      id: text,
      format,
      status: { type: 'string', enum: ['waiting', 'running', 'done', 'failed'] },
      found: {
        type: ['integer', 'null'],
        description: 'Сколько заявок подошло, когда началась; null – ещё не сосчитано',
      },
      done: { type: 'integer', description: 'Сколько уже записано' },
      size: { type: 'integer', description: 'Байт' },
      reason: { ...saidOrNull, description: 'Почему не получилось' },
      createdAt: text,
      finishedAt: nullableText,
      expiresAt: { ...text, description: 'Когда будет удалена' },
    },
  },
  ListExportList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/ListExport' } } },
  },
} as const;
