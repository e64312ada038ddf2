import { saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const ogrn = { type: 'string', pattern: '^[0-9]{13}$' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;

export const identitySchemas = {
  SignInWays: {
    type: 'object',
    description: 'Чем войти, кроме логина и пароля',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['connection', 'title'],
          additionalProperties: false,
          properties: { connection: id, title: text },
        },
      },
    },
  },
  SignInStart: {
    type: 'object',
    required: ['connection'],
    additionalProperties: false,
    properties: {
      connection: id,
      returnTo: { type: 'string', maxLength: 1000, description: 'Путь, который открыть после входа' },
    },
  },
  SignInPlace: {
    type: 'object',
    required: ['url'],
    additionalProperties: false,
    properties: { url: { ...text, description: 'Куда перейти браузеру' } },
  },
  SignOutPlace: {
    type: 'object',
    required: ['url'],
    additionalProperties: false,
    properties: { url: { type: ['string', 'null'], description: 'Куда перейти браузеру; null – никуда' } },
  },
  SignInReturn: {
    type: 'object',
    required: ['search'],
    additionalProperties: false,
    properties: {
      search: { type: 'string', maxLength: 8000, description: 'Параметры адреса возврата, как они пришли' },
    },
  },
  SignInChoice: {
    type: 'object',
    description: 'Кто вернулся и от чьего имени может работать',
    required: ['person', 'way', 'organisations', 'consent', 'consentAgain'],
    additionalProperties: false,
    properties: {
      person: text,
      way: { ...text, description: 'Название способа входа' },
      organisations: {
        type: 'array',
        items: {
          type: 'object',
          required: ['ogrn', 'title', 'closed'],
          additionalProperties: false,
          properties: {
            ogrn,
            title: text,
            closed: { ...saidOrNull, description: 'Почему от её имени работать нельзя и что делать' },
          },
        },
      },
      consent: { ...saidOrNull, description: 'Согласие, которое нужно дать' },
      consentAgain: { type: 'boolean', description: 'Прежнее согласие было на другое' },
    },
  },
  SignInDecision: {
    type: 'object',
    required: ['ogrn'],
    additionalProperties: false,
    properties: {
      ogrn: { oneOf: [{ type: 'null' }, ogrn], description: 'null – как физическое лицо' },
      consent: { type: 'boolean', description: 'Согласие дано' },
    },
  },
  SignInDone: {
    type: 'object',
    required: ['returnTo'],
    additionalProperties: false,
    properties: { returnTo: { ...text, description: 'Путь, с которого начали' } },
  },
  SignInRule: {
    type: 'object',
    description: 'Кого ведомство впускает этим способом',
    required: ['connection', 'title', 'version', 'enabled', 'newcomers', 'department', 'roles', 'linked'],
    additionalProperties: false,
    properties: {
      connection: id,
      title: text,
      version: { type: 'integer', description: '0 – правила ещё нет' },
      enabled: { type: 'boolean', description: 'Сотрудники ведомства входят этим способом' },
      newcomers: { type: 'boolean', description: 'Кого ещё нет в системе, становится сотрудником' },
      department: { oneOf: [{ type: 'null' }, id] },
      roles: { type: 'array', items: text, description: 'Коды ролей' },
      linked: { type: 'integer', description: 'Сколько сотрудников уже входили так' },
    },
  },
  LinkedWays: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('LinkedWay') } },
  },
  LinkedWay: {
    type: 'object',
    description: 'Другая система, через которую входил человек',
    required: ['connection', 'title', 'consent', 'consentedAt', 'lastLoginAt'],
    additionalProperties: false,
    properties: {
      connection: id,
      title: text,
      consent: { ...text, description: 'На что он согласился, дословно' },
      consentedAt: moment,
      lastLoginAt: moment,
    },
  },
  SignInRules: {
    type: 'object',
    required: ['ogrn', 'unknowable', 'items'],
    additionalProperties: false,
    properties: {
      ogrn: { type: ['string', 'null'], description: 'ОГРН, по которому узнают ведомство' },
      unknowable: {
        type: 'object',
        description: 'Сотрудники, которых другая система не назовёт: СНИЛС не указан',
        required: ['count', 'people'],
        additionalProperties: false,
        properties: {
          count: { type: 'integer' },
          people: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'name'],
              additionalProperties: false,
              properties: { id, name: text },
            },
          },
        },
      },
      items: { type: 'array', items: ref('SignInRule') },
    },
  },
  SignInRuleChange: {
    type: 'object',
    required: ['version', 'ogrn', 'enabled', 'newcomers', 'department', 'roles'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 0 },
      ogrn: { type: ['string', 'null'], maxLength: 20 },
      enabled: { type: 'boolean' },
      newcomers: { type: 'boolean' },
      department: { oneOf: [{ type: 'null' }, id] },
      roles: { type: 'array', maxItems: 50, uniqueItems: true, items: { type: 'string', minLength: 1, maxLength: 40 } },
    },
  },
} as const;
