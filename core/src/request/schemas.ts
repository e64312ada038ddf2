import { broughtContent } from '../file/upload/schemas.ts';
import { said, saidForm, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;
const anything = { type: 'object' } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const version = { type: 'integer', minimum: 1, description: 'Версия запроса, которую видел сотрудник' } as const;
const keyBits = { type: 'integer', enum: [256, 512] } as const;
const base64 = { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' } as const;
const status = {
  type: 'string',
  enum: ['draft', 'prepared', 'signed', 'queued', 'waiting', 'answered', 'refused', 'failed', 'cancelled'],
} as const;

const itemProperties = {
  id,
  number: { type: 'integer', description: 'Номер запроса в системе' },
  entry: { ...text, description: 'Код запроса в перечне услуги' },
  title: said,
  about: { ...nullableText, description: 'О чём: первые заполненные поля вопроса' },
  group: { ...said, description: 'Название вкладки карточки' },
  status,
  statusTitle: said,
  interimText: saidOrNull,
  resultText: { ...saidOrNull, description: 'Результат последнего обращения' },
  createdAt: text,
  sentAt: nullableText,
  answeredAt: nullableText,
  lastExchangeAt: nullableText,
  author: {
    type: 'object',
    required: ['id', 'name'],
    additionalProperties: false,
    properties: { id, name: text },
  },
  lookTitle: { ...saidOrNull, description: 'Как поставщик называет просмотр отправленного; null – «Открыть»' },
  emulated: { type: 'boolean', description: 'Спрашивали эмулятор модуля: ответ вымышлен' },
  version: { type: 'integer' },
} as const;

export const requestSchemas = {
  RequestKindView: {
    type: 'object',
    description: 'Что по этой услуге можно спросить',
    required: ['entry', 'title', 'description', 'group', 'open', 'reason', 'signedBy', 'files', 'formless'],
    additionalProperties: false,
    properties: {
      entry: text,
      title: said,
      description: saidOrNull,
      group: said,
      open: { type: 'boolean' },
      reason: { ...saidOrNull, description: 'Почему сейчас нельзя' },
      signedBy: { type: 'string', enum: ['organisation', 'official', 'optional', 'none'] },
      files: { type: 'boolean', description: 'К запросу можно приложить файлы' },
      formless: { type: 'boolean', description: 'Форма не нужна: только подтвердить отправку' },
    },
  },
  RequestItem: {
    type: 'object',
    required: Object.keys(itemProperties),
    additionalProperties: false,
    properties: itemProperties,
  },
  RequestList: {
    type: 'object',
    required: ['kinds', 'items'],
    additionalProperties: false,
    properties: {
      kinds: { type: 'array', items: ref('RequestKindView') },
      items: { type: 'array', items: ref('RequestItem') },
    },
  },
  RequestForm: {
    type: 'object',
    description: 'Форма запроса, заполненная из заявки',
    required: ['form', 'question', 'origins', 'faults'],
    additionalProperties: false,
    properties: {
      form: saidForm,
      question: anything,
      origins: { ...anything, description: 'Место в форме → откуда значение' },
      faults: { type: 'array', items: said, description: 'Что не удалось взять из заявки и почему' },
    },
  },
  RequestFileView: {
    type: 'object',
    required: ['id', 'name', 'mediaType', 'size', 'description', 'purpose', 'signatures'],
    additionalProperties: false,
    properties: {
      id,
      name: text,
      mediaType: text,
      size: { type: 'integer' },
      description: saidOrNull,
      purpose: { type: 'string', enum: ['request', 'answer'] },
      signatures: { type: 'array', items: ref('SignatureView') },
    },
  },
  RequestView: {
    type: 'object',
    description: 'Запрос целиком',
    required: [
      ...Object.keys(itemProperties),
      'application',
      'factTitles',
      'form',
      'question',
      'origins',
      'answerForm',
      'answer',
      'errorCode',
      'messageId',
      'signedBy',
      'prepared',
      'toSign',
      'files',
      'actions',
      'brought',
      'acceptance',
    ],
    additionalProperties: false,
    properties: {
      ...itemProperties,
      application: id,
      factTitles: {
        type: 'object',
        description:
          'Как поставщик называет сведения о запросе; нет – названия обычные, наименование и номер только в заголовке',
        additionalProperties: false,
        properties: { title: said, number: said, sentAt: said },
      },
      form: saidForm,
      question: anything,
      origins: anything,
      answerForm: saidForm,
      answer: { description: 'Ответ по своей форме; нет – null' },
      errorCode: nullableText,
      messageId: { ...nullableText, description: 'Имя сообщения у поставщика' },
      signedBy: { type: 'string', enum: ['organisation', 'official', 'optional', 'none'] },
      prepared: { oneOf: [{ type: 'null' }, ref('RequestFileView')] },
      toSign: {
        description:
          'Что подписывает ключ сотрудника внутри сообщения; null – подпись не такая или ещё не подготовлено',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['bits', 'digest'],
            additionalProperties: false,
            properties: { bits: keyBits, digest: { ...text, description: 'Хеш ГОСТ Р 34.11-2012, шестнадцатерично' } },
          },
        ],
      },
      files: { type: 'array', items: ref('RequestFileView') },
      actions: {
        type: 'array',
        items: { type: 'string', enum: ['edit', 'prepare', 'send', 'retry', 'bring', 'cancel'] },
        description: 'Что с запросом сейчас можно сделать',
      },
      brought: {
        description: 'Ответ приложен вручную: кем и почему',
        oneOf: [{ type: 'null' }, ref('BroughtView')],
      },
      acceptance: { oneOf: [{ type: 'null' }, ref('AcceptanceView')] },
    },
  },
  NewRequestBody: {
    type: 'object',
    required: ['entry', 'key'],
    additionalProperties: false,
    properties: {
      entry: code,
      key: { ...id, description: 'Свой uuid этого создания: повтор вернёт тот же запрос' },
      question: anything,
      send: { type: 'boolean', description: 'Сразу отправить' },
    },
  },
  RequestChange: {
    type: 'object',
    required: ['version', 'question'],
    additionalProperties: false,
    properties: { version, question: anything },
  },
  RequestStep: {
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: { version },
  },
  RequestPreparation: {
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: { version, keyBits: { ...keyBits, description: 'Длина ключа, которым подпишут; нет – 256' } },
  },
  OfficialSignatureBody: {
    type: 'object',
    description: 'Подпись сотрудника внутри сообщения (ЭП-СП)',
    required: ['version', 'value', 'certificate'],
    additionalProperties: false,
    properties: {
      version,
      value: { ...base64, maxLength: 172, description: 'Значение подписи s‖r хеша из toSign, base64' },
      certificate: { ...base64, maxLength: 40_000, description: 'Сертификат подписавшего, DER, base64' },
    },
  },
  RequestFileUpload: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла' },
      description: { type: 'string', maxLength: 1000 },
      ...broughtContent,
    },
  },
  ExchangeQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { after: id, limit: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  ExchangeView: {
    type: 'object',
    description: 'Одно обращение к сервису',
    required: ['id', 'at', 'direction', 'method', 'address', 'status', 'duration', 'sent', 'received', 'emulated'],
    additionalProperties: false,
    properties: {
      id,
      at: text,
      direction: { type: 'string', enum: ['out', 'in'] },
      method: text,
      address: text,
      status: text,
      duration: { type: 'integer', description: 'Миллисекунд' },
      sent: { type: 'boolean', description: 'Есть отправленное содержимое' },
      received: { type: 'boolean', description: 'Есть полученное содержимое' },
      emulated: { type: 'boolean', description: 'Другой стороной был эмулятор модуля' },
    },
  },
  ExchangeList: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('ExchangeView') }, next: nullableText },
  },
  ExchangePart: {
    type: 'object',
    required: ['part'],
    additionalProperties: false,
    properties: { part: { type: 'string', enum: ['sent', 'received'] } },
  },
} as const;
