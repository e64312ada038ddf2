/** @type {import('@reglament/sdk').RequestKind['answer']} */
const answer = {
  schema: {
    type: 'object',
    properties: {
      found: { type: 'boolean', title: 'Сведения найдены' },
      text: { type: 'string', title: 'Ответ реестра' },
      area: { type: 'string', title: 'Площадь по реестру, кв. м' },
      address: { type: 'string', title: 'Адрес по реестру' },
    },
    required: ['found'],
  },
  sections: [{ code: 'answer', title: 'Ответ', fields: ['found', 'text', 'area', 'address'] }],
};

/** @type {import('@reglament/sdk').RequestKind['question']} */
const noFields = () => ({ schema: { type: 'object', properties: {} }, sections: [] });

/** @satisfies {Record<string, import('@reglament/sdk').RequestKind>} */
export const requestKinds = {
  extract: {
    version: '1',
    title: 'Выписка из реестра примеров',
    group: 'Запросы в реестр примеров',
    question: ({ body }) => ({
      schema: {
        type: 'object',
        properties: {
          number: { type: 'string', title: 'Номер записи', pattern: '^\\d{4}-\\d{2}$', examples: ['1234-56'] },
          purpose: { type: 'string', title: 'Цель запроса', maxLength: 500, default: `Оказание услуги: ${body.title}` },
        },
        required: ['number'],
      },
      sections: [{ code: 'question', title: 'Запрос', fields: ['number', 'purpose'] }],
      ui: { purpose: { widget: 'textarea' } },
    }),
    answer,
    statusLabels: { waiting: 'Реестр готовит ответ' },
    signedBy: 'optional',
    files: true,
  },
  state: {
    version: '1',
    title: 'Состояние реестра примеров',
    group: 'Запросы в реестр примеров',
    question: noFields,
    answer,
    signedBy: 'none',
  },
  certified: {
    version: '1',
    title: 'Заверенная справка реестра примеров',
    group: 'Запросы в реестр примеров',
    question: noFields,
    answer,
    signedBy: 'organisation',
  },
  closed: {
    version: '1',
    title: 'Закрытые сведения реестра примеров',
    group: 'Запросы в реестр примеров',
    question: noFields,
    answer,
    signedBy: 'none',
  },
};
