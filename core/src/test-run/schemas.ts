import { said } from '../locale/said.ts';

const text = { type: 'string' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const ids = { type: 'array', items: id, maxItems: 200 } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const list = (name: string) => ({ type: 'array', items: ref(name) }) as const;

/** All members are always there. */
function whole<Properties extends object>(description: string, properties: Properties) {
  const required = Object.keys(properties) as (keyof Properties & string)[];
  return { type: 'object', description, required, additionalProperties: false, properties } as const;
}

const named = whole('Кто или какая роль', { id, name: text });
const testers = whole('Кто пробует услугу', {
  users: { type: 'array', items: named },
  roles: { type: 'array', items: named },
});

export const testRunSchemas = {
  NewTestRun: {
    type: 'object',
    required: ['draftId', 'testers'],
    additionalProperties: false,
    properties: {
      draftId: { ...id, description: 'Черновик услуги' },
      together: { ...ids, description: 'Черновики, которые пробуют вместе с ним: процесса, справочника, вида запроса' },
      testers: ref('TestRunTesters'),
    },
  },
  TestRunTesters: whole('Тестировщики: сотрудники своего ведомства и роли', { users: ids, roles: ids }),
  TestRunView: whole('Услуга в тестовом режиме', {
    id,
    service: text,
    title: text,
    drafts: list('TestRunDraft'),
    startedAt: moment,
    startedBy: text,
    ready: { type: 'boolean', description: 'Ложно – включение не закончено: режим можно только завершить' },
    testers,
  }),
  TestRunDraft: whole('Черновик, который действует в тестовом режиме', {
    id,
    revision: count,
    current: { type: ['integer', 'null'], description: 'Нынешняя правка черновика; null – его больше нет' },
  }),
  TestRunList: whole('Услуги ведомства в тестовом режиме и роли, которые можно назвать', {
    items: list('TestRunView'),
    roles: { type: 'array', items: named },
  }),
  TestRunContents: whole('Что исчезнет вместе с тестовым режимом', {
    applications: count,
    applicants: count,
    requests: count,
    decisions: count,
    files: count,
  }),
  OwnTestRun: whole('Услуга, которую можно пробовать', { id, service: text, title: text, startedAt: moment }),
  OwnTestRunList: whole('Услуги, которые сотрудник пробует', { items: list('OwnTestRun') }),
  OwnTestRunView: whole('Тестовый режим глазами тестировщика', {
    id,
    service: text,
    title: text,
    now: { ...text, format: 'date-time', description: 'Который час в тестовом режиме' },
    people: list('TestRunPerson'),
  }),
  TestRunPerson: whole('Вымышленный сотрудник', {
    id,
    name: text,
    role: said,
    acting: { type: 'boolean', description: 'За него тестировщик работает сейчас' },
  }),
  TestRunClock: whole('На сколько перевести часы', { days: { type: 'integer', minimum: 1, maximum: 366 } }),
  TestRunSeat: whole('За кого работать', { person: id }),
} as const;
