import { definitionKinds } from '@reglament/format';
import { said, saidOrNull } from '../../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const list = (name: string) => ({ type: 'array', items: ref(name) }) as const;
const text = { type: 'string' } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const kind = { type: 'string', enum: [...definitionKinds] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const revision = {
  type: 'integer',
  minimum: 0,
  maximum: 2_147_483_647,
  description: 'Номер изменения черновика',
} as const;
const version = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const;
const nullableVersion = { oneOf: [{ type: 'null' }, version] } as const;
const uuid = { type: 'string', format: 'uuid' } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const publicationState = { type: 'string', enum: ['published', 'awaiting', 'scheduled', 'failed'] } as const;

export const draftPublicationSchemas = {
  DraftPublication: {
    type: 'object',
    description: 'Что даст публикация',
    required: ['revision', 'byTwo', 'asked', 'baseMoved', 'changes', 'findings', 'tests', 'others'],
    additionalProperties: false,
    properties: {
      revision,
      others: { ...list('DraftPublishedWith'), description: 'Что публикуется вместе с ним: всё или ничего' },
      byTwo: { type: 'boolean', description: 'В ведомстве публикацию подтверждает второй сотрудник' },
      asked: { oneOf: [{ type: 'null' }, ref('AskedPublication')] },
      baseMoved: {
        ...nullableVersion,
        description: 'Версия, опубликованная, пока правили черновик; сначала перенесите правки на неё',
      },
      changes: list('DefinitionChangeView'),
      findings: list('DefinitionFinding'),
      tests: { ...list('DefinitionTestView'), description: 'Проверки всего, что публикуется, друг поверх друга' },
    },
  },
  DraftPublishedWith: {
    type: 'object',
    required: ['id', 'kind', 'code', 'title', 'revision', 'baseMoved', 'changes', 'findings'],
    additionalProperties: false,
    properties: {
      id: uuid,
      ...{ kind, code, revision },
      title: text,
      baseMoved: nullableVersion,
      changes: list('DefinitionChangeView'),
      findings: list('DefinitionFinding'),
    },
  },
  PublicationQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      with: {
        type: 'string',
        maxLength: 2000,
        pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$',
        description: 'Номера черновиков, которые публикуются вместе с этим, через запятую',
      },
    },
  },
  DefinitionChangeView: {
    type: 'object',
    required: ['code', 'pointer', 'message', 'breaking', 'drafts', 'openCases'],
    additionalProperties: false,
    properties: {
      code: text,
      pointer: text,
      message: said,
      breaking: { type: 'boolean' },
      drafts: count,
      openCases: count,
    },
  },
  DefinitionTestView: {
    type: 'object',
    required: ['service', 'title', 'failures'],
    additionalProperties: false,
    properties: {
      service: code,
      title: text,
      failures: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'message'],
          additionalProperties: false,
          properties: { pointer: text, message: said },
        },
      },
    },
  },
  PublishDraft: {
    type: 'object',
    required: ['revision', 'comment'],
    additionalProperties: false,
    properties: {
      revision,
      together: {
        type: 'array',
        maxItems: 50,
        description: 'Черновики, которые публикуются вместе с этим: все или ни одного',
        items: {
          type: 'object',
          required: ['id', 'revision'],
          additionalProperties: false,
          properties: { id: uuid, revision },
        },
      },
      comment: { type: 'string', minLength: 1, maxLength: 2000 },
      from: { type: 'string', format: 'date', description: 'С какого дня действует; нет – сразу' },
      acceptWarnings: { type: 'boolean', description: 'Предупреждения прочитаны' },
      acceptBreaking: {
        type: 'boolean',
        description: 'Несовместимые изменения задевают черновики и открытые заявки, и это принято',
      },
    },
  },
  PublishedVersion: {
    type: 'object',
    required: ['kind', 'code', 'state', 'version'],
    additionalProperties: false,
    properties: {
      kind,
      code,
      state: { ...publicationState, description: 'published – уже действует' },
      version: { ...nullableVersion, description: 'null – ещё не опубликовано' },
    },
  },
  AskedPublication: {
    type: 'object',
    description: 'Публикация, о которой попросили; failed – в свой день не вышла',
    required: ['state', 'comment', 'from', 'askedBy', 'mine', 'askedAt', 'confirmedBy', 'failure', 'changed'].concat(
      'others',
    ),
    additionalProperties: false,
    properties: {
      state: publicationState,
      comment: text,
      from: { type: ['string', 'null'], description: 'С какого дня; null – сразу после подтверждения' },
      askedBy: text,
      mine: { type: 'boolean', description: 'Попросил тот, кто спрашивает: подтвердит другой' },
      askedAt: instant,
      confirmedBy: { type: ['string', 'null'] },
      failure: saidOrNull,
      others: { type: 'array', items: uuid, description: 'Черновики, которые публикуются вместе с ним' },
      changed: { type: 'boolean', description: 'Черновик с тех пор изменён: попросите заново' },
    },
  },
  ConfirmPublication: {
    type: 'object',
    required: ['revision'],
    additionalProperties: false,
    properties: { revision },
  },
  PublicationPolicy: {
    type: 'object',
    required: ['byTwo'],
    additionalProperties: false,
    properties: { byTwo: { type: 'boolean', description: 'Публикацию подтверждает второй сотрудник' } },
  },
} as const;
