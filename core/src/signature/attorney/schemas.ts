import { said } from '../../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

const facts = {
  number: text,
  principal: {
    type: 'object',
    description: 'Доверитель',
    required: ['name', 'inn', 'ogrn'],
    additionalProperties: false,
    properties: { name: text, inn: nullableText, ogrn: nullableText },
  },
  representative: {
    type: 'object',
    description: 'Представитель',
    required: ['name', 'snils', 'inn'],
    additionalProperties: false,
    properties: { name: text, snils: nullableText, inn: nullableText },
  },
  from: { type: 'string', description: 'С какого дня' },
  until: { type: 'string', description: 'По какой день, включительно' },
  powers: { type: 'array', items: text },
  seal: {
    description: 'Подпись доверителя под доверенностью; null – не приложена',
    oneOf: [
      { type: 'null' },
      {
        type: 'object',
        required: ['signers', 'verdict'],
        additionalProperties: false,
        properties: {
          signers: { type: 'array', items: text, description: 'Кем подписана, по словам самой подписи' },
          verdict: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/SignatureVerdict' }] },
        },
      },
    ],
  },
  problems: { type: 'array', items: said, description: 'Что мешает подписывать по ней; пусто – ничего' },
} as const;
const factNames = ['number', 'principal', 'representative', 'from', 'until', 'powers', 'seal', 'problems'] as const;

const path = { type: 'string', minLength: 1, maxLength: 300 } as const;

export const attorneySchemas = {
  AttorneyView: {
    type: 'object',
    description: 'Машиночитаемая доверенность сотрудника',
    required: ['id', 'name', ...factNames, 'createdAt'],
    additionalProperties: false,
    properties: { id: text, name: { type: 'string', description: 'Имя файла' }, ...facts, createdAt: text },
  },
  SignedByAttorney: {
    type: 'object',
    description: 'Доверенность, по которой подписано, какой она была при подписании',
    required: ['id', 'sha256', ...factNames],
    additionalProperties: false,
    properties: { id: text, sha256: { type: 'string', description: 'Файла доверенности' }, ...facts },
  },
  AttorneyResult: {
    type: 'object',
    required: ['attorney'],
    additionalProperties: false,
    properties: { attorney: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/AttorneyView' }] } },
  },
  AttorneyRules: {
    type: 'object',
    description: 'Что ведомство требует от доверенностей, по которым подписывают его сотрудники',
    required: ['inn', 'strict', 'places'],
    additionalProperties: false,
    properties: {
      inn: { type: ['string', 'null'], maxLength: 20, description: 'ИНН ведомства: с ним сверяют доверителя' },
      strict: { type: 'boolean', description: 'true – с замечаниями не подписывать; false – предупреждать' },
      places: {
        type: 'object',
        description: 'Где искать в файле – пути XPath; чего нет, то ищут там, где оно в федеральных форматах',
        additionalProperties: false,
        properties: {
          number: path,
          principalName: path,
          principalInn: path,
          principalOgrn: path,
          surname: path,
          givenName: path,
          patronymic: path,
          snils: path,
          inn: path,
          from: path,
          until: path,
          powers: path,
        },
      },
    },
  },
  AttorneyPart: {
    type: 'object',
    additionalProperties: false,
    properties: {
      part: { type: 'string', enum: ['seal'], description: 'Подпись доверителя вместо самой доверенности' },
    },
  },
  AttorneyUpload: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: { name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла' } },
  },
} as const;
