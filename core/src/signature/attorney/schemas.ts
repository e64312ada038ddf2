const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

const facts = {
  number: text,
  principal: {
    type: 'object',
    description: 'Доверитель',
    required: ['name', 'inn', 'ogrn'],
    additionalProperties: false,
    properties: { name: text, inn: nullableText, ogrn: nullableText },
  },
  representative: {
    type: 'object',
    description: 'Представитель',
    required: ['name', 'snils', 'inn'],
    additionalProperties: false,
    properties: { name: text, snils: nullableText, inn: nullableText },
  },
  from: { type: 'string', description: 'С какого дня' },
  until: { type: 'string', description: 'По какой день, включительно' },
  powers: { type: 'array', items: text },
  problems: { type: 'array', items: text, description: 'Что мешает подписывать по ней; пусто – ничего' },
} as const;
const factNames = ['number', 'principal', 'representative', 'from', 'until', 'powers', 'problems'] as const;

export const attorneySchemas = {
  AttorneyView: {
    type: 'object',
    description: 'Машиночитаемая доверенность сотрудника',
    required: ['id', 'name', ...factNames, 'createdAt'],
    additionalProperties: false,
    properties: { id: text, name: { type: 'string', description: 'Имя файла' }, ...facts, createdAt: text },
  },
  SignedByAttorney: {
    type: 'object',
    description: 'Доверенность, по которой подписано, какой она была при подписании',
    required: ['id', ...factNames],
    additionalProperties: false,
    properties: { id: text, ...facts },
  },
  AttorneyResult: {
    type: 'object',
    required: ['attorney'],
    additionalProperties: false,
    properties: { attorney: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/AttorneyView' }] } },
  },
  AttorneyUpload: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: { name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла' } },
  },
} as const;
