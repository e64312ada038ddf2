const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const version = {
  type: 'integer',
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'Номер версии определения',
} as const;
const applicants = {
  type: 'array',
  items: { type: 'string', enum: ['person', 'soleTrader', 'organisation'] },
} as const;
const count = { type: 'integer', minimum: 0 } as const;

const decision = {
  type: 'object',
  required: ['title', 'message', 'grounds'],
  additionalProperties: false,
  properties: {
    title: text,
    message: { ...text, description: 'Текст заявителю с подстановками' },
    grounds: { type: 'array', items: { $ref: '#/components/schemas/RefusalGroundView' } },
  },
} as const;

export const definitionSchemas = {
  DefinitionWords: {
    type: 'object',
    description: 'По-русски → по-английски; чего нет, то показывают по-русски',
    required: ['words'],
    additionalProperties: false,
    properties: { words: { type: 'object', additionalProperties: text } },
  },
  ServiceList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/ServiceItem' } } },
  },
  ServiceItem: {
    type: 'object',
    description: 'Услуга, с заявками на которую сотрудник работает',
    required: ['code', 'title', 'shortTitle', 'description', 'version', 'applicants', 'canCreate', 'taxed'],
    additionalProperties: false,
    properties: {
      code,
      title: text,
      shortTitle: nullableText,
      description: nullableText,
      version,
      applicants,
      canCreate: { type: 'boolean', description: 'Можно ли создать заявку' },
      taxed: { type: 'boolean', description: 'За неё берут госпошлину' },
    },
  },
  ServiceQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { version: { ...version, description: 'Версия; без неё — действующая' } },
  },
  ServiceView: {
    type: 'object',
    description: 'Всё, что нужно экрану от определения услуги',
    required: [
      'code',
      'version',
      'title',
      'shortTitle',
      'description',
      'basis',
      'applicants',
      'approval',
      'term',
      'form',
    ].concat([
      'rules',
      'documents',
      'grounds',
      'variants',
      'decisions',
      'workflow',
      'dictionaries',
      'longDictionaries',
    ]),
    additionalProperties: false,
    properties: {
      code,
      version,
      title: text,
      shortTitle: nullableText,
      description: nullableText,
      basis: { type: 'array', items: { $ref: '#/components/schemas/LegalBasisView' } },
      applicants,
      approval: { type: 'boolean', description: 'Решение нуждается в утверждении' },
      term: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/TermView' }] },
      form: { type: 'object', additionalProperties: true, description: 'Форма (FormDefinition)' },
      rules: { type: 'object', additionalProperties: true, description: 'Именованные условия' },
      documents: { type: 'array', items: { $ref: '#/components/schemas/ServiceDocumentView' } },
      grounds: { type: 'array', items: { $ref: '#/components/schemas/RefusalGroundView' } },
      variants: {
        oneOf: [{ type: 'null' }, { type: 'object', additionalProperties: true }],
        description: 'Варианты услуги (VariantTable)',
      },
      decisions: {
        type: 'object',
        required: ['grant', 'refuse'],
        additionalProperties: false,
        properties: { grant: decision, refuse: decision, reject: decision, dismiss: decision },
      },
      workflow: { type: 'object', additionalProperties: true, description: 'Действующий процесс (WorkflowDefinition)' },
      dictionaries: {
        type: 'object',
        description: 'Записи коротких справочников, на которые ссылается форма, по коду справочника',
        additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/DictionaryEntryView' } },
      },
      longDictionaries: {
        type: 'array',
        items: code,
        description: 'Коды длинных справочников формы: их записи ищут через /api/dictionaries/:code/entries',
      },
    },
  },
  LegalBasisView: {
    type: 'object',
    required: ['title', 'clause'],
    additionalProperties: false,
    properties: { title: text, clause: nullableText },
  },
  TermView: {
    type: 'object',
    required: ['days', 'unit'],
    additionalProperties: false,
    properties: { days: { type: 'integer' }, unit: { type: 'string', enum: ['working', 'calendar'] } },
  },
  ServiceDocumentView: {
    type: 'object',
    description: 'Документ, который представляет заявитель; needed и shown — условия',
    required: ['code', 'title', 'description'],
    additionalProperties: false,
    properties: { code, title: text, description: nullableText, needed: {}, shown: {} },
  },
  RefusalGroundView: {
    type: 'object',
    required: ['code', 'title', 'clause'],
    additionalProperties: false,
    properties: {
      code,
      title: text,
      clause: text,
      substance: { const: true, description: 'Не о документах заявителя' },
    },
  },
  AdminServiceList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/AdminServiceItem' } } },
  },
  AdminServiceItem: {
    type: 'object',
    description: 'Действующая версия услуги, замечания линтера и открытые заявки ведомств сотрудника',
    required: ['code', 'title', 'version', 'workflow', 'author', 'comment', 'publishedAt', 'findings'].concat(
      'openCases',
      'oldCases',
    ),
    additionalProperties: false,
    properties: {
      code,
      title: text,
      version,
      workflow: code,
      author: nullableText,
      comment: nullableText,
      publishedAt: { type: 'string', format: 'date-time' },
      findings: {
        type: 'object',
        required: ['errors', 'warnings', 'notes'],
        additionalProperties: false,
        properties: { errors: count, warnings: count, notes: count },
      },
      openCases: count,
      oldCases: { ...count, description: 'Из них зарегистрированные на прежних версиях услуги или процесса' },
    },
  },
} as const;
