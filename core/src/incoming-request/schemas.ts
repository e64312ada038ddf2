import { said, saidForm, saidOrNull } from '../locale/said.ts';
import { signatureStatus } from '../signature/schemas.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;
const anything = { type: 'object' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const status = { type: 'string', enum: ['new', 'inWork', 'answered', 'refused'] } as const;

const itemProperties = {
  id,
  number: { type: 'integer', description: 'Регистрационный номер' },
  asker: {
    type: 'object',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: { code: text, title: text },
  },
  askerNumber: { ...text, description: 'Номер у того, кто спрашивает' },
  subject: text,
  status,
  statusTitle: said,
  executor: {
    oneOf: [
      { type: 'null' },
      { type: 'object', required: ['id', 'name'], additionalProperties: false, properties: { id, name: text } },
    ],
  },
  receivedAt: { ...text, description: 'Дата поступления' },
  answeredAt: nullableText,
  version: { type: 'integer' },
  destroyed: {
    description: 'Данные уничтожены: когда и по какому акту',
    oneOf: [
      { type: 'null' },
      {
        type: 'object',
        required: ['at', 'act'],
        additionalProperties: false,
        properties: { at: { ...text, format: 'date-time' }, act: { type: 'integer', description: 'Номер акта' } },
      },
    ],
  },
} as const;

export const incomingRequestSchemas = {
  IncomingItem: {
    type: 'object',
    required: Object.keys(itemProperties),
    additionalProperties: false,
    properties: itemProperties,
  },
  IncomingList: {
    type: 'object',
    required: ['items', 'next', 'counts'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('IncomingItem') },
      next: nullableText,
      counts: {
        type: 'object',
        description: 'Сколько в каждом состоянии (не далее тысячи)',
        required: ['new', 'inWork', 'answered', 'refused'],
        additionalProperties: false,
        properties: {
          new: { type: 'integer' },
          inWork: { type: 'integer' },
          answered: { type: 'integer' },
          refused: { type: 'integer' },
        },
      },
    },
  },
  IncomingQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { status, after: id, limit: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  IncomingFileView: {
    type: 'object',
    required: ['id', 'side', 'name', 'mediaType', 'size', 'description'],
    additionalProperties: false,
    properties: {
      id,
      side: { type: 'string', enum: ['question', 'answer'] },
      name: text,
      mediaType: text,
      size: { type: 'integer' },
      description: nullableText,
    },
  },
  IncomingView: {
    type: 'object',
    description: 'Р-запрос другого ведомства целиком',
    required: [
      ...Object.keys(itemProperties),
      'question',
      'questionForm',
      'answer',
      'answerForm',
      'answerText',
      'signature',
      'problems',
      'files',
      'deliveredAt',
      'deliveryText',
    ],
    additionalProperties: false,
    properties: {
      ...itemProperties,
      question: anything,
      questionForm: saidForm,
      answer: { oneOf: [{ type: 'null' }, anything] },
      answerForm: saidForm,
      answerText: nullableText,
      signature: {
        description: 'Подпись запроса; verdict null – не проверена',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['verdict'],
            additionalProperties: false,
            properties: {
              verdict: {
                oneOf: [
                  { type: 'null' },
                  {
                    type: 'object',
                    required: ['valid', 'text'],
                    additionalProperties: false,
                    properties: { valid: { type: 'boolean' }, status: signatureStatus, text: said },
                  },
                ],
              },
            },
          },
        ],
      },
      problems: { type: 'array', items: said },
      files: { type: 'array', items: ref('IncomingFileView') },
      deliveredAt: nullableText,
      deliveryText: { ...saidOrNull, description: 'Что стало с ответом' },
    },
  },
  IncomingStep: {
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: { version: { type: 'integer', minimum: 1 } },
  },
  IncomingAnswer: {
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1 },
      answer: { ...anything, description: 'По форме ответа' },
      text: { type: 'string', maxLength: 20_000, description: 'Пояснение; при отказе – почему' },
      refuse: { type: 'boolean', description: 'Сведения не предоставляются' },
    },
  },
} as const;
