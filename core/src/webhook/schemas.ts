import { saidOrNull } from '../locale/said.ts';
import { webhookEvents } from './event.ts';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const nullableText = { type: ['string', 'null'] } as const;
const time = { type: 'string', format: 'date-time' } as const;
const page = {
  after: { type: 'string', format: 'uuid', description: 'Значение next предыдущей страницы' },
  limit: { type: 'integer', minimum: 1, maximum: 200 },
} as const;

const subscription = {
  title: { ...text(200), description: 'Для людей: кому и зачем' },
  url: { ...text(2000), description: 'Куда отправлять: https://…' },
  events: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string', enum: webhookEvents } },
  services: { type: 'array', maxItems: 100, items: text(40), description: 'Коды услуг; без них – все услуги' },
  secret: {
    type: 'string',
    minLength: 16,
    maxLength: 200,
    description: 'Ключ подписи, общий с получателем; записывается, но не показывается',
  },
} as const;

export const webhookSchemas = {
  WebhookQuery: { type: 'object', additionalProperties: false, properties: page },
  WebhookList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/WebhookView' } }, next: nullableText },
  },
  WebhookView: {
    type: 'object',
    description: 'Подписка на события заявок. Ключа подписи здесь нет.',
    required: ['id', 'title', 'url', 'events', 'services', 'enabled', 'createdAt', 'waiting', 'failed'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      url: { type: 'string' },
      events: { type: 'array', items: { type: 'string' } },
      services: { type: 'array', items: { type: 'string' } },
      enabled: { type: 'boolean' },
      createdAt: time,
      waiting: { type: 'integer', description: 'Доставок в пути; считаются до тысячи' },
      failed: { type: 'integer', description: 'Доставок, которые ждут человека; считаются до тысячи' },
    },
  },
  NewWebhook: {
    type: 'object',
    required: ['title', 'url', 'events', 'secret'],
    additionalProperties: false,
    properties: subscription,
  },
  WebhookChange: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: { ...subscription, enabled: { type: 'boolean' } },
  },
  DeliveryQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { ...page, state: { type: 'string', enum: ['waiting', 'delivered', 'failed'] } },
  },
  DeliveryList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/DeliveryView' } }, next: nullableText },
  },
  DeliveryView: {
    type: 'object',
    required: ['id', 'event', 'application', 'state', 'status', 'tries', 'createdAt', 'nextTryAt', 'endedAt', 'error'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', description: 'Стоит в заголовке X-Reglament-Delivery и в теле' },
      event: { type: 'string' },
      application: nullableText,
      state: { type: 'string', enum: ['waiting', 'delivered', 'failed'] },
      status: { type: ['integer', 'null'], description: 'Код ответа получателя' },
      tries: { type: 'integer' },
      createdAt: time,
      nextTryAt: nullableText,
      endedAt: nullableText,
      error: { ...saidOrNull, description: 'Почему последняя попытка не удалась' },
    },
  },
  DeliveryId: {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: { id: { type: 'string' } },
  },
} as const;
