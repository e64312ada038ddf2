import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const correspondenceSchemas = {
  MessageView: {
    type: 'object',
    description: 'Сообщение заявителю или от него',
    required: [
      ...['id', 'at', 'direction', 'way', 'kind', 'title', 'text', 'remarks', 'files', 'status', 'settledAt', 'note'],
      ...['attached', 'author', 'awaitsAnswer', 'replyTo'],
    ],
    additionalProperties: false,
    properties: {
      id: text,
      at: text,
      direction: { type: 'string', enum: ['out', 'in'] },
      way: { ...text, description: 'portal или способ уведомления' },
      kind: {
        type: 'string',
        enum: [
          'status',
          'result',
          'rework',
          'text',
          'notice',
          'corrected',
          'portalText',
          'portalCancel',
          'portalLate',
          'portalUnfit',
        ],
      },
      title: { ...saidOrNull, description: 'Состояние, которое показывает портал' },
      text: nullableText,
      remarks: { type: 'array', items: said, description: 'Что сказала о сообщении система' },
      files: { type: 'integer', description: 'Сколько файлов приложено' },
      status: { type: 'string', enum: ['waiting', 'delivered', 'failed', 'sent', 'todo', 'done', 'received'] },
      settledAt: nullableText,
      note: { ...saidOrNull, description: 'Что ответил портал; кто передал уведомление; почему оно не ушло само' },
      attached: {
        type: 'array',
        description: 'Приложенные файлы, которые не удалены',
        items: {
          type: 'object',
          required: ['id', 'name'],
          additionalProperties: false,
          properties: { id: { type: 'string', format: 'uuid' }, name: text },
        },
      },
      author: { ...nullableText, description: 'Сотрудник, который написал; null – написал процесс или заявитель' },
      awaitsAnswer: { type: 'boolean', description: 'Вопрос заявителя, на который ещё не ответили' },
      replyTo: { ...nullableText, description: 'id вопроса, на который это ответ' },
    },
  },
  Correspondence: {
    type: 'object',
    required: ['items', 'closed'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/MessageView' } },
      closed: { ...saidOrNull, description: 'Почему написать заявителю через портал нельзя; null – можно' },
    },
  },
  MessageToApplicant: {
    type: 'object',
    description: 'Слова заявителю в его личный кабинет: ответ на вопрос или сообщение от себя',
    required: ['key', 'text'],
    additionalProperties: false,
    properties: {
      key: {
        ...{ type: 'string', format: 'uuid' },
        description: 'Новый для каждого сообщения UUID; повтор с ним ничего не удваивает',
      },
      text: { type: 'string', minLength: 1, maxLength: 3000, pattern: '\\S' },
      files: {
        ...{ type: 'array', maxItems: 20, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
        description: 'Файлы этой заявки, которые уходят с сообщением',
      },
      question: { type: 'string', format: 'uuid', description: 'Вопрос заявителя, на который отвечают' },
    },
  },
} as const;
