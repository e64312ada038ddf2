import { readFileSync } from 'node:fs';
import type { Definition } from '@reglament/format';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDefinitions, PARTS } from './compare.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests change what no type allows
type Anything = any;

const read = (path: string): Anything =>
  JSON.parse(readFileSync(new URL(`../../../../service-definitions/${path}`, import.meta.url), 'utf8'));
const paths = {
  service: 'services/landPlotPlan/service.json',
  workflow: 'workflows/doverie.json',
  dictionary: 'dictionaries/mfc.json',
  calendar: 'calendars/ru2026.json',
  workplace: 'workplaces/doverie.json',
} as const;

function changesOf(kind: keyof typeof paths, change: (content: Anything) => void) {
  const [before, after] = [read(paths[kind]), read(paths[kind])];
  change(after);
  return compareDefinitions(before, after);
}

const field = (one: Anything, code: string) => one.form.schema.properties[code];
const drop = (list: Anything[], code: string) =>
  list.splice(
    list.findIndex((item) => item.code === code),
    1,
  );
const find = (list: Anything[], code: string) => list.find((item) => item.code === code);

/** One change each: `!` what fitted before may not fit now. */
const table: readonly (readonly [line: string, kind: keyof typeof paths, change: (one: Anything) => void])[] = [
  // the form
  ['! fieldRemoved: Поля «Площадь (кв. м)» больше нет', 'service', (one) => delete one.form.schema.properties.area],
  [
    '! fieldRetyped: Поле «Площадь (кв. м)»: другой вид значения (было: число, стало: текст)',
    'service',
    (one) => Object.assign(field(one, 'area'), { type: 'string' }),
  ],
  ['! choiceRemoved', 'service', (one) => field(one, 'addressKind').oneOf.pop()],
  ['– choiceAdded', 'service', (one) => field(one, 'addressKind').oneOf.push({ const: 'other', title: 'Другое' })],
  ['– choiceRenamed', 'service', (one) => Object.assign(field(one, 'addressKind').oneOf[0], { title: 'Иначе' })],
  ['! choicesClosed', 'service', (one) => Object.assign(field(one, 'oktmo'), { enum: ['73701000'] })],
  ['– choicesOpened', 'service', (one) => delete field(one, 'addressKind').oneOf],
  ['! limitTightened', 'service', (one) => Object.assign(field(one, 'area'), { maximum: 10 })],
  ['! limitTightened', 'service', (one) => Object.assign(field(one, 'cadastralNumber'), { minLength: 15 })],
  ['– limitLoosened', 'service', (one) => delete field(one, 'area').exclusiveMinimum],
  ['! checkChanged', 'service', (one) => Object.assign(field(one, 'oktmo'), { pattern: '^73' })],
  ['– checkDropped', 'service', (one) => delete field(one, 'oktmo').format],
  [
    '! requiredAdded: Поле «Новое» стало обязательным',
    'service',
    (one) => {
      one.form.schema.properties.added = { title: 'Новое', type: 'string' };
      one.form.schema.required.push('added');
    },
  ],
  [
    '– fieldAdded',
    'service',
    (one) => Object.assign(one.form.schema.properties, { added: { title: 'Новое', type: 'string' } }),
  ],
  [
    '– requiredDropped',
    'service',
    (one) => one.form.schema.required.splice(one.form.schema.required.indexOf('area'), 1),
  ],
  [
    '! requiredAdded',
    'service',
    (one) => Object.assign(field(one, 'landAddress'), { required: ['text', 'region', 'district'] }),
  ],
  ['! fieldRemoved', 'service', (one) => delete field(one, 'landAddress').properties.region],
  ['– fieldRenamed', 'service', (one) => Object.assign(field(one, 'area'), { title: 'Сколько' })],
  [
    '– visibilityChanged',
    'service',
    (one) => Object.assign(one.form.ui.area, { visible: { empty: [{ var: 'oktmo' }] } }),
  ],
  ['! dictionaryChanged', 'service', (one) => Object.assign(one.form.ui.mfc, { dictionary: 'documentKinds' })],
  ['– lookChanged', 'service', (one) => Object.assign(one.form.ui.area, { help: 'Подсказка' })],
  ['– sectionsChanged', 'service', (one) => one.form.sections.reverse()],
  [
    '! checkChanged: Форма проверяет ответы вместе иначе',
    'service',
    (one) => Object.assign(one.form.schema, { allOf: [{ required: ['area'] }] }),
  ],
  // the rest of a service
  ['! termShortened', 'service', (one) => Object.assign(one.term, { days: 10 })],
  ['– termLengthened', 'service', (one) => Object.assign(one.term, { days: 20 })],
  ['! applicantRemoved', 'service', (one) => one.applicants.pop()],
  ['! workflowChanged', 'service', (one) => Object.assign(one, { workflow: 'short' })],
  ['! documentRemoved', 'service', (one) => drop(one.documents, 'otherDocument')],
  ['! documentDemanded', 'service', (one) => Object.assign(find(one.documents, 'otherDocument'), { needed: true })],
  ['! documentDemanded', 'service', (one) => one.documents.push({ code: 'added', title: 'Новый', needed: true })],
  ['– documentAdded', 'service', (one) => one.documents.push({ code: 'added', title: 'Новый' })],
  ['! groundRemoved', 'service', (one) => one.grounds.shift()],
  ['– groundChanged', 'service', (one) => Object.assign(one.grounds[0], { clause: 'другая' })],
  ['! decisionRemoved', 'service', (one) => delete one.decisions.refuse],
  ['– decisionChanged', 'service', (one) => Object.assign(one.decisions.grant, { message: 'Готово' })],
  ['– templateChanged', 'service', (one) => one.templates.grant.body.push({ type: 'space' })],
  ['– ruleChanged', 'service', (one) => Object.assign(one.rules.hasAddress, { rule: true })],
  ['– portalChanged', 'service', (one) => Object.assign(one, { portal: { statuses: {} } })],
  ['– partChanged', 'service', (one) => Object.assign(one, { columns: {} })],
  [
    '– partChanged: Изменена часть «процедуры, которые начинают по заявке»',
    'service',
    (one) => Object.assign(one, { procedures: ['misprint'] }),
  ],
  ['– titleChanged', 'service', (one) => Object.assign(one, { title: 'План' })],
  ['– numberChanged', 'service', (one) => Object.assign(one.number, { template: '{seq}' })],
  ['– basisChanged', 'service', (one) => one.basis.pop()],
  ['– approvalChanged', 'service', (one) => Object.assign(one, { approval: !one.approval })],
  // a workflow
  ['! stateRemoved: Состояния «Принятие решения» больше нет', 'workflow', (one) => drop(one.states, 'deciding')],
  ['– stateAdded', 'workflow', (one) => one.states.push({ code: 'added', title: 'Новое', phase: 'closed' })],
  ['! phaseChanged', 'workflow', (one) => Object.assign(one.states[2], { phase: 'received' })],
  ['! stateEnded', 'workflow', (one) => Object.assign(one.states[5], { final: true })],
  ['! termShortened', 'workflow', (one) => Object.assign(one.states[2], { days: 3 })],
  ['– stateChanged', 'workflow', (one) => Object.assign(one.states[2], { title: 'Иначе' })],
  ['! actionRemoved', 'workflow', (one) => drop(one.actions, 'rework')],
  ['– actionAdded', 'workflow', (one) => one.actions.push({ ...one.actions[9], code: 'added' })],
  ['! actionNarrowed', 'workflow', (one) => find(one.actions, 'close').from.pop()],
  ['! actionNarrowed', 'workflow', (one) => find(one.actions, 'close').functions.pop()],
  ['– wayChanged', 'workflow', (one) => Object.assign(find(one.actions, 'close'), { to: 'granted' })],
  ['– guardChanged', 'workflow', (one) => Object.assign(find(one.actions, 'close'), { guard: true })],
  ['– effectsChanged', 'workflow', (one) => find(one.actions, 'register').effects.pop()],
  ['– requiredDropped', 'workflow', (one) => find(one.actions, 'refuse').input.schema.required.shift()],
  ['! functionRemoved', 'workflow', (one) => delete one.functions.monitor],
  ['– functionAdded', 'workflow', (one) => Object.assign(one.functions, { added: one.functions.monitor })],
  ['– initialChanged', 'workflow', (one) => Object.assign(one, { initial: 'registered' })],
  // the others
  ['! entryRemoved', 'dictionary', (one) => one.entries.pop()],
  ['– entryAdded', 'dictionary', (one) => one.entries.push({ code: 'added', title: 'Новая' })],
  ['– entryChanged', 'dictionary', (one) => Object.assign(one.entries[0], { title: 'Иначе' })],
  ['– daysChanged', 'calendar', (one) => one.holidays.push('2026-06-01')],
  ['– partChanged: Изменена часть «вкладки»', 'workplace', (one) => one.tabs.pop()],
];

