import { scopes } from '../access/scope.ts';
import { said } from '../locale/said.ts';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const nullableText = { type: ['string', 'null'] } as const;
const scopeList = { type: 'array', items: { type: 'string', enum: scopes } } as const;

export const tokenSchemas = {
  TokenQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      after: { type: 'string', format: 'uuid', description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  TokenList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/TokenView' } }, next: nullableText },
  },
  TokenView: {
    type: 'object',
    description: 'Токен программы. Самого токена здесь нет: он показан один раз, при выдаче.',
    required: [
      'id',
      'name',
      'hint',
      'state',
      'scopes',
      'roles',
      'createdBy',
      'createdAt',
      'expiresAt',
      'lastUsedAt',
      'revokedAt',
    ],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      hint: { type: 'string', description: 'Начало токена, чтобы узнать его' },
      state: { type: 'string', enum: ['active', 'expired', 'revoked'] },
      scopes: scopeList,
      roles: { type: 'array', items: { $ref: '#/components/schemas/TokenRole' } },
      createdBy: nullableText,
      createdAt: { type: 'string', format: 'date-time' },
      expiresAt: { type: 'string', format: 'date-time' },
      lastUsedAt: { ...nullableText, description: 'С точностью до минуты' },
      revokedAt: nullableText,
    },
  },
  TokenRole: {
    type: 'object',
    required: ['code', 'title', 'service'],
    additionalProperties: false,
    properties: { code: { type: 'string' }, title: said, service: nullableText },
  },
  NewToken: {
    type: 'object',
    required: ['name', 'roles', 'scopes'],
    additionalProperties: false,
    properties: {
      name: { ...text(100), description: 'Что за программа: под этим именем она стоит в истории заявок' },
      roles: { type: 'array', minItems: 1, maxItems: 20, items: text(40), description: 'Коды ролей' },
      scopes: { ...scopeList, minItems: 1, description: 'Что из доступного ролям открыто токену' },
      services: { type: 'array', maxItems: 100, items: text(40), description: 'Коды услуг; без них – все услуги' },
      validDays: { type: 'integer', minimum: 1, maximum: 730, description: 'Срок в днях; обычно 365' },
    },
  },
  IssuedToken: {
    type: 'object',
    required: ['token', 'secret'],
    additionalProperties: false,
    properties: {
      token: { $ref: '#/components/schemas/TokenView' },
      secret: { type: 'string', description: 'Токен. Показывается один раз; хранится только его отпечаток' },
    },
  },
} as const;
