import { said } from '../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const person = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: text, name: text },
} as const;
const kind = { type: 'string', enum: ['grant', 'refuse', 'reject', 'dismiss'] } as const;

const revoked = {
  type: 'object',
  required: ['at', 'id', 'number'],
  additionalProperties: false,
  properties: { at: text, id: text, number: nullableText },
} as const;
const repeat = {
  type: 'object',
  required: ['earlier', 'exception', 'justification'],
  additionalProperties: false,
  properties: {
    earlier: {
      oneOf: [
        { type: 'null' },
        {
          type: 'object',
          required: ['id', 'number'],
          additionalProperties: false,
          properties: { id: text, number: nullableText },
        },
      ],
    },
    exception: { ...nullableText, description: 'Случай, в котором закон допускает новые основания' },
    justification: nullableText,
  },
} as const;

export const decisionSchemas = {
  DecisionView: {
    type: 'object',
    required: [
      'kind',
      'title',
      'status',
      'grounds',
      'text',
      'message',
      'repeat',
      'author',
      'approver',
      'returnComment',
      'createdAt',
      'updatedAt',
      'publishedAt',
      'revoked',
      'signers',
    ],
    additionalProperties: false,
    properties: {
      kind,
      signers: {
        type: 'array',
        items: text,
        description: 'Кто подписывает его документ, по порядку; пусто – никто в особенности',
      },
      title: { ...said, description: 'Как решение названо в услуге' },
      status: { type: 'string', enum: ['prepared', 'returned', 'published', 'revoked'] },
      grounds: { type: 'array', items: ref('DecisionGround') },
      text,
      message: { type: 'string', description: 'Сообщение для заявителя' },
      repeat: {
        oneOf: [{ type: 'null' }, repeat],
        description: 'Что сказано об отказах до этого; null – их не было',
      },
      author: person,
      approver: { oneOf: [{ type: 'null' }, person], description: 'Кто опубликовал или вернул на доработку' },
      returnComment: nullableText,
      createdAt: text,
      updatedAt: text,
      publishedAt: nullableText,
      revoked: {
        oneOf: [{ type: 'null' }, revoked],
        description: 'Решение отменено: когда и какой процедурой',
      },
    },
  },
  DecisionGround: {
    type: 'object',
    required: ['code', 'title', 'clause'],
    additionalProperties: false,
    properties: {
      code: text,
      title: text,
      clause: text,
      text: { type: 'string', description: 'Пояснение к основанию' },
    },
  },
  RepeatAnswer: {
    type: 'object',
    description: 'Об отказах до этого: после какого обратились; null – обращение не повторное',
    required: ['earlier'],
    additionalProperties: false,
    properties: {
      earlier: { type: ['string', 'null'], format: 'uuid', description: 'Заявка, по которой отказали раньше' },
      exception: { type: 'string', enum: ['lawChanged', 'laterErrors', 'expired', 'officialError'] },
      justification: { type: 'string', maxLength: 4000 },
    },
  },
  EarlierRefusals: {
    type: 'object',
    description: 'Отказы этому заявителю по этой услуге и случаи, в которых повторный отказ называет новое',
    required: ['items', 'exceptions'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('EarlierRefusalView') },
      exceptions: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'clause', 'title'],
          additionalProperties: false,
          properties: { code: text, clause: said, title: said },
        },
      },
    },
  },
  EarlierRefusalView: {
    type: 'object',
    required: ['id', 'number', 'kind', 'title', 'publishedAt', 'grounds'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', description: 'Заявка, по которой отказали' },
      number: nullableText,
      kind,
      title: text,
      publishedAt: text,
      grounds: { type: 'array', items: ref('DecisionGround') },
    },
  },
  DecisionResult: {
    type: 'object',
    required: ['decision'],
    additionalProperties: false,
    properties: { decision: { oneOf: [{ type: 'null' }, ref('DecisionView')] } },
  },
  DecisionPreview: {
    type: 'object',
    description: 'Решение, каким оно было бы; без полей – сохранённое',
    additionalProperties: false,
    properties: {
      kind,
      grounds: {
        type: 'array',
        maxItems: 50,
        items: {
          oneOf: [
            { type: 'string', maxLength: 40 },
            {
              type: 'object',
              required: ['code'],
              additionalProperties: false,
              properties: { code: { type: 'string', maxLength: 40 }, text: { type: 'string', maxLength: 4000 } },
            },
          ],
        },
      },
      text: { type: 'string', maxLength: 20_000 },
      message: { type: 'string', maxLength: 4000 },
      repeat: ref('RepeatAnswer'),
    },
  },
  PreviewQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { format: { type: 'string', enum: ['pdf', 'docx'], description: 'По умолчанию pdf' } },
  },
} as const;
