import { said, saidOrNull } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const uuid = { type: 'string', format: 'uuid' } as const;
const most = 1000;
const status = { type: 'string', enum: ['checking', 'checked', 'running', 'done', 'cancelled'] } as const;
const counts = {
  type: 'object',
  required: ['waiting', 'ready', 'closed', 'done', 'refused'],
  additionalProperties: false,
  properties: {
    waiting: { type: 'integer', description: 'Ещё не проверено' },
    ready: { type: 'integer', description: 'Можно, ещё не выполнено' },
    closed: { type: 'integer', description: 'Нельзя' },
    done: { type: 'integer', description: 'Выполнено' },
    refused: { type: 'integer', description: 'Было можно, но при выполнении отказано' },
  },
} as const;

const trouble = {
  ...saidOrNull,
  description: 'Почему остановилось само и что делать; продолжить – retry. null – идёт или окончено',
} as const;

/** Of an action of a row in a list. */
export const bulkOfAction = {
  bulk: {
    type: 'string',
    enum: ['plain', 'employee'],
    description: 'Можно над многими сразу; employee – спрашивает, кому',
  },
} as const;

export const bulkSchemas = {
  NewBulkRun: {
    type: 'object',
    description:
      'Действие над многими заявками: или rows, или found – все, что показывает такой список, не далее тысячи',
    required: ['key', 'action'],
    additionalProperties: false,
    properties: {
      key: { ...uuid, description: 'Новый для каждого раза UUID; повтор с ним ничего не удваивает' },
      action: { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' },
      input: { type: 'object', additionalProperties: true },
      rows: {
        type: 'array',
        minItems: 1,
        maxItems: most,
        items: {
          type: 'object',
          required: ['id', 'version'],
          additionalProperties: false,
          properties: { id: uuid, version: { type: 'integer', minimum: 0, maximum: 2_147_483_647 } },
        },
      },
      found: { $ref: '#/components/schemas/ListViewContent' },
    },
  },
  BulkRunItem: {
    type: 'object',
    description: 'Действие над многими заявками; по заявкам – BulkRun',
    required: ['id', 'action', 'title', 'status', 'counts', 'trouble', 'createdAt', 'finishedAt'],
    additionalProperties: false,
    properties: {
      id: text,
      action: text,
      title: { ...said, description: 'Название действия' },
      status,
      counts,
      trouble,
      createdAt: text,
      finishedAt: nullableText,
    },
  },
  BulkRunList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/BulkRunItem' } } },
  },
  BulkRun: {
    type: 'object',
    description: 'Сначала проверка (checking, checked), потом по start – выполнение (running, done)',
    required: ['id', 'action', 'status', 'counts', 'trouble', 'rows'],
    additionalProperties: false,
    properties: {
      id: text,
      action: text,
      status,
      counts,
      trouble,
      rows: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'number', 'applicant', 'status', 'reason'],
          additionalProperties: false,
          properties: {
            id: text,
            number: nullableText,
            applicant: text,
            status: { type: 'string', enum: ['waiting', 'ready', 'closed', 'done', 'refused'] },
            reason: { ...saidOrNull, description: 'Почему нельзя или отказано' },
          },
        },
      },
    },
  },
} as const;
