const text = { type: 'string' } as const;
const date = { type: 'string', format: 'date' } as const;

export const dictionarySchemas = {
  EntrySearchQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      search: { ...text, maxLength: 200, description: 'Начало кода, слова названия или раздела; опечатка прощается' },
      codes: {
        ...text,
        maxLength: 4000,
        description: 'Вместо поиска: коды записей через запятую; отдаются и недействующие',
      },
      on: { ...date, description: 'На какой день записи должны действовать; без него – сегодня' },
      within: { ...text, maxLength: 100, description: 'Код записи: искать только под ней' },
      after: {
        ...text,
        pattern: '^[0-9]\\.[0-9]{1,7}$',
        description: 'Продолжить после этого места: next прежнего ответа',
      },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
  EntryPage: {
    type: 'object',
    required: ['title', 'items', 'next'],
    additionalProperties: false,
    properties: {
      title: { ...text, description: 'Название справочника' },
      items: { type: 'array', items: { $ref: '#/components/schemas/DictionaryEntryView' } },
      next: { type: ['string', 'null'], description: 'Передать в after, чтобы получить следующие' },
    },
  },
  DictionaryEntryView: {
    type: 'object',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: {
      code: text,
      title: text,
      parent: text,
      from: text,
      to: text,
      path: {
        type: 'array',
        items: text,
        description: 'Названия вышестоящих записей, сверху вниз; нет – запись верхняя',
      },
    },
  },
} as const;
