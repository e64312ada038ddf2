import { said } from '../locale/said.ts';
import { noticeEvent } from '../notice-setting/schemas.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;

export const staffNoticeSchemas = {
  StaffNoticeView: {
    type: 'object',
    description: 'Уведомление сотрудника: о заявке или, без неё, о нём самом',
    required: ['id', 'kind', 'text', 'application', 'createdAt', 'readAt'],
    additionalProperties: false,
    properties: {
      id: text,
      kind: {
        ...text,
        description:
          'О чём: deadlineNear, deadlinePassed, draftDiscarded; assigned, takenOver, recalled, returned; portalUnfit, portalLate, portalCancel, portalText, publicationFailed, noticeFailed; attorneyNear, attorneyPassed; actAwaits, actDone, actWithdrawn, termsOver',
      },
      text: said,
      application: {
        type: ['object', 'null'],
        description: 'null – не о заявке: attorney… ведут в профиль, act… и termsOver – к срокам хранения',
        required: ['id', 'number', 'open'],
        additionalProperties: false,
        properties: {
          id: text,
          number: nullableText,
          open: { type: 'boolean', description: 'Заявку можно открыть: у потерявшего её она уже не видна' },
        },
      },
      createdAt: text,
      readAt: nullableText,
    },
  },
  StaffNoticeList: {
    type: 'object',
    required: ['items', 'next', 'unread'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/StaffNoticeView' } },
      next: nullableText,
      unread: { type: 'integer', description: 'Сколько новых, не далее ста' },
    },
  },
  StaffNoticeQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: { type: 'string', enum: ['new', 'all'], description: 'По умолчанию all' },
      event: noticeEvent,
      after: { type: 'string', format: 'uuid', description: 'Значение next предыдущей страницы' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
} as const;
