import { said, saidOrNull } from '../locale/said.ts';
import { bulkOfAction } from './bulk/schemas.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const version = { type: 'integer', minimum: 1, description: 'Версия заявки, которую видел сотрудник' } as const;
export const answers = {
  type: 'object',
  additionalProperties: true,
  description: 'Ответы по кодам полей формы услуги',
} as const;
const nullable = (name: string) => ({ oneOf: [{ type: 'null' }, ref(name)] }) as const;
const decisionKind = { type: 'string', enum: ['grant', 'refuse', 'reject', 'dismiss'] } as const;
const reason = {
  type: 'object',
  description: 'Почему действие недоступно: простыми словами',
  required: ['code', 'text'],
  additionalProperties: false,
  properties: { code: text, text: said },
} as const;

/** What may be said of an application when it is created or edited; each part that is given replaces the former whole. */
const content = {
  applicant: nullable('ApplicantData'),
  representative: nullable('ApplicantData'),
  submittedBy: nullable('ApplicantData'),
  notification: nullable('Notification'),
  answers,
} as const;

export const applicationSchemas = {
  Notification: {
    type: 'object',
    description: 'Как сообщить заявителю о результате',
    required: ['way'],
    additionalProperties: false,
    properties: {
      way: { type: 'string', enum: ['portal', 'email', 'sms', 'phone', 'letter', 'inPerson'] },
      address: { type: 'string', maxLength: 500 },
    },
  },
  NewApplication: {
    type: 'object',
    required: ['service'],
    additionalProperties: false,
    properties: {
      service: { type: 'string', minLength: 1, maxLength: 40 },
      key: {
        type: 'string',
        format: 'uuid',
        description: 'Ключ создания, новый для каждой заявки: повтор запроса с ним отдаёт уже созданную заявку',
      },
      ...content,
    },
  },
  ApplicationChange: {
    type: 'object',
    required: ['version'],
    minProperties: 2,
    additionalProperties: false,
    properties: { version, ...content },
  },
  ActionRequest: {
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: {
      version,
      input: answers,
      comment: { type: 'string', maxLength: 10_000 },
      repeat: ref('RepeatAnswer'),
      applicantChoice: ref('ApplicantChoice'),
    },
  },
  ActionView: {
    type: 'object',
    required: ['code', 'title', 'tone', 'open', 'comment'],
    additionalProperties: false,
    properties: {
      code: text,
      title: said,
      tone: { type: 'string', enum: ['primary', 'danger', 'default'] },
      open: { type: 'boolean' },
      reason,
      comment: { type: 'string', enum: ['none', 'optional', 'required'] },
      input: {
        type: 'object',
        additionalProperties: true,
        description: 'Форма действия (FormDefinition), пока оно доступно',
      },
      decides: { ...decisionKind, description: 'Какое решение готовит' },
      done: { ...said, description: 'Что сказать, когда оно выполнено' },
      confirm: { ...said, description: 'Подпись кнопки, которой его выполняют; нет – «Сохранить»' },
      issues: { type: 'boolean', description: 'Отмечает выдачу результата на руки' },
    },
  },
  RowAction: {
    type: 'object',
    required: ['code', 'title', 'open'],
    additionalProperties: false,
    properties: { code: text, title: said, open: { type: 'boolean' }, reason, ...bulkOfAction },
  },
  DocumentView: {
    type: 'object',
    description: 'Документ, который заявитель представляет по этой услуге',
    required: ['code', 'title', 'needed', 'present'],
    additionalProperties: false,
    properties: {
      code: text,
      title: text,
      description: text,
      needed: { type: 'boolean', description: 'Без него заявка не регистрируется' },
      present: { type: 'boolean', description: 'Приложен файлом или принят на бумаге' },
    },
  },
  DeadlineView: {
    type: 'object',
    description: 'Срок предоставления услуги по этой заявке',
    required: ['unit', 'dueDate', 'remaining', 'pausedSince', 'pauseReason', 'trace', 'problem'],
    additionalProperties: false,
    properties: {
      unit: { type: 'string', enum: ['working', 'calendar'] },
      dueDate: { ...nullableText, description: 'Последний день; у приостановленного – если возобновить сегодня' },
      remaining: {
        type: ['integer', 'null'],
        description:
          'Сколько дней осталось после сегодняшнего; меньше нуля – просрочено; null – не идёт или не известно',
      },
      pausedSince: { ...nullableText, description: 'С какого дня приостановлен' },
      pauseReason: nullableText,
      trace: { type: 'array', items: said, description: '«Почему такая дата», по шагам' },
      problem: { ...saidOrNull, description: 'Почему даты нет и что сделать' },
    },
  },
  ServiceRef: {
    type: 'object',
    required: ['code', 'title', 'version'],
    additionalProperties: false,
    properties: { code: text, title: text, version: { type: 'integer' } },
  },
  NewerVersion: {
    type: 'object',
    description: 'Действующая версия услуги, на которую можно перевести черновик, и что при этом станет с ответами',
    required: ['serviceVersion', 'workflowVersion', 'changes', 'lost', 'asked'],
    additionalProperties: false,
    properties: {
      serviceVersion: { type: 'integer' },
      workflowVersion: { type: 'integer' },
      changes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['message', 'breaking'],
          additionalProperties: false,
          properties: { message: said, breaking: { type: 'boolean' } },
        },
      },
      lost: {
        type: 'array',
        description: 'Ответы, которые новая версия не примет',
        items: {
          type: 'object',
          required: ['field', 'title', 'text', 'reason'],
          additionalProperties: false,
          properties: { field: text, title: said, text, reason: said },
        },
      },
      asked: {
        type: 'array',
        description: 'Вопросы, на которые теперь нужно ответить',
        items: {
          type: 'object',
          required: ['field', 'title'],
          additionalProperties: false,
          properties: { field: text, title: said },
        },
      },
    },
  },
  DraftVersion: { type: 'object', required: ['version'], additionalProperties: false, properties: { version } },
  VersionMove: {
    type: 'object',
    required: ['version', 'serviceVersion', 'workflowVersion'],
    additionalProperties: false,
    properties: {
      version,
      serviceVersion: { type: 'integer', minimum: 1, description: 'Версия услуги, которую видел сотрудник' },
      workflowVersion: { type: 'integer', minimum: 1, description: 'Версия процесса, которую видел сотрудник' },
    },
  },
} as const;
