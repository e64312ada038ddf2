import { dutyStatuses } from '../../duty/duty-state.ts';
import { said, saidOrNull } from '../../locale/said.ts';
import { waitingKinds } from './waiting.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const code = { type: 'string', minLength: 1, maxLength: 40 } as const;
const person = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: text, name: text },
} as const;
const nullablePerson = { oneOf: [{ type: 'null' }, person] } as const;
/** Conditions that a person sets: of a request, and of what is kept of one. */
export const listFilters = {
  service: code,
  state: code,
  number: { type: 'string', maxLength: 100, description: 'Часть номера' },
  applicant: { type: 'string', maxLength: 200, description: 'Часть имени или наименования заявителя' },
  executor: { type: 'string', maxLength: 36, description: 'Сотрудник, либо me (я), либо none (не назначен)' },
  address: { type: 'string', maxLength: 200, description: 'Часть адреса' },
  submittedBy: { type: 'string', maxLength: 200, description: 'Часть имени посетителя – того, кто сдал документы' },
  source: { type: 'string', enum: ['employee', 'epgu', 'rpgu', 'mfc'] },
  handover: {
    type: 'string',
    enum: ['result', 'originals'],
    description: 'Что осталось передать из рук в руки: результат, за которым придут, или подлинники заявителя',
  },
  duty: { type: 'string', enum: dutyStatuses, description: 'Что с госпошлиной' },
  from: { type: 'string', format: 'date', description: 'Не раньше этого дня (регистрации, у черновика – создания)' },
  to: { type: 'string', format: 'date', description: 'Не позже этого дня, включительно' },
} as const;
const filters = {
  ...listFilters,
  waiting: {
    type: 'string',
    enum: waitingKinds,
    description:
      'Что ждёт меня: всё, просроченное, со сроком в два рабочих дня, вернувшееся, с новыми ответами на запросы, на подписании',
  },
} as const;

/** Schemas of the list, its counts, the history and the choice of an executor. */
const fileRef = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: text, name: text },
} as const;

