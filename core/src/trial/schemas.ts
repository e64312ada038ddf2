import { said, saidOrNull } from '../locale/said.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const list = (name: string) => ({ type: 'array', items: ref(name) }) as const;
const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const saids = { type: 'array', items: said } as const;
const nullableText = { type: ['string', 'null'] } as const;
const flag = { type: 'boolean' } as const;
const members = { type: 'object', additionalProperties: true } as const;
const nullableMembers = { type: ['object', 'null'], additionalProperties: true } as const;
const person = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{0,39}$' } as const;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const together = {
  ...{ type: 'string', pattern: `^${uuid}(,${uuid}){0,19}$` },
  description: 'Черновики через запятую, которые действуют при пробе, как если бы их уже опубликовали',
} as const;

/** All members are always there. */
function whole<Properties extends object>(description: string, properties: Properties) {
  const required = Object.keys(properties) as (keyof Properties & string)[];
  return { type: 'object', description, required, additionalProperties: false, properties } as const;
}

const coded = { type: 'object', required: ['code', 'title'], properties: { code: text, title: said } } as const;
const codedList = { type: 'array', items: { ...coded, additionalProperties: false } } as const;

export const trialSchemas = {
  DraftPaper: {
    type: 'object',
    required: ['template'],
    additionalProperties: false,
    properties: {
      template: { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$', description: 'Код шаблона черновика' },
      applicationId: { type: 'string', format: 'uuid', description: 'Заявка; без неё – вымышленный пример' },
    },
  },
  WalkTrial: {
    type: 'object',
    required: ['trial'],
    additionalProperties: false,
    properties: {
      trial: { ...members, description: 'Проверка услуги, как её записывает формат; шагов может ещё не быть' },
      as: {
        ...person,
        description: 'Кто смотрит: функция процесса или имя из people; без него – кто сделал последний шаг',
      },
    },
  },
  TrialWalk: whole('Путь вымышленной заявки: ничего не записано', {
    as: { ...person, description: 'Кто смотрит' },
    creator: { ...person, description: 'Кто создал заявку' },
    steps: list('TrialWalkStep'),
    present: ref('TrialPresent'),
    people: list('TrialPerson'),
    actions: list('TrialAction'),
    onSigned: { ...nullableText, description: 'Что сейчас выполнит последняя подпись под документом решения' },
    requests: list('TrialRequest'),
    days: { ...list('TrialDay'), description: 'Куда можно перевести часы' },
  }),
  TrialWalkStep: whole('Что вышло из шага', {
    done: list('TrialDeed'),
    refused: saidOrNull,
    problems: { ...texts, description: 'Коды полей и документов, из-за которых не выполнено' },
    unmet: { ...saids, description: 'Чего ждали и что получилось' },
    visible: { ...texts, description: 'Коды полей, которые теперь показаны' },
    today: text,
    state: text,
    stateTitle: said,
    executor: nullableText,
    decision: saidOrNull,
    variant: saidOrNull,
    dueDate: nullableText,
    duty: {
      type: ['integer', 'null'],
      description: 'Размер госпошлины в копейках; null – не взимается или не определён',
    },
  }),
  TrialDeed: whole('Действие с его следствиями', { title: said, automatic: flag, effects: saids }),
  TrialPresent: whole('Заявка, как она есть сейчас', {
    today: text,
    state: text,
    stateTitle: said,
    phase: text,
    final: flag,
    paused: flag,
    executor: nullableText,
    variant: saidOrNull,
    dueDate: nullableText,
    remaining: { type: ['integer', 'null'] },
    duty: { oneOf: [{ type: 'null' }, ref('TrialDuty')] },
    trace: { ...saids, description: 'Почему такая дата' },
    answers: members,
    documents: list('DocumentView'),
    missing: { ...saids, description: 'Чего не хватает, чтобы зарегистрировать' },
    editable: { ...flag, description: 'Тот, кто смотрит, может править ответы' },
  }),
  TrialDuty: whole('Госпошлина вымышленной заявки', {
    status: text,
    statusTitle: said,
    amount: { type: ['integer', 'null'] },
    title: saidOrNull,
    left: { type: 'integer' },
    offered: codedList,
  }),
  TrialPerson: whole('Участник', {
    ...{ name: person, id: text, functions: codedList, holds: flag },
    opens: { ...saids, description: 'Какие действия ему сейчас открыты' },
  }),
  TrialAction: whole('Действие, как его видит тот, кто смотрит', {
    code: text,
    title: said,
    tone: text,
    open: flag,
    reason: saidOrNull,
    comment: { type: 'string', enum: ['none', 'optional', 'required'] },
    form: { ...nullableMembers, 'x-said': 'form' },
    grounds: codedList,
  }),
  TrialRequest: whole('Запрос услуги: что ушло бы и что его держит', {
    code: text,
    title: said,
    available: { ...flag, description: 'Вид запроса опубликован, и его модуль установлен' },
    reason: { ...saidOrNull, description: 'Почему не предлагается' },
    automatic: flag,
    form: { ...nullableMembers, 'x-said': 'form' },
    question: members,
    origins: {
      type: 'array',
      items: {
        type: 'object',
        required: ['title', 'from'],
        additionalProperties: false,
        properties: { title: said, from: saids },
      },
    },
    problems: { ...saids, description: 'Что помешает отправить' },
    asked: { ...nullableText, description: 'День, когда отправлен' },
    conduct: { type: 'string', enum: ['answered', 'empty', 'refused', 'silent'] },
    awaited: flag,
    accepted: { ...nullableMembers, description: 'Ответы заявки, которые предложит принять пример ответа' },
  }),
  TrialDay: whole('День, на который переводят часы', { title: said, date: text }),
  DraftExample: whole('Пример ответов на форму черновика и всё, что нужно, чтобы её показать', {
    answers: members,
    documents: { ...texts, description: 'Коды документов, без которых с такими ответами не зарегистрировать' },
    source: { ...members, description: 'Данные вымышленной заявки, как их читают сопоставления запросов' },
    dictionaries: { type: 'object', additionalProperties: list('DictionaryEntryView') },
    longDictionaries: texts,
  }),
  DraftsTogether: { type: 'object', additionalProperties: false, properties: { with: together } },
  DraftExampleQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      applicant: { type: 'string', enum: ['person', 'soleTrader', 'organisation'] },
      representative: { type: 'string', enum: ['true', 'false'] },
      applicationId: {
        type: 'string',
        format: 'uuid',
        description: 'Заявка, которую сотрудник видит; без неё – вымышленный пример',
      },
      with: together,
    },
  },
  DraftTests: whole('Проверки черновика, как они вышли сейчас', { items: list('DefinitionTestView') }),
  TestCaseList: whole('Заявки тестового режима, последние сначала', {
    run: { ...nullableText, description: 'Тестовый режим услуги; null – он не включён' },
    items: list('TestCase'),
  }),
  TestCase: whole('Заявка тестового режима', { id: text, number: nullableText, stateTitle: text, createdAt: text }),
  TrialOfCase: {
    type: 'object',
    required: ['applicationId'],
    additionalProperties: false,
    properties: {
      applicationId: { type: 'string', format: 'uuid' },
      run: { type: 'string', format: 'uuid', description: 'Тестовый режим, в котором заявка; без него – настоящая' },
    },
  },
  TrialFromCase: whole('Путь заявки как проверка: у настоящей вместо написанного людьми – примеры', {
    trial: members,
    left: { ...texts, description: 'Чего проверка не повторит' },
  }),
} as const;
