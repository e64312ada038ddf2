import { said } from '../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const count = { type: 'integer' } as const;
const nullableNumber = { type: ['number', 'null'] } as const;
const day = { type: 'string', format: 'date' } as const;
const asked = {
  from: { ...day, description: 'Первый день периода, по часовому поясу ведомства' },
  to: { ...day, description: 'Последний день периода, включительно' },
  service: { type: 'string', minLength: 1, maxLength: 40 },
  department: { type: 'string', format: 'uuid' },
} as const;
const choice = {
  type: 'object',
  required: ['code', 'title'],
  additionalProperties: false,
  properties: { code: text, title: text },
} as const;
const figures = {
  atStart: { ...count, description: 'Оставалось в работе на начало периода' },
  received: { ...count, description: 'Зарегистрировано за период' },
  fromPortals: { ...count, description: 'Из них не через сотрудника: порталы и МФЦ' },
  ended: { ...count, description: 'Завершено за период: заявитель получил ответ' },
  granted: count,
  refused: count,
  withdrawn: { ...count, description: 'Отозвано, возвращено или закрыто без решения' },
  endedLate: { ...count, description: 'Завершено позже срока' },
  averageDays: { ...nullableNumber, description: 'Средний срок от регистрации до ответа, календарных дней' },
  atEnd: { ...count, description: 'Осталось в работе на конец периода' },
} as const;
const figureNames = [
  ...(['atStart', 'received', 'fromPortals', 'ended', 'granted', 'refused', 'withdrawn', 'endedLate'] as const),
  ...(['averageDays', 'atEnd'] as const),
] as const;

/** Reports for a period: the charts of monitoring, the statistical report, the journal of registration. */
export const reportSchemas = {
  ReportQuery: { type: 'object', required: ['from', 'to'], additionalProperties: false, properties: asked },
  RegistrationQuery: {
    type: 'object',
    required: ['from', 'to'],
    additionalProperties: false,
    properties: {
      ...asked,
      after: { type: 'string', maxLength: 2000, description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  MonitoringView: {
    type: 'object',
    required: ['weeks', 'clerks', 'providers', 'refusals', 'phases', 'services', 'departments'],
    additionalProperties: false,
    properties: {
      weeks: {
        type: 'array',
        description: 'Завершённые заявки по неделям (понедельник): в срок и с нарушением',
        items: {
          type: 'object',
          required: ['week', 'inTime', 'late'],
          additionalProperties: false,
          properties: { week: text, inTime: count, late: count },
        },
      },
      clerks: { type: 'array', items: ref('ClerkLoad') },
      providers: { type: 'array', items: ref('ProviderWait') },
      refusals: {
        type: 'array',
        description: 'Отказы по основаниям; отказ с двумя основаниями считается в каждом',
        items: {
          type: 'object',
          required: ['kind', 'code', 'title', 'count'],
          additionalProperties: false,
          properties: {
            kind: { type: 'string', enum: ['refuse', 'reject', 'dismiss'] },
            code: nullableText,
            title: nullableText,
            count,
          },
        },
      },
      phases: {
        type: 'array',
        description: 'Где сейчас заявки, зарегистрированные за период',
        items: {
          type: 'object',
          required: ['phase', 'count'],
          additionalProperties: false,
          properties: { phase: text, count },
        },
      },
      services: { type: 'array', items: choice },
      departments: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'title'],
          additionalProperties: false,
          properties: { id: text, title: text },
        },
      },
    },
  },
  ClerkLoad: {
    type: 'object',
    required: ['id', 'name', 'open', 'overdue', 'ended'],
    additionalProperties: false,
    properties: {
      id: { ...nullableText, description: 'null – никто не назначен' },
      name: nullableText,
      open: { ...count, description: 'В работе сейчас' },
      overdue: { ...count, description: 'Из них просрочено' },
      ended: { ...count, description: 'Завершено за период' },
    },
  },
  ProviderWait: {
    type: 'object',
    required: ['id', 'title', 'sent', 'answered', 'medianSeconds', 'slowSeconds'],
    additionalProperties: false,
    properties: {
      id: text,
      title: said,
      sent: { ...count, description: 'Отправлено за период' },
      answered: { ...count, description: 'Из них получен ответ; приложенные вручную не считаются' },
      medianSeconds: nullableNumber,
      slowSeconds: { ...nullableNumber, description: 'Девять из десяти ответов – быстрее' },
    },
  },
  StatisticalReport: {
    type: 'object',
    required: ['items', 'total'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['service', ...figureNames],
          additionalProperties: false,
          properties: { service: choice, ...figures },
        },
      },
      total: { type: 'object', required: figureNames, additionalProperties: false, properties: figures },
    },
  },
  RegistrationList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('RegistrationView') }, next: nullableText },
  },
  RegistrationView: {
    type: 'object',
    required: [
      ...(['id', 'number', 'registeredAt', 'service', 'applicant', 'address', 'source'] as const),
      ...(['executor', 'dueDate', 'endedAt', 'outcome'] as const),
    ],
    additionalProperties: false,
    properties: {
      id: text,
      number: nullableText,
      registeredAt: text,
      service: choice,
      applicant: text,
      address: text,
      source: text,
      executor: nullableText,
      dueDate: nullableText,
      endedAt: nullableText,
      outcome: { enum: ['granted', 'refused', 'withdrawn', 'closed', null] },
    },
  },
} as const;
