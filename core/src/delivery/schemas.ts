import { deskCount, deskQuery } from '../exchange/schemas.ts';
import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;

const forgottenAt = { ...nullableText, description: 'Когда содержимое удалено по сроку хранения' } as const;

const onCard = {
  id,
  receivedAt: text,
  status: { type: 'string', enum: ['accepted', 'late', 'quarantine', 'resolved'] },
  reason: { ...saidOrNull, description: 'Почему отложено' },
  size: { type: 'integer', description: 'Байт' },
  forgottenAt,
  verdicts: {
    type: 'array',
    description: 'Что показала проверка подписей; пусто – подписей нет или их некому проверить',
    items: {
      type: 'object',
      required: ['valid', 'text'],
      additionalProperties: false,
      properties: { valid: { type: 'boolean' }, text: said },
    },
  },
} as const;
const onCardFields = ['id', 'receivedAt', 'status', 'reason', 'size', 'forgottenAt', 'verdicts'] as const;

export const deliverySchemas = {
  RequestDelivery: {
    type: 'object',
    description: 'Сообщение поставщика по запросу',
    required: [...onCardFields],
    additionalProperties: false,
    properties: onCard,
  },
  PortalDelivery: {
    type: 'object',
    description: 'Сообщение портала по заявке: она сама или то, что пришло после неё',
    required: [...onCardFields, 'kind'],
    additionalProperties: false,
    properties: { ...onCard, kind: { type: 'string', enum: ['application', 'correction', 'cancel', 'text'] } },
  },
  PortalDeliveryList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/PortalDelivery' } } },
  },
  RequestDeliveryList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/RequestDelivery' } } },
  },
  QuarantineQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: {
        type: 'string',
        enum: ['quarantine', 'late', 'resolved', 'accepted'],
        description: 'По умолчанию quarantine',
      },
      ...deskQuery,
    },
  },
  QuarantineView: {
    type: 'object',
    description: 'Сообщение, которое отложено для разбора',
    required: [
      'id',
      'connection',
      'plugin',
      'messageId',
      'kind',
      'sender',
      'releasable',
      'status',
      'reason',
      'application',
      'receivedAt',
      'resolution',
      'resolvedAt',
      'resolvedBy',
      'forgottenAt',
    ],
    additionalProperties: false,
    properties: {
      id,
      connection: text,
      plugin: text,
      messageId: text,
      kind: text,
      sender: { ...nullableText, description: 'Система, которая прислала; null – подключение знает одну' },
      releasable: { type: 'boolean', description: 'Отложено из-за отправителя: можно принять, сказав почему' },
      status: { type: 'string', enum: ['accepted', 'late', 'quarantine', 'resolved'] },
      reason: { ...saidOrNull, description: 'Почему отложено' },
      application: {
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['id', 'number'],
            additionalProperties: false,
            properties: { id, number: nullableText },
          },
        ],
      },
      receivedAt: text,
      resolution: { ...nullableText, description: 'Что с ним сделали' },
      resolvedAt: nullableText,
      resolvedBy: nullableText,
      forgottenAt,
    },
  },
  QuarantineList: {
    type: 'object',
    required: ['items', 'next', 'count'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/QuarantineView' } },
      next: nullableText,
      count: deskCount,
    },
  },
  QuarantineResolution: {
    type: 'object',
    required: ['resolution'],
    additionalProperties: false,
    properties: {
      resolution: { type: 'string', minLength: 5, maxLength: 1000, pattern: '\\S', description: 'Что сделано' },
    },
  },
} as const;
