import { definitionKinds } from '@reglament/format';
import { said } from '../locale/said.ts';

const list = (name: string) => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const version = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const;
const members = { type: 'object', additionalProperties: true } as const;

/** Published versions as an administrator looks at them. */
export const versionSchemas = {
  DefinitionChoices: {
    type: 'object',
    description: 'Действующие определения всех видов',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'code', 'title', 'version'],
          additionalProperties: false,
          properties: {
            kind: { type: 'string', enum: [...definitionKinds] },
            ...{ code: text, title: text, version },
            procedure: { const: true, description: 'Процедура: её начинают по заявке' },
          },
        },
      },
    },
  },
  DefinitionDetail: {
    type: 'object',
    required: ['kind', 'code', 'title', 'version', 'content', 'uses', 'draftId'],
    additionalProperties: false,
    properties: {
      kind: { type: 'string', enum: [...definitionKinds] },
      code: text,
      title: text,
      version,
      content: members,
      uses: {
        type: 'array',
        description: 'Действующие услуги, которые называют это определение',
        items: {
          type: 'object',
          required: ['code', 'title', 'openCases'],
          additionalProperties: false,
          properties: { code: text, title: text, openCases: { type: 'integer', minimum: 0 } },
        },
      },
      draftId: { ...nullableText, description: 'Открытый черновик следующей версии' },
    },
  },
  DefinitionComparisonQuery: {
    type: 'object',
    required: ['before', 'after'],
    additionalProperties: false,
    properties: { before: version, after: version },
  },
  DefinitionComparison: {
    type: 'object',
    required: ['before', 'after', 'changes'],
    additionalProperties: false,
    properties: {
      before: members,
      after: members,
      changes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'pointer', 'message', 'breaking'],
          additionalProperties: false,
          properties: { code: text, pointer: text, message: said, breaking: { type: 'boolean' } },
        },
      },
    },
  },
  DefinitionVersionList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: list('DefinitionVersionItem') },
  },
  DefinitionVersionItem: {
    type: 'object',
    required: ['version', 'author', 'comment', 'publishedAt', 'openCases'],
    additionalProperties: false,
    properties: {
      version,
      author: nullableText,
      comment: nullableText,
      publishedAt: { type: 'string', format: 'date-time' },
      openCases: { type: 'integer', minimum: 0, description: 'Открытых заявок на этой версии (у услуг и процессов)' },
    },
  },
} as const;
