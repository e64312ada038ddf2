import type { FormDefinition } from '@reglament/format';
import type { FormContext, RequestKind } from '@reglament/sdk';

const providerChosen = { '!': [{ empty: [{ var: 'provider' }] }] };

/** Whom one may ask are the bodies that joined; what is asked is said in words and files. */
function question({ joined }: FormContext): FormDefinition {
  const providers = joined.map(({ code, title }) => ({ const: code, title }));
  return {
    schema: {
      type: 'object',
      properties: {
        provider: {
          title: 'Поставщик сведений',
          type: 'string',
          ...(providers.length === 0 ? { enum: [''] } : { oneOf: providers }),
        },
        subject: { title: 'Тема запроса', type: 'string', minLength: 3, maxLength: 300 },
        comment: { title: 'Комментарий: какие сведения нужны', type: 'string', minLength: 1, maxLength: 10_000 },
      },
      required: ['provider', 'subject', 'comment'],
    },
    sections: [{ code: 'question', title: 'Запрос', fields: ['provider', 'subject', 'comment'] }],
    ui: {
      provider: {
        widget: 'select',
        help:
          providers.length === 0
            ? 'Других ведомств с доступом к обмену пока нет: обратитесь к администратору системы'
            : 'Ведомство, у которого есть сведения',
      },
      subject: { visible: providerChosen },
      comment: { widget: 'textarea', visible: providerChosen },
    },
  };
}

/** What comes back: words, and files beside them. */
export const answerForm: FormDefinition = {
  schema: {
    type: 'object',
    properties: { text: { title: 'Ответ', type: 'string', minLength: 1, maxLength: 20_000 } },
    required: ['text'],
  },
  sections: [{ code: 'answer', title: 'Ответ', fields: ['text'] }],
  ui: { text: { widget: 'textarea' } },
};

/** How the question is shown to the body that is asked. */
export const shownQuestion: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      subject: { title: 'Тема запроса', type: 'string' },
      comment: { title: 'Комментарий', type: 'string' },
      author: { title: 'Кто спрашивает', type: 'string' },
    },
  },
  sections: [{ code: 'question', title: 'Запрос', fields: ['subject', 'comment', 'author'] }],
  ui: { comment: { widget: 'textarea' } },
};

export const universalRequest: RequestKind = {
  version: '1',
  title: 'Универсальный сервис',
  group: 'Запросы Р-сведения',
  question,
  answer: answerForm,
  statusLabels: { waiting: 'Новый', answered: 'Исполнено' },
  // The bus has a message where the provider takes it from as soon as it is sent.
  factLabels: { title: 'Наименование сведений', number: 'Регистрационный номер', sentAt: 'Дата поступления' },
  lookLabel: 'Просмотреть',
  signedBy: 'optional',
  files: true,
};
