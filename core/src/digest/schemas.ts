import { saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const hour = {
  type: ['integer', 'null'],
  minimum: 0,
  maximum: 23,
  description: 'Час по времени ведомства; null – не присылать',
} as const;

export const digestSchemas = {
  DigestView: {
    type: 'object',
    description: 'Сводка новых уведомлений на почту, раз в день',
    required: ['hour', 'email', 'possible', 'last'],
    additionalProperties: false,
    properties: {
      hour,
      email: { ...nullableText, description: 'Куда; адрес меняет администратор' },
      possible: { type: 'boolean', description: 'Есть адрес, а у ведомства – подключение почты' },
      last: {
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['createdAt', 'sentAt', 'failure'],
            additionalProperties: false,
            properties: { createdAt: text, sentAt: nullableText, failure: saidOrNull },
          },
        ],
      },
    },
  },
  DigestChange: { type: 'object', required: ['hour'], additionalProperties: false, properties: { hour } },
} as const;
