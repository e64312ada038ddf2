import { said, saidOrNull } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;

const count = { type: 'integer', minimum: 0 } as const;
const nullable = { type: ['string', 'null'] } as const;

const choice = {
  type: 'object',
  required: ['code', 'title'],
  additionalProperties: false,
  properties: { code: text, title: text },
} as const;

const pairs = <To>(description: string, to: To) =>
  ({
    type: 'array',
    maxItems: 500,
    description,
    items: {
      type: 'object',
      required: ['from', 'to'],
      additionalProperties: false,
      properties: { from: code, to },
    },
  }) as const;

export const caseMigrationSchemas = {
  CaseMigrationPlan: {
    type: 'object',
    description: 'Что решить до перевода: на какие версии, чем стали состояния и поля',
    required: ['title', 'serviceVersion', 'workflowVersion', 'cases', 'from', 'states', 'fields'],
    additionalProperties: false,
    properties: {
      title: said,
      serviceVersion: count,
      workflowVersion: count,
      cases: { ...count, description: 'Открытые зарегистрированные заявки ведомства на прежних версиях' },
      from: {
        type: 'array',
        items: {
          type: 'object',
          required: ['service', 'workflow', 'cases'],
          additionalProperties: false,
          properties: { service: count, workflow: count, cases: count },
        },
      },
      states: {
        type: 'array',
        description: 'Состояния, в которых стоят эти заявки, и куда каждое может вести',
        items: {
          type: 'object',
          required: ['code', 'title', 'cases', 'targets', 'suggested'],
          additionalProperties: false,
          properties: {
            ...{ code: text, title: said, cases: count },
            targets: { type: 'array', items: choice },
            suggested: { ...nullable, description: 'С тем же кодом, иначе с тем же названием; null: такого нет' },
          },
        },
      },
      fields: {
        type: 'array',
        description: 'Поля прежних версий, которых в действующей нет, и новые, которыми они могли стать',
        items: {
          type: 'object',
          required: ['code', 'title', 'targets', 'suggested'],
          additionalProperties: false,
          properties: {
            ...{ code: text, title: said },
            targets: { type: 'array', items: choice },
            suggested: { ...nullable, description: 'С тем же названием; null: такого нет' },
          },
        },
      },
    },
  },
  CaseMigration: {
    type: 'object',
    description: 'Перевести открытые зарегистрированные заявки услуги на действующую версию',
    required: ['dryRun', 'comment'],
    additionalProperties: false,
    properties: {
      dryRun: { type: 'boolean', description: 'Только показать, что станет с каждой' },
      comment: { type: 'string', minLength: 1, maxLength: 2000, description: 'Почему: войдёт в историю каждой заявки' },
      renames: pairs('Поля, чьи коды изменились', code),
      states: pairs(
        'Состояния прежней версии и чем они стали: null – заявки остаются, нет строки – состояние с тем же кодом',
        { ...code, type: ['string', 'null'] } as const,
      ),
      limit: { type: 'integer', minimum: 1, maximum: 200, description: 'Сколько заявок за раз; без него 200' },
      after: { type: 'string', format: 'uuid', description: 'Продолжить после этой заявки' },
    },
  },
  CaseMigrationResult: {
    type: 'object',
    required: ['serviceVersion', 'workflowVersion', 'items', 'next'],
    additionalProperties: false,
    properties: {
      serviceVersion: { type: 'integer' },
      workflowVersion: { type: 'integer' },
      items: { type: 'array', items: { $ref: '#/components/schemas/MigratedCase' } },
      next: { type: ['string', 'null'], description: 'Передать в after, чтобы продолжить' },
    },
  },
  MigratedCase: {
    type: 'object',
    required: ['id', 'number', 'state', 'newState', 'outcome', 'reason', 'lost', 'asked'],
    additionalProperties: false,
    properties: {
      id: text,
      number: nullable,
      state: { ...text, description: 'Название состояния, в котором стоит заявка' },
      newState: { ...text, description: 'Название состояния, в котором она будет' },
      outcome: { type: 'string', enum: ['fits', 'moved', 'stays'] },
      reason: { ...saidOrNull, description: 'Почему остаётся на своей версии' },
      lost: {
        type: 'array',
        description: 'Ответы, которых новая версия не принимает',
        items: {
          type: 'object',
          required: ['title', 'text', 'reason'],
          additionalProperties: false,
          properties: { title: said, text, reason: said },
        },
      },
      asked: { type: 'array', items: said, description: 'Вопросы, которые новая версия считает обязательными' },
    },
  },
} as const;
