import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const acceptanceSchemas = {
  BroughtView: {
    type: 'object',
    required: ['by', 'reason'],
    additionalProperties: false,
    properties: {
      by: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id: text, name: text },
      },
      reason: text,
    },
  },
  BroughtAnswer: {
    type: 'object',
    required: ['version', 'answer', 'reason'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия запроса, которую видел сотрудник' },
      answer: { type: 'object', description: 'Ответ по форме своего вида' },
      reason: { type: 'string', minLength: 5, maxLength: 1000, pattern: '\\S', description: 'Как и почему получен' },
      files: {
        type: 'array',
        maxItems: 20,
        uniqueItems: true,
        items: { type: 'string', format: 'uuid' },
        description: 'Вложения заявки, которые пришли с ответом',
      },
    },
  },
  AcceptanceItem: {
    type: 'object',
    description: 'Поле заявки, для которого в ответе есть значение',
    required: ['field', 'title', 'filed', 'present', 'value', 'from', 'same', 'accepted', 'problem'],
    additionalProperties: false,
    properties: {
      field: { ...text, description: 'Код поля формы услуги' },
      title: said,
      filed: { description: 'Что подал заявитель; ничего – null' },
      present: { description: 'Что в заявке сейчас; ничего – null' },
      value: { description: 'Что будет, если принять' },
      from: { type: 'array', items: said, description: 'Поля ответа, из которых взято значение' },
      same: { type: 'boolean', description: 'В заявке то же самое' },
      accepted: { type: 'boolean', description: 'Уже принято из этого ответа' },
      problem: { ...saidOrNull, description: 'Почему принять нельзя' },
    },
  },
  AcceptanceView: {
    type: 'object',
    description: 'Какие значения ответа можно принять в заявку',
    required: ['version', 'open', 'reason', 'items', 'faults'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', description: 'Версия заявки: с ней принимают' },
      open: { type: 'boolean' },
      reason: { ...saidOrNull, description: 'Почему сейчас нельзя' },
      items: { type: 'array', items: ref('AcceptanceItem') },
      faults: { type: 'array', items: said, description: 'Что из ответа перенести не удалось и почему' },
    },
  },
  AcceptBody: {
    type: 'object',
    required: ['version', 'fields'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия заявки, которую видел сотрудник' },
      fields: {
        type: 'array',
        minItems: 1,
        maxItems: 500,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' },
        description: 'Коды отмеченных полей',
      },
    },
  },
} as const;
