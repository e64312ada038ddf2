import { said, saidOrNull } from '../locale/said.ts';

const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const text = { type: 'string' } as const;
const draftLevel = { type: 'string', enum: ['error', 'warning', 'info'] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const list = (name: string) => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } }) as const;

export const requestTypeSchemas = {
  RequestTypeList: {
    type: 'object',
    description: 'Виды запросов и модули, которые их отправляют',
    required: ['providers', 'items'],
    additionalProperties: false,
    properties: { providers: list('RequestTypeProvider'), items: list('RequestTypeItem') },
  },
  RequestTypeProvider: {
    type: 'object',
    required: ['id', 'title', 'drafts'],
    additionalProperties: false,
    properties: {
      id: text,
      title: said,
      drafts: { type: 'boolean', description: 'Составляет виды запросов по файлам поставщика' },
    },
  },
  RequestTypeItem: {
    type: 'object',
    required: [
      'code',
      'title',
      'plugin',
      'version',
      'described',
      'registry',
      'questions',
      'answers',
      'findings',
      'services',
    ],
    additionalProperties: false,
    properties: {
      code: text,
      title: text,
      plugin: text,
      version: { type: 'integer', minimum: 1 },
      registry: {
        type: ['string', 'null'],
        description: 'Номер и версия по реестру поставщика; пусто – не сверены; null – реестра нет',
      },
      described: { type: 'boolean', description: 'Описан данными, а не написан в модуле' },
      questions: { ...count, description: 'Полей в вопросе' },
      answers: { ...count, description: 'Полей в ответе' },
      findings: {
        type: 'object',
        required: ['errors', 'warnings'],
        additionalProperties: false,
        properties: { errors: count, warnings: count },
      },
      services: list('RequestTypeUse'),
    },
  },
  RequestTypeForms: {
    type: 'object',
    description: 'Что вид запроса спрашивает и что отвечает: места сопоставления',
    required: ['title', 'question', 'answer', 'answerExample'],
    additionalProperties: false,
    properties: {
      title: said,
      question: { type: ['object', 'null'], additionalProperties: true, description: 'Форма вопроса (FormDefinition)' },
      answer: { type: ['object', 'null'], additionalProperties: true, description: 'Форма ответа (FormDefinition)' },
      answerExample: { type: 'object', additionalProperties: true, description: 'Пример ответа' },
    },
  },
  RequestTypeUse: {
    type: 'object',
    description: 'Услуга, по которой разрешён запрос',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: { code: text, title: text },
  },
  RequestTypeQuestion: {
    type: 'object',
    required: ['question'],
    additionalProperties: false,
    properties: { question: { type: 'object', additionalProperties: true, description: 'Поля формы вопроса' } },
  },
  RequestTypeAnswer: {
    type: 'object',
    description: 'Что ответит эмулятор поставщика; problems – почему вопрос не уйдёт вовсе',
    required: ['problems', 'interim', 'afterSeconds', 'outcome', 'answer', 'reason'],
    additionalProperties: false,
    properties: {
      problems: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'message'],
          additionalProperties: false,
          properties: { pointer: text, message: said },
        },
      },
      interim: saidOrNull,
      afterSeconds: { type: ['integer', 'null'] },
      outcome: { type: ['string', 'null'], enum: ['answer', 'refuse', 'silence', null] },
      answer: { type: ['object', 'null'], additionalProperties: true },
      reason: saidOrNull,
    },
  },
  RequestTypeDraftQuery: {
    type: 'object',
    description: 'Что составить по файлам; без question – только список того, что можно выбрать',
    required: ['provider'],
    additionalProperties: false,
    properties: {
      provider: { ...text, minLength: 1, maxLength: 200, description: 'Модуль, который читает файлы' },
      name: { ...text, minLength: 1, maxLength: 200, description: 'Имя файла, если передан один; без него – main.xsd' },
      question: { ...text, minLength: 1, maxLength: 1000, description: 'Корневой элемент вопроса' },
      answer: { ...text, minLength: 1, maxLength: 1000, description: 'Корневой элемент ответа' },
      code,
      title: { ...text, minLength: 1, maxLength: 300 },
    },
  },
  RequestTypeDraftView: {
    type: 'object',
    required: ['roots', 'notes', 'findings', 'type'],
    additionalProperties: false,
    properties: {
      roots: { type: 'array', items: { $ref: '#/components/schemas/DraftRootView' } },
      notes: { type: 'array', items: { $ref: '#/components/schemas/DraftNoteView' } },
      findings: { type: 'array', items: { $ref: '#/components/schemas/DraftFindingView' } },
      type: {
        type: ['object', 'null'],
        additionalProperties: true,
        description: 'Вид запроса (RequestType); null – не выбран корень или мешают ошибки',
      },
    },
  },
  DraftRootView: {
    type: 'object',
    required: ['key', 'name', 'namespace', 'title', 'file'],
    additionalProperties: false,
    properties: { key: text, name: text, namespace: text, title: text, file: text },
  },
  DraftNoteView: {
    type: 'object',
    description: 'Что из файлов не перенесено как есть, с местом',
    required: ['level', 'code', 'place', 'message'],
    additionalProperties: false,
    properties: { level: draftLevel, code: text, place: text, message: said },
  },
  DraftFindingView: {
    type: 'object',
    description: 'Замечание проверки определений к составленному виду',
    required: ['level', 'code', 'pointer', 'message', 'todo'],
    additionalProperties: false,
    properties: { level: draftLevel, code: text, pointer: text, message: said, todo: said },
  },
} as const;
