import { said } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const day = { type: 'string', format: 'date' } as const;
const about = {
  code: text,
  title: text,
  version: count,
  uses: { type: 'array', items: ref('DictionaryUse') },
} as const;

export const dictionaryUpkeepSchemas = {
  DictionaryUse: {
    type: 'object',
    description: 'Услуга, поля которой отвечают по справочнику',
    required: ['service', 'title', 'fields'],
    additionalProperties: false,
    properties: { service: text, title: said, fields: { type: 'array', items: said } },
  },
  AdminDictionaryList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'title', 'version', 'uses', 'entries', 'inForce'],
          additionalProperties: false,
          properties: { ...about, entries: count, inForce: count },
        },
      },
    },
  },
  AdminEntryQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      search: { type: 'string', maxLength: 200 },
      after: { type: 'integer', minimum: 1, maximum: 2_147_483_647, description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  AdminDictionary: {
    type: 'object',
    required: ['code', 'title', 'version', 'uses', 'items', 'next'],
    additionalProperties: false,
    properties: {
      ...about,
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'title', 'path', 'inForce'],
          additionalProperties: false,
          properties: {
            ...{ code: text, title: text, parent: text, from: text, to: text, inForce: { type: 'boolean' } },
            path: { type: 'array', items: text, description: 'Названия вышестоящих записей, сверху' },
          },
        },
      },
      next: { type: ['integer', 'null'] },
    },
  },
  WrittenEntry: {
    type: 'object',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: {
      code: { type: 'string', minLength: 1, maxLength: 100 },
      title: { type: 'string', minLength: 1, maxLength: 1000 },
      parent: { type: 'string', minLength: 1, maxLength: 100 },
      from: day,
      to: day,
    },
  },
  EntryChanges: {
    type: 'object',
    required: ['version', 'entries'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия, которую видели' },
      entries: { type: 'array', minItems: 1, maxItems: 5000, items: ref('WrittenEntry') },
      comment: { type: 'string', minLength: 1, maxLength: 500 },
    },
  },
  JudgedEntry: {
    type: 'object',
    required: ['line', 'entry', 'outcome', 'before', 'problems'],
    additionalProperties: false,
    properties: {
      line: { type: ['integer', 'null'], description: 'Строка файла' },
      entry: {
        type: 'object',
        required: ['code', 'title'],
        additionalProperties: false,
        properties: { code: text, title: text, parent: text, from: text, to: text },
      },
      outcome: { type: 'string', enum: ['new', 'changed', 'same', 'wrong'] },
      before: { type: ['string', 'null'] },
      problems: { type: 'array', items: said },
    },
  },
  EntryReport: {
    type: 'object',
    required: ['rows', 'touched'],
    additionalProperties: false,
    properties: {
      rows: { type: 'array', items: ref('JudgedEntry') },
      touched: {
        type: 'array',
        description: 'Что задевает черновики и открытые заявки',
        items: {
          type: 'object',
          required: ['message', 'drafts', 'openCases'],
          additionalProperties: false,
          properties: { message: said, drafts: count, openCases: count },
        },
      },
    },
  },
} as const;