test.each(table)('%s (%s)', (line, kind, change) => {
  const lines = changesOf(kind, change).map(
    ({ code, message, breaking }) => `${breaking ? '!' : '–'} ${code}: ${message}`,
  );
  expect(
    lines.some((one) => one === line || one.startsWith(`${line}:`)),
    lines.join('\n'),
  ).toBe(true);
  // A harmless change brings no breaking one along.
  if (line.startsWith('–')) expect(lines.filter((one) => one.startsWith('!'))).toEqual([]);
  for (const one of lines) expect(one).toMatch(/[а-яё]/i);
});

test.each([
  ['service', 'ServiceDefinition'],
  ['workflow', 'WorkflowDefinition'],
  ['dictionary', 'Dictionary'],
  ['calendar', 'CalendarDefinition'],
  ['workplace', 'Workplace'],
  ['request-type', 'RequestType'],
])('у каждой части определения %s есть русское название', (file, name) => {
  const schema = read(`format/${file}.schema.json`);
  const { properties } = (schema.definitions ?? schema.$defs)[name];
  const own = new Set(['format', 'kind', 'code']);
  expect(Object.keys(properties).filter((key) => !own.has(key) && PARTS[key] === undefined)).toEqual([]);
});

const byCentre = { '==': [{ var: 'case.source' }, 'mfc'] };

