import { said, saidOrNull } from '../locale/said.ts';
import { topicTitles } from './topic-titles.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;

/** What every list of the exchange desk can be looked through by. */
const entrySubject = {
  application: { ...nullableText, description: 'Номер заявки' },
  request: { type: ['integer', 'null'], description: 'Номер запроса' },
} as const;

export const deskQuery = {
  connection: { ...id, description: 'Только через это подключение' },
  text: { type: 'string', minLength: 1, maxLength: 100, description: 'Часть причины, номера сообщения или заявки' },
  from: { type: 'string', format: 'date', description: 'С этого дня' },
  to: { type: 'string', format: 'date', description: 'По этот день' },
  after: id,
  limit: { type: 'integer', minimum: 1, maximum: 100 },
} as const;

export const deskCount = { type: 'integer', description: 'Сколько найдено; считается до тысячи' } as const;

export const exchangeSchemas = {
  StopReason: {
    type: 'object',
    required: ['reason'],
    additionalProperties: false,
    properties: {
      reason: { type: 'string', minLength: 5, maxLength: 500, pattern: '\\S', description: 'Почему остановлено' },
    },
  },
  DeliveryAssignment: {
    type: 'object',
    required: ['request', 'resolution'],
    additionalProperties: false,
    properties: {
      request: { type: 'integer', minimum: 1, maximum: 9_007_199_254_740_991, description: 'Номер запроса' },
      resolution: { type: 'string', minLength: 5, maxLength: 1000, pattern: '\\S', description: 'Что выяснено' },
    },
  },
  OutgoingView: {
    type: 'object',
    description: 'Отправление в пути',
    required: [
      'id',
      'title',
      'connection',
      'createdAt',
      'dueAt',
      'tries',
      'error',
      'busy',
      'stoppable',
      'application',
      'request',
    ],
    additionalProperties: false,
    properties: {
      id,
      title: { ...said, description: 'Что отправляют' },
      connection: nullableText,
      createdAt: text,
      dueAt: { ...text, description: 'Когда следующая попытка' },
      tries: { type: 'integer' },
      error: { ...saidOrNull, description: 'Чем кончилась последняя попытка' },
      busy: { type: 'boolean', description: 'Отправляется прямо сейчас' },
      stoppable: { type: 'boolean', description: 'Можно остановить' },
      ...entrySubject,
    },
  },
  OutgoingList: {
    type: 'object',
    required: ['items', 'next', 'count'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/OutgoingView' } },
      next: nullableText,
      count: deskCount,
    },
  },
  ProviderView: {
    type: 'object',
    description: 'Состояние одного подключения',
    required: [
      'id',
      'title',
      'plugin',
      'enabled',
      'health',
      'checkedAt',
      'incident',
      'reception',
      'outgoing',
      'stopped',
      'waiting',
      'oldestSentAt',
      'answered',
      'medianSeconds',
      'slowSeconds',
    ],
    additionalProperties: false,
    properties: {
      id,
      title: said,
      plugin: text,
      enabled: { type: 'boolean' },
      health: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/ConnectionHealth' }] },
      checkedAt: nullableText,
      incident: {
        description: 'Другая сторона не отвечает: отправка приостановлена до следующей попытки',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['since', 'retryAt', 'reason'],
            additionalProperties: false,
            properties: { since: text, retryAt: nullableText, reason: said },
          },
        ],
      },
      reception: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/ReceptionTrouble' }] },
      outgoing: { type: 'integer', description: 'Отправлений в пути, не больше 1000' },
      stopped: { type: 'integer', description: 'Остановленных, не больше 1000' },
      waiting: { type: 'integer', description: 'Запросов без ответа, не больше 1000' },
      oldestSentAt: { ...nullableText, description: 'Когда отправлен тот, что ждёт дольше всех' },
      answered: { type: 'integer', description: 'Ответов за 30 дней, по которым посчитано ожидание, не больше 1000' },
      medianSeconds: { type: ['number', 'null'], description: 'Медиана ожидания ответа, секунд' },
      slowSeconds: { type: ['number', 'null'], description: 'Девять из десяти ответов приходят быстрее, секунд' },
    },
  },
  ProviderList: {
    type: 'object',
    required: ['since', 'items'],
    additionalProperties: false,
    properties: { since: text, items: { type: 'array', items: { $ref: '#/components/schemas/ProviderView' } } },
  },
  OutboxQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...deskQuery,
      topic: { type: 'string', enum: Object.keys(topicTitles), description: 'Что отправляют' },
    },
  },
  StoppedView: {
    type: 'object',
    description: 'Отправление, которое не ушло и ждёт решения человека',
    required: ['id', 'title', 'connection', 'failedAt', 'tries', 'error', 'application', 'request'],
    additionalProperties: false,
    properties: {
      id,
      title: { ...said, description: 'Что отправляли' },
      connection: nullableText,
      failedAt: text,
      tries: { type: 'integer' },
      error: saidOrNull,
      ...entrySubject,
    },
  },
  StoppedList: {
    type: 'object',
    required: ['items', 'next', 'count'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/StoppedView' } },
      next: nullableText,
      count: deskCount,
    },
  },
} as const;
