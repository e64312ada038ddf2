import { said, saidOrNull } from '../../locale/said.ts';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S' }) as const;
const textOrNull = (maxLength: number) => ({ type: ['string', 'null'], minLength: 1, maxLength }) as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const uuidOrNull = { type: ['string', 'null'], format: 'uuid' } as const;
const string = { type: 'string' } as const;

export const personSchemas = {
  UserDetails: {
    type: 'object',
    required: ['user', 'snils', 'signIns', 'access', 'absences', 'elsewhere', 'self'],
    additionalProperties: false,
    properties: {
      user: ref('UserView'),
      snils: { type: ['string', 'null'], description: 'СНИЛС, 11 цифр' },
      signIns: { type: 'array', items: ref('LinkedWay') },
      access: ref('UserAccess'),
      absences: { type: 'array', items: ref('AbsenceView') },
      elsewhere: { type: 'array', items: string, description: 'Другие ведомства, где человек работает' },
      self: { type: 'boolean', description: 'Это сам спросивший' },
    },
  },
  UserAccess: {
    type: 'object',
    description: 'Что может этот человек: каждая возможность и правило, которое её даёт или которого не хватает',
    required: ['blocked', 'permissions', 'services'],
    additionalProperties: false,
    properties: {
      blocked: { ...saidOrNull, description: 'Почему сейчас недоступно всё' },
      permissions: { type: 'array', items: ref('ExplainedRight') },
      services: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'title', 'items'],
          additionalProperties: false,
          properties: { code: string, title: said, items: { type: 'array', items: ref('ExplainedRight') } },
        },
      },
    },
  },
  ExplainedRight: {
    type: 'object',
    required: ['title', 'allowed', 'why'],
    additionalProperties: false,
    properties: { title: said, allowed: { type: 'boolean' }, why: said },
  },
  UserChange: {
    type: 'object',
    required: ['surname', 'name', 'patronymic', 'position', 'email', 'phone', 'department'],
    additionalProperties: false,
    properties: {
      surname: text(100),
      name: text(100),
      patronymic: textOrNull(100),
      position: textOrNull(300),
      email: { type: ['string', 'null'], format: 'email', maxLength: 200 },
      phone: textOrNull(50),
      department: uuidOrNull,
    },
  },
  UserSnils: {
    type: 'object',
    required: ['snils'],
    additionalProperties: false,
    properties: { snils: { ...textOrNull(20), description: 'С чертами или без; null – убрать' } },
  },
  UserRoles: {
    type: 'object',
    required: ['roles'],
    additionalProperties: false,
    properties: { roles: { type: 'array', maxItems: 50, items: ref('NewUserRole') } },
  },
  UserTable: {
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: { text: { type: 'string', minLength: 1, maxLength: 1_000_000, description: 'Содержание файла CSV' } },
  },
  UserTableReport: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['line', 'person', 'state', 'problems'],
          additionalProperties: false,
          properties: {
            line: { type: 'integer', description: 'Строка файла, с единицы' },
            person: ref('ImportedUser'),
            state: {
              type: 'string',
              enum: ['new', 'exists', 'wrong'],
              description: 'Будет добавлен, уже есть, с ошибками',
            },
            problems: { type: 'array', items: said },
          },
        },
      },
    },
  },
  ImportedUser: {
    type: 'object',
    description: 'Как в файле; с ошибками – не целиком',
    required: ['login', 'surname', 'name', 'roles'],
    additionalProperties: false,
    properties: {
      ...{ login: string, surname: string, name: string, patronymic: string, position: string, email: string },
      ...{ phone: string, department: string, roles: { type: 'array', items: ref('NewUserRole') } },
    },
  },
  NewUsers: {
    type: 'object',
    required: ['people'],
    additionalProperties: false,
    properties: { people: { type: 'array', minItems: 1, maxItems: 25, items: ref('NewUser') } },
  },
  IssuedAccounts: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'login', 'name', 'password'],
          additionalProperties: false,
          properties: { id: string, login: string, name: string, password: string },
        },
      },
    },
  },
  IssuedPassword: {
    type: 'object',
    required: ['password'],
    additionalProperties: false,
    properties: { password: { ...string, description: 'Показывается один раз, при первом входе его меняют' } },
  },
} as const;