/** What a lawyer reads: whole sentences, with conditions in words and what they were before. */
const prose: readonly (readonly [sentence: string, kind: keyof typeof paths, change: (one: Anything) => void])[] = [
  [
    'Поле «Другие данные 1» стало обязательным, когда значение «Источник заявки» равняется «МФЦ»',
    'service',
    (one) => Object.assign(one.form.ui.otherInfo, { required: byCentre }),
  ],
  [
    'Поле «Площадь (кв. м)» обязательно теперь только тогда, когда выполняется «Указан тип адреса „Адрес“» (прежде – всегда)',
    'service',
    (one) => {
      one.form.schema.required.splice(one.form.schema.required.indexOf('area'), 1);
      one.form.ui.area.required = { rule: 'hasAddress' };
    },
  ],
  [
    'Поле «Площадь (кв. м)» спрашивают теперь, когда значение «Источник заявки» равняется «МФЦ» (прежде – всегда)',
    'service',
    (one) => Object.assign(one.form.ui.area, { visible: byCentre }),
  ],
  [
    'Условие «Указан тип адреса „Адрес“» – теперь: значение «Источник заявки» равняется «МФЦ»; прежде: значение «Тип адреса» равняется «Адрес»',
    'service',
    (one) => Object.assign(one.rules.hasAddress, { rule: byCentre }),
  ],
  [
    'Документ «Копия документа, удостоверяющего личность» стал обязательным, когда значение «Источник заявки» равняется «МФЦ»',
    'service',
    (one) => Object.assign(find(one.documents, 'identityDocument'), { needed: byCentre }),
  ],
  [
    'Правовые основания услуги: исключены: Градостроительный кодекс Российской Федерации, статья 57.3; добавлены: Градостроительный кодекс Российской Федерации, статья 57',
    'service',
    (one) => Object.assign(one.basis[0], { clause: 'статья 57' }),
  ],
  [
    'Действие «Отправить на доработку» ведёт теперь в состояние «Зарегистрировано» (прежде – «Принятие решения»)',
    'workflow',
    (one) => Object.assign(find(one.actions, 'rework'), { to: 'registered' }),
  ],
  [
    'Действие «Зарегистрировать заявку на услугу» можно выполнить теперь, когда значение «Источник заявки» равняется «МФЦ» (прежде – всегда)',
    'workflow',
    (one) => Object.assign(find(one.actions, 'register'), { guard: byCentre }),
  ],
  [
    'Действие «Завершить работу по заявке» больше не выполняют: «Исполнитель с суперправами»',
    'workflow',
    (one) => find(one.actions, 'close').functions.pop(),
  ],
];

