import { definitionKinds } from '@reglament/format';
import { said } from '../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const list = (name: string) => ({ type: 'array', items: ref(name) }) as const;
const text = { type: 'string' } as const;
const title = { type: 'string', minLength: 1, maxLength: 500 } as const;
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
const instant = { type: 'string', format: 'date-time' } as const;
const pointer = { type: 'string', maxLength: 2000, description: 'JSON Pointer в определении' } as const;
const keys = { type: 'array', maxItems: 10_000, items: { type: 'string', maxLength: 200 } } as const;
const members = { type: 'object', additionalProperties: true } as const;

const changes = {
  type: 'array',
  description: 'Обратимые изменения: что было и что стало в одном месте определения',
  items: { oneOf: [ref('DraftSetChange'), ref('DraftMembersChange'), ref('DraftSpliceChange')] },
} as const;

export const draftSchemas = {
  DraftSetChange: {
    type: 'object',
    description: 'Другое значение на том же месте',
    required: ['op', 'at', 'before', 'after'],
    additionalProperties: false,
    properties: { op: { const: 'set' }, at: pointer, before: {}, after: {} },
  },
  DraftMembersChange: {
    type: 'object',
    description: 'Члены объекта добавлены, удалены или переставлены; before и after – их имена по порядку',
    required: ['op', 'at', 'before', 'after', 'removed', 'added'],
    additionalProperties: false,
    properties: { op: { const: 'members' }, at: pointer, before: keys, after: keys, removed: members, added: members },
  },
  DraftSpliceChange: {
    type: 'object',
    description: 'Элементы списка добавлены, удалены или переставлены',
    required: ['op', 'at', 'index', 'removed', 'inserted'],
    additionalProperties: false,
    properties: {
      op: { const: 'splice' },
      at: pointer,
      index: count,
      removed: { type: 'array', maxItems: 10_000, items: {} },
      inserted: { type: 'array', maxItems: 10_000, items: {} },
    },
  },
  NewDraftStep: {
    type: 'object',
    required: ['label', 'changes'],
    additionalProperties: false,
    properties: {
      label: { ...title, description: 'Что сделано: так это назовут «Вернуть» и история' },
      changes: { ...changes, minItems: 1, maxItems: 2000 },
      reverts: { ...version, description: 'Номер изменения, которое этим отменено' },
    },
  },
  DraftStepView: {
    type: 'object',
    required: ['revision', 'label', 'changes', 'reverts', 'author', 'mine', 'at'],
    additionalProperties: false,
    properties: {
      revision,
      label: text,
      changes,
      reverts: nullableVersion,
      author: text,
      mine: { type: 'boolean', description: 'Сделано тем, кто спрашивает' },
      at: instant,
    },
  },
  DefinitionFinding: {
    type: 'object',
    description: 'Замечание проверки определений',
    required: ['level', 'code', 'pointer', 'message', 'todo', 'fix'],
    additionalProperties: false,
    properties: {
      level: { type: 'string', enum: ['error', 'warning', 'info'] },
      code: text,
      pointer: text,
      message: said,
      todo: said,
      fix: { oneOf: [{ type: 'null' }, ref('DefinitionQuickFix')] },
    },
  },
  DefinitionQuickFix: {
    type: 'object',
    description: 'Изменение, которое снимает замечание: записать value или удалить то, что на месте pointer',
    required: ['title', 'pointer', 'operation'],
    additionalProperties: false,
    properties: { title: said, pointer: text, operation: { type: 'string', enum: ['set', 'remove'] }, value: {} },
  },
  DraftList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: list('DraftItem') },
  },
  DraftItem: {
    type: 'object',
    description: 'Определение, которое правят',
    required: ['id', 'kind', 'code', 'title', 'baseVersion', 'updatedAt', 'updatedBy'],
    additionalProperties: false,
    properties: {
      id: text,
      kind,
      code,
      title: text,
      baseVersion: { ...nullableVersion, description: 'Версия, с которой начат; null – определения ещё нет' },
      updatedAt: instant,
      updatedBy: text,
    },
  },
  NewDraft: {
    type: 'object',
    description:
      'С чего начать: from – published (действующая или названная версия), copy (копия под новым кодом), like (услуга по образцу другой, без её полей), blank, text',
    required: ['kind', 'from'],
    additionalProperties: false,
    properties: {
      kind,
      from: { type: 'string', enum: ['published', 'copy', 'like', 'blank', 'text'] },
      code: {
        ...code,
        description: 'Чего (published), с чего (copy, like), какой дать (blank; без него составляется из названия)',
      },
      version,
      newCode: { ...code, description: 'Код копии и новой по образцу; без него составляется из названия' },
      title: { ...title, description: 'Название новой или копии' },
      workflow: { ...code, description: 'Процесс новой услуги' },
      year: { type: 'integer', minimum: 2000, maximum: 2100, description: 'Год нового календаря' },
      text: { ...text, maxLength: 900_000, description: 'Текст файла определения' },
    },
  },
  DraftPlace: {
    type: 'object',
    required: ['id', 'existing'],
    additionalProperties: false,
    properties: {
      id: text,
      existing: { type: 'boolean', description: 'Черновик этого определения уже был, и открыт он' },
    },
  },
  DraftView: {
    type: 'object',
    required: ['id', 'kind', 'code', 'baseVersion', 'latestVersion', 'revision', 'content', 'steps', 'findings'].concat(
      ['discarded', 'publishedVersion', 'updatedAt', 'updatedBy'],
    ),
    additionalProperties: false,
    properties: {
      id: text,
      kind,
      code,
      baseVersion: nullableVersion,
      latestVersion: { ...nullableVersion, description: 'Действующая версия' },
      revision,
      content: { type: 'object', additionalProperties: true, description: 'Определение, как оно записано сейчас' },
      steps: { ...list('DraftStepView'), description: 'Последние изменения: их можно отменить' },
      findings: list('DefinitionFinding'),
      publishedFields: {
        type: 'array',
        items: text,
        description: 'Поля формы услуги, которые есть хотя бы в одной версии: под их кодами хранятся ответы',
      },
      discarded: { type: 'boolean' },
      publishedVersion: nullableVersion,
      updatedAt: instant,
      updatedBy: text,
    },
  },
  DraftSteps: {
    type: 'object',
    required: ['revision', 'steps'],
    additionalProperties: false,
    properties: {
      revision: { ...revision, description: 'Изменение, после которого сделаны эти' },
      steps: { ...list('NewDraftStep'), minItems: 1, maxItems: 200 },
    },
  },
  DraftStepsQuery: {
    type: 'object',
    required: ['after'],
    additionalProperties: false,
    properties: { after: { ...revision, description: 'Изменение, которое уже есть на странице' } },
  },
  DraftSaved: {
    type: 'object',
    required: ['revision', 'missed', 'findings'],
    additionalProperties: false,
    properties: {
      revision,
      missed: { ...list('DraftStepView'), description: 'Что тем временем сделали другие: примените до своих' },
      findings: list('DefinitionFinding'),
    },
  },
} as const;
