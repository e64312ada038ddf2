import { listFilters } from '../list/schemas.ts';

const text = { type: 'string' } as const;
const name = {
  type: 'string',
  minLength: 1,
  maxLength: 80,
  description: 'Название, своё у каждого вида сотрудника',
} as const;

/** Columns that a list can draw: those of the format of workplaces. */
const columnCode = {
  type: 'string',
  enum: [
    'number',
    'registeredAt',
    'createdAt',
    'service',
    'applicant',
    'state',
    'executor',
    'dueDate',
    'source',
    'address',
    'submittedBy',
    'duty',
  ],
} as const;

export const savedViewSchemas = {
  ListViewContent: {
    type: 'object',
    description: 'Что показывает список: вкладка, отбор, порядок, столбцы',
    required: ['tab', 'filters', 'sort', 'columns'],
    additionalProperties: false,
    properties: {
      tab: { type: 'string', minLength: 1, maxLength: 40 },
      filters: { type: 'object', additionalProperties: false, properties: listFilters },
      sort: { type: 'string', maxLength: 100, description: 'Как sort у списка заявок; пусто – обычный порядок' },
      columns: {
        type: 'array',
        maxItems: 12,
        uniqueItems: true,
        items: columnCode,
        description: 'Столбцы по порядку; пусто – столбцы рабочего места',
      },
    },
  },
  SavedView: {
    type: 'object',
    required: ['id', 'name', 'usual', 'content'],
    additionalProperties: false,
    properties: {
      id: text,
      name: text,
      usual: { type: 'boolean', description: 'Открывается первым; такой у сотрудника один' },
      content: { $ref: '#/components/schemas/ListViewContent' },
    },
  },
  SavedViewList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/SavedView' } } },
  },
  NewSavedView: {
    type: 'object',
    required: ['name', 'content'],
    additionalProperties: false,
    properties: {
      name,
      usual: { type: 'boolean' },
      content: { $ref: '#/components/schemas/ListViewContent' },
    },
  },
  SavedViewChange: {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      name,
      usual: { type: 'boolean' },
      content: { $ref: '#/components/schemas/ListViewContent' },
    },
  },
} as const;