test.each(prose)('%s', (sentence, kind, change) => {
  expect(changesOf(kind, change).map(({ message }) => message)).toContain(sentence);
});

test('requests that a service may send', () => {
  const [register, maps] = [
    { code: 'register', type: 'egrn', title: 'Сведения ЕГРН' },
    { code: 'maps', type: 'maps' },
  ];
  const lines = (before: object[], after: object[]) => {
    const service = read(paths.service);
    const changes = compareDefinitions({ ...service, requests: before }, { ...service, requests: after });
    return changes.map(({ message, breaking }) => `${breaking ? '!' : '–'} ${message}`);
  };
  expect(lines([register, maps], [maps])).toEqual(['! Запроса «Сведения ЕГРН» больше нет']);
  expect(lines([maps], [maps, register])).toEqual(['– Новый запрос «Сведения ЕГРН»']);
  expect(lines([register], [{ ...register, formless: true }])).toEqual(['– Запрос «Сведения ЕГРН» настроен иначе']);
});

test.each(Object.keys(paths) as (keyof typeof paths)[])('the very same %s has no change', (kind) => {
  expect(changesOf(kind, () => undefined)).toEqual([]);
});

test('whatever is changed, something is said, and the place is in one of the versions', () => {
  const kinds = Object.keys(paths) as (keyof typeof paths)[];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.nat(), fc.constantFrom('drop', 'write'), (kind, choice, how) => {
      const [before, after] = [read(paths[kind]), read(paths[kind])];
      const places = leavesOf(after).filter(([, key]) => !['kind', 'code', 'format'].includes(key));
      const [parent, key] = places[choice % places.length] as [Anything, string];
      if (how === 'drop' && Array.isArray(parent)) parent.splice(Number(key), 1);
      else parent[key] = typeof parent[key] === 'number' ? parent[key] + 1 : `${parent[key]} иначе`;
      const changes = compareDefinitions(before as Definition, after as Definition);
      expect(changes).not.toEqual([]);
      for (const { pointer } of changes)
        expect(
          [before, after].some((one) => has(one, pointer)),
          pointer,
        ).toBe(true);
    }),
    { seed: 20_261_125, numRuns: 400 },
  );
});

function leavesOf(node: Anything): [parent: Anything, key: string][] {
  return Object.entries(node).flatMap(([key, value]): [Anything, string][] =>
    typeof value === 'object' && value !== null ? leavesOf(value) : [[node, key]],
  );
}

function has(node: Anything, pointer: string): boolean {
  const found = pointer
    .split('/')
    .slice(1)
    .reduce((at: Anything, key) => at?.[key.replaceAll('~1', '/')], node);
  return found !== undefined;
}
