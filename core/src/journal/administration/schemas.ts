import { said } from '../../locale/said.ts';
import { adminEventTitles } from '../admin-event.ts';

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const search = { type: 'string', minLength: 1, maxLength: 100 } as const;
const count = { type: 'integer', minimum: 0 } as const;

export const adminJournalSchemas = {
  AdminJournalQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      type: { type: 'string', enum: Object.keys(adminEventTitles) },
      actor: { ...search, description: 'Часть имени или логина того, кто изменил' },
      text: { ...search, description: 'Часть названия или содержания' },
      from: { type: 'string', format: 'date' },
      to: { type: 'string', format: 'date' },
      after: { type: 'integer', minimum: 1, maximum: 2_147_483_647, description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  AdminEvent: {
    type: 'object',
    required: ['seq', 'type', 'title', 'at', 'actor', 'subject', 'payload', 'chainHash'],
    additionalProperties: false,
    properties: {
      seq: count,
      type: text,
      title: said,
      at: { type: 'string', format: 'date-time' },
      actor: { ...textOrNull, description: 'null – из командной строки' },
      subject: { ...textOrNull, description: 'Как это называется сейчас; null – этого больше нет' },
      payload: { description: 'Что было и что стало' },
      chainHash: text,
    },
  },
  AdminJournal: {
    type: 'object',
    required: ['items', 'next', 'kinds'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/AdminEvent' } },
      next: { type: ['integer', 'null'] },
      kinds: {
        type: 'array',
        description: 'О чём бывают записи, для отбора',
        items: {
          type: 'object',
          required: ['type', 'title'],
          additionalProperties: false,
          properties: { type: text, title: said },
        },
      },
    },
  },
  JournalCheck: {
    type: 'object',
    required: ['administration', 'applications'],
    additionalProperties: false,
    properties: {
      administration: {
        type: 'object',
        required: ['rows', 'firstBad'],
        additionalProperties: false,
        properties: {
          rows: count,
          firstBad: { type: ['integer', 'null'], description: 'Номер первой негодной записи' },
        },
      },
      applications: {
        type: 'object',
        required: ['rows', 'badRows', 'firstBad'],
        additionalProperties: false,
        properties: {
          rows: count,
          badRows: count,
          firstBad: {
            oneOf: [
              { type: 'null' },
              {
                type: 'object',
                required: ['applicationId', 'seq', 'problem'],
                additionalProperties: false,
                properties: { applicationId: text, seq: count, problem: said },
              },
            ],
          },
        },
      },
    },
  },
} as const;
