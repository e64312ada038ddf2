import type { FormDefinition } from '@reglament/format';
import type { Outcome, RequestKind } from '@reglament/sdk';
import type { PrimaryContent } from '../envelope/message.ts';
import { writeTypeName } from './type-name.ts';

const maxContent = 1_000_000;

const question: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      content: {
        type: 'string',
        title: 'Содержание запроса, XML',
        description: 'Корневой элемент вида сведений с объявленным пространством имён',
        minLength: 1,
        maxLength: maxContent,
      },
      answerRoot: {
        type: 'string',
        title: 'Корневой элемент ответа',
        description: '{пространство имён}Имя. Ответ с другим корнем будет отложен; не задано – подходит любой',
        pattern: '^\\{[^{}\\s]+\\}[^\\s{}:]+$',
        maxLength: 1_000,
      },
    },
    required: ['content'],
  },
  sections: [{ code: 'question', title: 'Запрос', fields: ['content', 'answerRoot'] }],
  ui: { content: { widget: 'textarea' } },
};

/** A request whose XML is given as it is: for an information type that has no form here yet, and for trying a node out. */
export const plainRequest: RequestKind = {
  version: '1',
  title: 'Запрос готовым XML',
  group: 'Межведомственные запросы',
  question: () => question,
  answer: {
    schema: {
      type: 'object',
      properties: { content: { type: 'string', title: 'Содержание ответа, XML', maxLength: 16 * maxContent } },
      required: ['content'],
    },
    sections: [{ code: 'answer', title: 'Ответ', fields: ['content'] }],
    ui: { content: { widget: 'textarea' } },
  },
  signedBy: 'organisation',
  files: true,
};

/** @param answerRoot as the question named it; null: any will do */
export function plainAnswer(answerRoot: string | null, { namespace, name, xml }: PrimaryContent): Outcome {
  if (answerRoot !== null && answerRoot !== writeTypeName({ namespace, name })) {
    const reason = `Корневой элемент ответа – {${namespace}}${name}, а не тот, который назван в запросе`;
    return { status: 'unreadable', reason };
  }
  return { status: 'answered', answer: { content: xml } };
}
