import { definitionKinds } from '@reglament/format';
import { saidOrNull } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const archiveSchemas = {
  DefinitionArchiveQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      service: {
        type: 'string',
        pattern: '^[a-z][a-zA-Z0-9]{1,39}$',
        description: 'Услуга со всем, на что она ссылается; нет – все определения',
      },
    },
  },
  DefinitionArchiveImport: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/ArchivedDefinition' } } },
  },
  ArchivedDefinition: {
    type: 'object',
    description: 'Определение архива: что с ним стало',
    required: ['kind', 'code', 'title', 'outcome', 'draft', 'message', 'errors', 'changes'],
    additionalProperties: false,
    properties: {
      kind: { type: 'string', enum: [...definitionKinds] },
      code: text,
      title: text,
      outcome: {
        type: 'string',
        enum: ['new', 'changed', 'same', 'busy', 'refused'],
        description: 'Черновик нового, черновик изменённого, совпадает с действующим, его уже правят, не читается',
      },
      draft: { ...nullableText, description: 'Начатый черновик' },
      message: saidOrNull,
      errors: { type: 'integer', minimum: 0, description: 'Ошибок в черновике' },
      changes: { type: 'array', items: { $ref: '#/components/schemas/DefinitionChangeView' } },
    },
  },
} as const;
