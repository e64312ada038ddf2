import { saidOrNull } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const days = { type: 'array', maxItems: 366, uniqueItems: true, items: { type: 'string', format: 'date' } } as const;
const marked = { provisional: { type: 'boolean' }, holidays: days, worked: days, shortened: days } as const;

export const calendarSchemas = {
  CalendarList: {
    type: 'object',
    required: ['recount', 'items'],
    additionalProperties: false,
    properties: {
      recount: {
        type: 'object',
        description: 'Пересчёт сроков открытых заявок по действующим календарям',
        required: ['state', 'reason'],
        additionalProperties: false,
        properties: {
          state: { type: 'string', enum: ['done', 'underWay', 'failing'] },
          reason: { ...saidOrNull, description: 'Почему не удаётся и что делать' },
        },
      },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'version', 'title', 'year', 'basis', 'provisional', 'holidays', 'worked', 'shortened'],
          additionalProperties: false,
          properties: {
            ...{ code: text, version: count, title: text, year: count, basis: { type: 'array', items: text } },
            ...marked,
          },
        },
      },
    },
  },
  CalendarChange: {
    type: 'object',
    required: ['version', 'provisional', 'holidays', 'worked', 'shortened'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия, которую видели' },
      ...marked,
      comment: { type: 'string', minLength: 1, maxLength: 500 },
    },
  },
  CalendarEffect: {
    type: 'object',
    required: ['moved', 'looked', 'cut', 'items'],
    additionalProperties: false,
    properties: {
      moved: { ...count, description: 'У скольких открытых заявок всех ведомств сдвинется срок' },
      looked: count,
      cut: { type: 'boolean', description: 'Заявок больше, чем просчитано' },
      items: {
        type: 'array',
        description: 'Заявки своего ведомства, не больше ста',
        items: {
          type: 'object',
          required: ['number', 'service', 'from', 'to'],
          additionalProperties: false,
          properties: { number: textOrNull, service: text, from: textOrNull, to: textOrNull },
        },
      },
    },
  },
} as const;
