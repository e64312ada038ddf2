const document = {
  document: { type: ['string', 'null'], maxLength: 40, description: 'Код документа услуги; нет у прочих бумаг' },
  title: { type: 'string', minLength: 1, maxLength: 500 },
  form: { type: 'string', enum: ['original', 'copy'], description: 'Подлинник или копия' },
  sheets: { type: 'integer', minimum: 1, maximum: 10_000, description: 'Листов в одном экземпляре' },
  copies: { type: 'integer', minimum: 1, maximum: 1000, description: 'Экземпляров' },
  returnedAt: { type: ['string', 'null'], format: 'date-time', description: 'Когда подлинник возвращён заявителю' },
  returnedTo: { type: ['string', 'null'], maxLength: 500, description: 'Кому возвращён' },
} as const;

export const receivedDocumentSchemas = {
  ReceivedDocumentView: {
    type: 'object',
    description: 'Бумага, принятая от заявителя',
    required: ['document', 'title', 'form', 'sheets', 'copies', 'returnedAt', 'returnedTo'],
    additionalProperties: false,
    properties: document,
  },
  ReceivedDocumentList: {
    type: 'object',
    required: ['version', 'items'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', description: 'Новая версия заявки' },
      items: { type: 'array', items: { $ref: '#/components/schemas/ReceivedDocumentView' } },
    },
  },
  OriginalsReturn: {
    type: 'object',
    required: ['version', 'positions', 'to'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия заявки, которую видел сотрудник' },
      positions: {
        type: 'array',
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
        items: { type: 'integer', minimum: 0, maximum: 199 },
        description: 'Какие: места в перечне принятых бумаг, с нуля',
      },
      to: { type: 'string', minLength: 1, maxLength: 500, description: 'Кому: фамилия, имя, отчество' },
    },
  },
  ReceivedDocumentChange: {
    type: 'object',
    description: 'Полный перечень принятых бумаг: заменяет прежний',
    required: ['version', 'items'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1, description: 'Версия заявки, которую видел сотрудник' },
      items: {
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          required: ['title', 'form', 'sheets'],
          additionalProperties: false,
          properties: document,
        },
      },
    },
  },
} as const;
