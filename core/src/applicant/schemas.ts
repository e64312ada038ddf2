import { said } from '../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const nullableText = { type: ['string', 'null'] } as const;
const short = { type: 'string', maxLength: 200 } as const;
const long = { type: 'string', maxLength: 1000 } as const;
const digits = { type: 'string', maxLength: 30 } as const;
const date = { type: 'string', format: 'date' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const kind = {
  type: 'string',
  enum: ['person', 'soleTrader', 'organisation'],
  description: 'Физическое лицо, индивидуальный предприниматель, юридическое лицо',
} as const;

const nullableApplicant = {
  oneOf: [
    { type: 'null' },
    {
      type: 'object',
      required: ['id', 'name'],
      additionalProperties: false,
      properties: { id, name: { type: 'string' } },
    },
  ],
} as const;
const version = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const;
const reason = { type: 'string', minLength: 1, maxLength: 1000, pattern: '\\S', description: 'Почему' } as const;

/** Shapes only: which fields each kind must have, and their check digits, is said by `checkApplicant`. */
export const applicantSchemas = {
  ApplicantChoice: {
    type: 'object',
    description: 'Ответ на applicantConflict: какие поля оставить, как они в реестре; прочие берутся из заявки',
    required: ['version', 'keep'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия записи реестра, которую видел сотрудник' },
      keep: { type: 'array', maxItems: 50, uniqueItems: true, items: { type: 'string', maxLength: 60 } },
    },
  },
  ApplicantData: {
    type: 'object',
    description: 'Сведения о заявителе, представителе или о том, кто подал документы',
    required: ['kind'],
    additionalProperties: false,
    properties: {
      kind,
      surname: short,
      name: short,
      patronymic: short,
      birthDate: date,
      snils: digits,
      inn: digits,
      ogrnip: digits,
      passport: ref('Passport'),
      registrationAddress: long,
      actualAddress: long,
      title: long,
      shortTitle: long,
      ogrn: digits,
      kpp: digits,
      address: long,
      postalAddress: long,
      phone: digits,
      fax: digits,
      email: { type: 'string', maxLength: 254 },
    },
  },
  Passport: {
    type: 'object',
    description: 'Паспорт гражданина Российской Федерации',
    additionalProperties: false,
    properties: { series: digits, number: digits, issuedBy: long, issuedOn: date, departmentCode: digits },
  },
  ApplicantQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      surname: short,
      name: short,
      patronymic: short,
      title: short,
      after: { type: 'string', maxLength: 2000, description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
  ApplicantLookup: {
    type: 'object',
    required: ['identifier'],
    additionalProperties: false,
    properties: {
      identifier: { type: 'string', minLength: 1, maxLength: 30, description: 'СНИЛС, ИНН, ОГРН или ОГРНИП целиком' },
    },
  },
  ApplicantView: {
    type: 'object',
    required: ['id', 'version', 'name', 'data', 'mergedInto', 'createdAt', 'updatedAt'],
    additionalProperties: false,
    properties: {
      id,
      version: { type: 'integer' },
      name: { type: 'string', description: 'Фамилия, имя, отчество или наименование' },
      data: ref('ApplicantData'),
      mergedInto: { ...nullableApplicant, description: 'Запись, с которой эта объединена; null – запись действует' },
      createdAt: { type: 'string' },
      updatedAt: { type: 'string' },
    },
  },
  ApplicantList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('ApplicantView') }, next: nullableText },
  },
  ApplicantDuplicates: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['applicant', 'reasons'],
          additionalProperties: false,
          properties: {
            applicant: ref('ApplicantView'),
            reasons: {
              type: 'array',
              description: 'Что совпадает; name – полное имя при той же или неизвестной дате рождения',
              items: { type: 'string', enum: ['snils', 'inn', 'ogrn', 'name'] },
            },
          },
        },
      },
    },
  },
  NewApplicant: {
    type: 'object',
    required: ['data'],
    additionalProperties: false,
    properties: { data: ref('ApplicantData') },
  },
  ApplicantChange: {
    type: 'object',
    required: ['version', 'data'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия записи, которую видел сотрудник' },
      data: ref('ApplicantData'),
    },
  },
  ApplicantMergePreview: {
    type: 'object',
    description: 'Обе записи и сколько заявок ведомства у каждой',
    required: ['kept', 'merged', 'cases'],
    additionalProperties: false,
    properties: {
      kept: ref('ApplicantView'),
      merged: ref('ApplicantView'),
      cases: {
        type: 'object',
        required: ['kept', 'merged'],
        additionalProperties: false,
        properties: { kept: { type: 'integer' }, merged: { type: 'integer' } },
      },
    },
  },
  ApplicantMerge: {
    type: 'object',
    required: ['version', 'merged', 'data', 'reason'],
    additionalProperties: false,
    properties: {
      version: { ...version, description: 'Версия записи, которая остаётся' },
      merged: {
        type: 'object',
        description: 'Запись, которая вливается в неё',
        required: ['id', 'version'],
        additionalProperties: false,
        properties: { id, version },
      },
      data: { ...ref('ApplicantData'), description: 'Сведения, выбранные из двух записей' },
      reason,
    },
  },
  ApplicantUnmerge: {
    type: 'object',
    required: ['version', 'reason'],
    additionalProperties: false,
    properties: { version, reason },
  },
  ApplicantHistoryQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      before: {
        type: 'integer',
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'next предыдущей страницы',
      },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
  ApplicantEvent: {
    type: 'object',
    required: ['id', 'type', 'at', 'actor', 'body', 'changes', 'reason', 'other', 'destroyed'],
    additionalProperties: false,
    properties: {
      id: { type: 'integer' },
      type: { type: 'string', enum: ['created', 'changed', 'merged', 'mergedInto', 'unmerged', 'unmergedFrom'] },
      at: { type: 'string' },
      actor: { ...nullableText, description: 'Сотрудник; null – система' },
      body: { type: 'string', description: 'Ведомство сотрудника' },
      changes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'title', 'before', 'after'],
          additionalProperties: false,
          properties: {
            field: { type: 'string' },
            title: said,
            before: nullableText,
            after: nullableText,
          },
        },
      },
      reason: nullableText,
      other: nullableApplicant,
      destroyed: { type: 'boolean', description: 'Значения уничтожены по закону о персональных данных' },
    },
  },
  ApplicantHistory: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('ApplicantEvent') }, next: { type: ['integer', 'null'] } },
  },
  ApplicantApplication: {
    type: 'object',
    required: ['id', 'number', 'service', 'stateTitle', 'phase', 'listedAt'],
    additionalProperties: false,
    properties: {
      id,
      number: nullableText,
      service: {
        type: 'object',
        required: ['code', 'title'],
        additionalProperties: false,
        properties: { code: { type: 'string' }, title: { type: 'string' } },
      },
      stateTitle: { type: 'string' },
      phase: { type: 'string' },
      listedAt: { type: 'string' },
    },
  },
  ApplicantApplicationList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('ApplicantApplication') }, next: nullableText },
  },
  ApplicantApplicationsQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      after: { type: 'string', maxLength: 2000 },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
} as const;
