import { noticeEvents } from '../staff-notice/kinds.ts';

export const noticeEvent = {
  type: 'string',
  enum: noticeEvents,
  description:
    'О чём: assigned – назначено или передано; returned – решение вернули; deadline – срок; answer – ответ на запрос; trouble – что-то не ушло; portal – пришло с портала; attorney – моя доверенность; archive – акты об уничтожении и сроки хранения',
} as const;

const hour = { type: 'integer', minimum: 0, maximum: 23 } as const;

const quiet = {
  description: 'Когда письма ждут, по часам ведомства: с начала одного часа до начала другого; null – не ждут',
  oneOf: [
    { type: 'null' },
    {
      type: 'object',
      required: ['from', 'until'],
      additionalProperties: false,
      properties: { from: hour, until: hour },
    },
  ],
} as const;

const events = {
  type: 'array',
  maxItems: noticeEvents.length,
  items: { $ref: '#/components/schemas/NoticeChoice' },
} as const;

export const noticeSettingSchemas = {
  NoticeChoice: {
    type: 'object',
    required: ['event', 'shown', 'mail'],
    additionalProperties: false,
    properties: {
      event: noticeEvent,
      shown: { type: 'boolean', description: 'В интерфейсе' },
      mail: { type: 'string', enum: ['none', 'digest', 'atOnce'], description: 'На почту: нет, в сводке, сразу' },
    },
  },
  NoticeSettingView: {
    type: 'object',
    description: 'О чём и где меня уведомлять в этом ведомстве',
    required: ['events', 'quiet'],
    additionalProperties: false,
    properties: { events, quiet },
  },
} as const;
