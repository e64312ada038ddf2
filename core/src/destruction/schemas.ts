import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;
const day = { type: 'string', format: 'date' } as const;
const nullableDay = { type: ['string', 'null'], format: 'date' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
const nullableMoment = { type: ['string', 'null'], format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const limit = { type: 'integer', minimum: 1, maximum: 200 } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const closed = <const Properties extends object>(properties: Properties) =>
  ({
    type: 'object',
    required: Object.keys(properties) as (keyof Properties & string)[],
    additionalProperties: false,
    properties,
  }) as const;

const person = closed({ id, name: text, position: nullableText });
const nullablePerson = { oneOf: [{ type: 'null' }, person] } as const;
const years = {
  type: ['integer', 'null'],
  description: 'Полных лет после года завершения; null – не указано',
} as const;
const permanent = { type: 'boolean', description: 'Хранится постоянно' } as const;
const outcome = {
  type: 'string',
  enum: ['granted', 'refused', 'withdrawn', 'closed', 'answered'],
  description: 'Чем закончилась; answered – на запрос ответили',
} as const;
const kind = {
  type: 'string',
  enum: ['application', 'incomingRequest'],
  description: 'Заявка или запрос другого ведомства',
} as const;
const reason = { ...text, minLength: 3, maxLength: 1000, pattern: '\\S' } as const;

const servicesAndCases = {
  RetentionService: {
    ...closed({
      kind,
      code: { ...text, description: 'Код услуги; «:incoming» – входящие запросы' },
      title: text,
      years,
      permanent,
      basis: nullableText,
      ended: { ...count, description: 'Завершено и хранится (не далее тысячи)' },
      over: { ...count, description: 'Из них срок хранения истёк (не далее тысячи)' },
      oldest: { ...nullableDay, description: 'Когда завершена самая старая из тех, чей срок истёк' },
    }),
    description: 'Услуга или входящие запросы: сколько хранятся и скольких срок истёк',
  },
  RetentionOverview: closed({
    today: { ...day, description: 'На какой день' },
    services: { type: 'array', items: ref('RetentionService') },
  }),
  RetentionCase: {
    ...closed({
      kind,
      id,
      number: nullableText,
      applicant: { ...text, description: 'Заявитель; у запроса – кто и под каким номером спрашивал' },
      endedOn: day,
      outcome,
      keptUntil: { ...day, description: 'Последний день хранения' },
      obstacle: { ...saidOrNull, description: 'Почему в акт её не включить; null – можно' },
    }),
    description: 'Заявка или входящий запрос, срок хранения которых истёк',
  },
  RetentionCases: closed({ items: { type: 'array', items: ref('RetentionCase') }, next: nullableText }),
  RetentionQuery: {
    type: 'object',
    required: ['service'],
    additionalProperties: false,
    properties: { service: { ...text, maxLength: 100 }, after: { ...text, maxLength: 100 }, limit },
  },
  RetentionView: {
    ...closed({
      years,
      permanent,
      basis: text,
      keptUntil: { ...nullableDay, description: 'Последний день хранения; null – не завершена или хранится постоянно' },
    }),
    description: 'Сколько хранится заявка',
  },
} as const;

const acts = {
  DestructionItem: closed({
    id,
    number: { type: 'integer', description: 'Номер акта у ведомства' },
    status: {
      type: 'string',
      enum: ['prepared', 'running', 'contents', 'done', 'withdrawn'],
      description: 'Составлен, данные уничтожаются, удаляется содержимое файлов, исполнен, отозван',
    },
    statusTitle: said,
    createdAt: moment,
    author: person,
    approver: nullablePerson,
    approvedAt: nullableMoment,
    finishedAt: nullableMoment,
    counts: closed({ waiting: count, excluded: count, done: count, kept: count }),
    requests: { ...count, description: 'Сколько из всего в акте – входящие запросы' },
  }),
  DestructionList: closed({ items: { type: 'array', items: ref('DestructionItem') }, next: nullableText }),
  DestructionQuery: { type: 'object', additionalProperties: false, properties: { after: id, limit } },
  DestructionAct: {
    ...closed({
      act: ref('DestructionItem'),
      version: { type: 'integer', minimum: 1 },
      services: {
        type: 'array',
        items: closed({ code: text, title: text, years: { type: 'integer' }, basis: text, cases: count }),
      },
      approval: {
        ...saidOrNull,
        description: 'Почему этому сотруднику сейчас нельзя утвердить; null – можно',
      },
      withdrawal: { ...saidOrNull, description: 'Почему нельзя отозвать; null – можно' },
      withdrawn: {
        oneOf: [{ type: 'null' }, closed({ by: person, at: moment, reason: text })],
      },
      contentsAt: { ...nullableMoment, description: 'С какого времени удаляется содержимое файлов' },
      files: {
        ...closed({ waiting: count, removed: count, shared: count }),
        description: 'Содержимое файлов: ещё есть, удалено, осталось у других заявок',
      },
      trouble: { ...saidOrNull, description: 'Почему исполнение стоит и что делать' },
      stopped: { type: 'boolean', description: 'Само исполнение дальше не пойдёт: его нужно продолжить' },
    }),
    description: 'Акт об уничтожении персональных данных',
  },
  DestructionRow: {
    ...closed({
      kind,
      application: { ...id, description: 'Id заявки или входящего запроса' },
      number: nullableText,
      service: closed({ code: text, title: text }),
      applicant: {
        ...nullableText,
        description: 'Субъект; у запроса – кто и под каким номером спрашивал; null – срок хранения самого акта истёк',
      },
      endedOn: day,
      keptUntil: day,
      status: { type: 'string', enum: ['waiting', 'excluded', 'done', 'kept'] },
      reason: { ...nullableText, description: 'Почему исключена: слова сотрудника' },
      obstacle: { ...saidOrNull, description: 'Почему данные остались: слова системы' },
      categories: { type: 'array', items: said, description: 'Что уничтожено' },
    }),
    description: 'Заявка или входящий запрос в акте',
  },
  DestructionRows: closed({ items: { type: 'array', items: ref('DestructionRow') }, next: nullableText }),
  DestructionRowsQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { after: { ...text, maxLength: 20, pattern: '^[0-9]+$' }, limit },
  },
  NewDestructionAct: {
    type: 'object',
    required: ['key', 'services'],
    additionalProperties: false,
    properties: {
      key: { ...id, description: 'Свой у каждого акта: повтор даёт тот же акт' },
      services: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
        items: { ...text, maxLength: 100 },
        description: 'Коды услуг, чьи заявки включить; «:incoming» – входящие запросы',
      },
    },
  },
  DestructionExclusion: closed({ reason }),
  DestructionApproval: closed({ version: { type: 'integer', minimum: 1 } }),
  DestructionWithdrawal: closed({ version: { type: 'integer', minimum: 1 }, reason }),
} as const;

export const destructionSchemas = { ...servicesAndCases, ...acts } as const;
