const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const person = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: text, name: text },
} as const;
const kind = { type: 'string', enum: ['grant', 'refuse'] } as const;

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
      'author',
      'approver',
      'returnComment',
      'createdAt',
      'updatedAt',
      'publishedAt',
    ],
    additionalProperties: false,
    properties: {
      kind,
      title: { type: 'string', description: 'Как решение названо в услуге' },
      status: { type: 'string', enum: ['prepared', 'returned', 'published'] },
      grounds: { type: 'array', items: ref('DecisionGround') },
      text,
      message: { type: 'string', description: 'Сообщение для заявителя' },
      author: person,
      approver: { oneOf: [{ type: 'null' }, person] },
      returnComment: nullableText,
      createdAt: text,
      updatedAt: text,
      publishedAt: nullableText,
    },
  },
  DecisionGround: {
    type: 'object',
    required: ['code', 'title', 'clause'],
    additionalProperties: false,
    properties: { code: text, title: text, clause: text },
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
      grounds: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 40 } },
      text: { type: 'string', maxLength: 20_000 },
      message: { type: 'string', maxLength: 4000 },
    },
  },
  PreviewQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { format: { type: 'string', enum: ['pdf', 'docx'], description: 'По умолчанию pdf' } },
  },
} as const;
