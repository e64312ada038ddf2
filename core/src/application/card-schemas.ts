import { said, saidOrNull } from '../locale/said.ts';
import { answers } from './schemas.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const nullable = (name: string) => ({ oneOf: [{ type: 'null' }, ref(name)] }) as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const person = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: text, name: text },
} as const;
const nullablePerson = { oneOf: [{ type: 'null' }, person] } as const;
const variant = {
  type: 'object',
  required: ['code', 'title'],
  additionalProperties: false,
  properties: { code: text, title: text },
} as const;
const destroyed = {
  type: 'object',
  required: ['at', 'act'],
  additionalProperties: false,
  properties: {
    at: text,
    act: { type: ['integer', 'null'], description: 'Номер акта; null – удалённый черновик: о нём акта не составляют' },
  },
} as const;
const discarded = {
  type: 'object',
  required: ['on', 'until', 'restore'],
  additionalProperties: false,
  properties: {
    on: { type: 'string', format: 'date' },
    until: { type: 'string', format: 'date', description: 'После этого дня данные черновика уничтожаются' },
    restore: { ...saidOrNull, description: 'Почему сотруднику нельзя восстановить черновик; null – можно' },
  },
} as const;
const phase = {
  type: 'string',
  enum: [
    'draft',
    'received',
    'inProgress',
    'waitingApplicant',
    'awaitingApproval',
    'awaitingSignature',
    'granted',
    'refused',
    'withdrawn',
    'closed',
  ],
} as const;
const source = { type: 'string', enum: ['employee', 'epgu', 'rpgu', 'mfc'] } as const;

export const applicationCardSchemas = {
  ApplicationCard: {
    type: 'object',
    required: [
      'id',
      'number',
      'service',
      'variant',
      'parent',
      'linked',
      'procedures',
      'onlooker',
      'reviewers',
      'workflow',
      'state',
      'stateTitle',
      'phase',
      'version',
      'answers',
      'accepted',
      'applicantId',
      'applicant',
      'representative',
      'submittedBy',
      'notification',
      'source',
      'emulated',
      'creator',
      'executor',
      'createdAt',
      'updatedAt',
      'registeredAt',
      'dueDate',
      'overdue',
      'term',
      'editable',
      'closed',
      'actions',
      'newerVersion',
      'decision',
      'signing',
      'documents',
      'receivedDocuments',
      'duty',
      'files',
      'issue',
      'issueDueAt',
      'retention',
      'destroyed',
      'discarded',
    ],
    additionalProperties: false,
    properties: {
      id: text,
      number: nullableText,
      service: ref('ServiceRef'),
      variant: {
        oneOf: [{ type: 'null' }, variant],
        description: 'Вариант услуги: до регистрации – по нынешним ответам, после неё – закреплённый',
      },
      parent: { ...nullable('LinkedApplication'), description: 'Заявка, по которой идёт эта процедура' },
      linked: { type: 'array', items: ref('LinkedApplication'), description: 'Процедуры по этой заявке' },
      procedures: { type: 'array', items: ref('RowAction'), description: 'Процедуры, которые можно начать' },
      onlooker: {
        ...saidOrNull,
        description: 'Почему заявку можно только читать: сотрудник видит её из-за идущей по ней процедуры',
      },
      reviewers: {
        ...saidOrNull,
        description:
          'Кто может рассмотреть процедуру, которую не рассматривает исполнитель заявки; null – кто угодно или уже есть кому',
      },
      workflow: {
        type: 'object',
        required: ['code', 'version'],
        additionalProperties: false,
        properties: { code: text, version: { type: 'integer' } },
      },
      state: text,
      stateTitle: said,
      phase,
      version: { type: 'integer' },
      answers,
      accepted: { type: 'array', items: ref('AcceptedView'), description: 'Принятое из ответов; лежит поверх answers' },
      applicantId: nullableText,
      applicant: nullable('ApplicantData'),
      representative: nullable('ApplicantData'),
      submittedBy: nullable('ApplicantData'),
      notification: nullable('Notification'),
      source,
      emulated: { type: 'boolean', description: 'Заявление прислал эмулятор портала: оно вымышлено' },
      creator: nullablePerson,
      executor: nullablePerson,
      createdAt: text,
      updatedAt: text,
      registeredAt: nullableText,
      dueDate: nullableText,
      overdue: { type: 'boolean' },
      term: nullable('DeadlineView'),
      editable: { type: 'boolean' },
      closed: {
        type: 'object',
        description:
          'Почему сотруднику сейчас нельзя менять ответы, документы, файлы, бумаги, отправлять запросы, удалить черновик; null – можно',
        required: ['discard', 'answers', 'documents', 'files', 'papers', 'requests'],
        additionalProperties: false,
        properties: {
          discard: saidOrNull,
          answers: saidOrNull,
          documents: saidOrNull,
          files: saidOrNull,
          papers: saidOrNull,
          requests: saidOrNull,
        },
      },
      actions: { type: 'array', items: ref('ActionView') },
      newerVersion: nullable('NewerVersion'),
      decision: nullable('DecisionView'),
      signing: nullable('SigningView'),
      documents: { type: 'array', items: ref('DocumentView') },
      receivedDocuments: { type: 'array', items: ref('ReceivedDocumentView') },
      duty: { ...nullable('DutySummary'), description: 'Госпошлина; null – услуга бесплатна' },
      files: { type: 'array', items: ref('FileView') },
      issue: nullable('IssueView'),
      issueDueAt: { ...nullableText, description: 'С какого времени результат ждёт заявителя: он получает его лично' },
      retention: { ...nullable('RetentionView'), description: 'Сколько хранится заявка; null – в услуге не указано' },
      destroyed: {
        oneOf: [{ type: 'null' }, destroyed],
        description: 'Персональные данные уничтожены: когда и по какому акту',
      },
      discarded: {
        oneOf: [{ type: 'null' }, discarded],
        description: 'Черновик удалён: он ни в одном списке, до своего срока его можно восстановить',
      },
    },
  },
} as const;