export const applicationListSchemas = {
  ApplicationQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      tab: code,
      ...filters,
      sort: {
        type: 'string',
        maxLength: 100,
        description: 'Столбцы через запятую; минус перед столбцом – по убыванию: -listedAt,number',
      },
      after: { type: 'string', maxLength: 3000, description: 'Дальше: значение next другой страницы' },
      before: { type: 'string', maxLength: 3000, description: 'Назад: значение previous другой страницы' },
      at: { type: 'string', format: 'uuid', description: 'С места, где в этом порядке стоит эта заявка' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      count: { type: 'boolean', description: 'Сосчитать и все подходящие, не далее тысячи (total)' },
      tabs: { type: 'boolean', description: 'Сосчитать и вкладки, когда это заодно: отбор находит немногих (tabs)' },
    },
  },
  CountQuery: { type: 'object', additionalProperties: false, properties: filters },
  ApplicationRow: {
    type: 'object',
    required: [
      'id',
      'number',
      'createdAt',
      'registeredAt',
      'service',
      'applicant',
      'state',
      'stateTitle',
      'phase',
      'executor',
      'dueDate',
      'overdue',
      'paused',
      'source',
      'address',
      'subject',
      'submittedBy',
      'duty',
      'version',
      'discardable',
      'actions',
    ],
    additionalProperties: false,
    properties: {
      id: text,
      number: nullableText,
      createdAt: text,
      registeredAt: nullableText,
      service: {
        type: 'object',
        required: ['code', 'title'],
        additionalProperties: false,
        properties: { code: text, title: text },
      },
      applicant: text,
      state: text,
      stateTitle: text,
      phase: text,
      executor: nullablePerson,
      dueDate: nullableText,
      overdue: { type: 'boolean' },
      paused: { type: 'boolean', description: 'Срок приостановлен' },
      source: text,
      address: text,
      subject: text,
      submittedBy: text,
      duty: {
        type: ['string', 'null'],
        enum: [...dutyStatuses, null],
        description: 'Что с госпошлиной; null – услуга бесплатна',
      },
      version: { type: 'integer' },
      discardable: { type: 'boolean', description: 'Черновик, который сотрудник может удалить' },
      actions: { type: 'array', items: ref('RowAction'), description: 'Только доступные' },
    },
  },
  ApplicationList: {
    type: 'object',
    required: ['items', 'previous', 'next'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('ApplicationRow') },
      previous: { ...nullableText, description: 'Для before: что стоит раньше' },
      next: { ...nullableText, description: 'Для after: что стоит дальше' },
      total: ref('BoundedCount'),
      tabs: {
        type: 'array',
        items: ref('TabCount'),
        description: 'То же, что /api/applications/counts; нет – спросите там',
      },
    },
  },
  TabCount: {
    type: 'object',
    description: 'Сколько заявок во вкладке; дальше тысячи не считается',
    required: ['tab', 'count', 'more'],
    additionalProperties: false,
    properties: {
      tab: text,
      count: { type: 'integer' },
      more: { type: 'boolean', description: 'Заявок больше, чем сосчитано' },
    },
  },
  BoundedCount: {
    type: 'object',
    description: 'Сколько заявок подходит; дальше тысячи не считается',
    required: ['count', 'more'],
    additionalProperties: false,
    properties: {
      count: { type: 'integer' },
      more: { type: 'boolean', description: 'Заявок больше, чем сосчитано' },
    },
  },
  ApplicationCounts: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('TabCount') },
    },
  },
  WaitingCounts: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'count', 'more'],
          additionalProperties: false,
          properties: {
            kind: { type: 'string', enum: waitingKinds },
            count: { type: 'integer' },
            more: { type: 'boolean', description: 'Заявок больше, чем сосчитано' },
          },
        },
      },
    },
  },
  CandidateList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'name', 'position', 'load', 'assigned', 'awayTo'],
          additionalProperties: false,
          properties: {
            id: text,
            name: text,
            position: nullableText,
            load: { type: 'integer', description: 'Сколько незавершённых заявок у сотрудника' },
            assigned: { type: 'boolean', description: 'Назначен по этой заявке сейчас' },
            awayTo: { ...nullableText, description: 'Отсутствует сегодня и до этого дня' },
          },
        },
      },
    },
  },
  HistoryQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      after: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
      kind: { type: 'string', enum: ['actions', 'data', 'files', 'requests', 'messages', 'term'] },
      person: {
        type: 'string',
        pattern: '^(system|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
        description: 'Сотрудник либо system – то, что сделала сама система',
      },
    },
  },
  ApplicationHistory: {
    type: 'object',
    required: ['items', 'next', 'people'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('HistoryEntry') },
      next: { type: ['integer', 'null'] },
      people: {
        type: 'array',
        description: 'Кто что-либо делал по заявке; id null – сама система',
        items: {
          type: 'object',
          required: ['id', 'name'],
          additionalProperties: false,
          properties: { id: nullableText, name: text },
        },
      },
    },
  },
  HistoryEntry: {
    type: 'object',
    required: [
      'seq',
      'at',
      'type',
      'title',
      'done',
      'actor',
      'onBehalfOf',
      'comment',
      'remarks',
      'from',
      'to',
      'changes',
      'files',
      'term',
      'destroyed',
    ],
    additionalProperties: false,
    properties: {
      seq: { type: 'integer' },
      at: text,
      type: text,
      title: said,
      done: { type: 'boolean', description: 'title говорит, что сделано; иначе это название действия' },
      actor: nullablePerson,
      onBehalfOf: { type: ['string', 'null'], description: 'Кого из отсутствующих замещал сотрудник' },
      comment: { ...nullableText, description: 'Что написал человек' },
      remarks: { type: 'array', items: said, description: 'Что об этом говорит система' },
      from: saidOrNull,
      to: saidOrNull,
      changes: { type: 'array', items: ref('HistoryChange') },
      files: { type: 'array', description: 'Файлы, приложенные к действию', items: fileRef },
      term: { type: 'array', items: said, description: '«Почему такая дата»: расчёт срока при регистрации, по шагам' },
      destroyed: { type: 'boolean', description: 'Содержание уничтожено по закону, запись осталась' },
    },
  },
  HistoryChange: {
    type: 'object',
    required: ['field', 'title', 'before', 'after'],
    additionalProperties: false,
    properties: { field: text, title: said, before: {}, after: {} },
  },
} as const;
