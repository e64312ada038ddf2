import { permissions } from '../../access/grant.ts';
import { said, saidOrNull } from '../../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const title = { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const content = {
  title,
  functions: { type: 'array', maxItems: 100, uniqueItems: true, items: code, description: 'Функции процессов' },
  permissions: { type: 'array', uniqueItems: true, items: { type: 'string', enum: permissions } },
} as const;
const choices = {
  type: 'array',
  items: {
    type: 'object',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: { code: { type: 'string' }, title: said },
  },
} as const;

export const roleSchemas = {
  RoleView: {
    type: 'object',
    required: ['id', 'code', 'title', 'functions', 'permissions', 'holders', 'closed'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      code: { type: 'string' },
      title: { type: 'string' },
      functions: { type: 'array', items: { type: 'string' } },
      permissions: { type: 'array', items: { type: 'string' } },
      holders: { type: 'integer', description: 'Сколько сотрудников ведомства держит её' },
      closed: { ...saidOrNull, description: 'Почему спросивший не может её ни дать, ни изменить' },
    },
  },
  RoleList: {
    type: 'object',
    description: 'Роли и то, из чего их составляют и где дают',
    required: ['items', 'functions', 'permissions', 'services', 'departments'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: ref('RoleView') },
      functions: choices,
      permissions: choices,
      services: choices,
      departments: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'title'],
          additionalProperties: false,
          properties: { id: { type: 'string' }, title: { type: 'string' } },
        },
      },
    },
  },
  NewRole: {
    type: 'object',
    required: ['code', 'title', 'functions', 'permissions'],
    additionalProperties: false,
    properties: { code, ...content },
  },
  RoleChange: {
    type: 'object',
    required: ['title', 'functions', 'permissions'],
    additionalProperties: false,
    properties: content,
  },
} as const;
