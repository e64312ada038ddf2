import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarOf } from '../calendar/calendar-of.ts';
import { lintDefinition } from '../definition/lint.ts';
import { runTrials } from './run-trials.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests change what no type allows
type Anything = any;

const read = (path: string): Anything =>
  JSON.parse(readFileSync(new URL(`../../../service-definitions/${path}`, import.meta.url), 'utf8'));
const calendar = calendarOf([2025, 2026, 2027].map((year) => read(`calendars/ru${year}.json`)));

/** Failures of the service's tests after a change, as lines «pointer: message». */
function failures(change: (service: Anything, workflow: Anything) => void): string[] {
  const [service, workflow] = [read('services/landPlotPlan/service.json'), read('workflows/doverie.json')];
  change(service, workflow);
  return runTrials({ service, workflow, calendar }).flatMap((result) =>
    result.failures.map(({ pointer, message }) => `${pointer}: ${message}`),
  );
}

const stepOf = (service: Anything, trial: number, step: number) => service.tests[trial].steps[step];
const expectOf = (service: Anything, trial: number, step: number) => stepOf(service, trial, step).expect;

test('the shipped tests are green, and each of them looks at something', () => {
  expect(failures(() => undefined)).toEqual([]);
  const { tests } = read('services/landPlotPlan/service.json');
  for (const { title, steps } of tests)
    expect(
      steps.some((step: Anything) => step.expect),
      title,
    ).toBe(true);
});

/** One wrong expectation, or one slip in a definition, and where and how the tests say so. */
const table: readonly (readonly [line: string, change: (service: Anything, workflow: Anything) => void])[] = [
  // expectations
  [
    '/tests/0/steps/1/expect/state: Шаг 2 («register»), registrar: состояние: ожидалось «deciding», а получилось «registered»',
    (one) => Object.assign(expectOf(one, 0, 1), { state: 'deciding' }),
  ],
  ['/tests/0/steps/1/expect/phase: ', (one) => Object.assign(expectOf(one, 0, 1), { phase: 'granted' })],
  [
    '/tests/0/steps/1/expect/dueDate: Шаг 2 («register»), registrar: срок: ожидалось «2026-03-20», а получилось «2026-03-23»',
    (one) => Object.assign(expectOf(one, 0, 1), { dueDate: '2026-03-20' }),
  ],
  [
    '/tests/0/steps/1/expect/executor: Шаг 2 («register»), registrar: исполнитель: ожидалось «registrar», а получилось «нет»',
    (one) => Object.assign(expectOf(one, 0, 1), { executor: 'registrar' }),
  ],
  ['/tests/0/steps/3/expect/decision: ', (one) => Object.assign(expectOf(one, 0, 3), { decision: null })],
  [
    '/tests/0/steps/6/expect/open: Шаг 7, approver: открытые действия – нет: close; лишнее: publish',
    (one) => Object.assign(expectOf(one, 0, 6), { open: ['rework', 'close'] }),
  ],
  [
    '/tests/0/steps/3/expect/closed/0/reason: ',
    (one) => Object.assign(expectOf(one, 0, 3).closed[0], { reason: 'в отпуске' }),
  ],
  [
    '/tests/0/steps/3/expect/closed/0: Шаг 4 («grant»), executor: действия «nowhere» в процессе нет',
    (one) => Object.assign(expectOf(one, 0, 3).closed[0], { action: 'nowhere' }),
  ],
  [
    '/tests/0/steps/6/expect/closed/0: Шаг 7, approver: действие «publish» открыто',
    (one) => Object.assign(expectOf(one, 0, 6), { closed: [{ action: 'publish' }] }),
  ],
  [
    '/tests/0/steps/0/expect/visible/0: Шаг 1, registrar: поле «mfc» не показано',
    (one) => Object.assign(expectOf(one, 0, 0), { visible: ['mfc'] }),
  ],
  [
    '/tests/0/steps/0/expect/hidden/0: Шаг 1, registrar: поле «area» показано',
    (one) => Object.assign(expectOf(one, 0, 0), { hidden: ['area'] }),
  ],
  [
    '/tests/5/steps/0/expect/documents: Шаг 1 («register»), registrar: обязательные документы – лишнее: powerOfAttorney',
    (one) => Object.assign(expectOf(one, 5, 0), { documents: [] }),
  ],
  ['/tests/5/steps/0/expect/variant: ', (one) => Object.assign(expectOf(one, 5, 0), { variant: 'person' })],
  [
    '/tests/4/steps/0/expect/problems: Шаг 1 («register»), registrar: чего не хватает – нет: oktmo; лишнее: area',
    (one) => Object.assign(expectOf(one, 4, 0), { problems: ['cadastralNumber', 'oktmo', 'landmark', 'mfc'] }),
  ],
  ['/tests/2/steps/2/expect/refused: ', (one) => Object.assign(expectOf(one, 2, 2), { refused: 'обед' })],
  [
    '/tests/2/steps/1/expect/refused: Шаг 2 («grant»), anna: ожидался отказ «обед», а действие выполнено',
    (one) => Object.assign(expectOf(one, 2, 1), { refused: 'обед' }),
  ],
  // steps that cannot be done
  [
    '/tests/2/steps/2/action: Шаг 3 («publish»), anna: действие не выполнено: ',
    (one) => delete stepOf(one, 2, 2).expect,
  ],
  ['/tests/0/steps/1/action: ', (one) => Object.assign(stepOf(one, 0, 1), { as: 'monitor' })],
  [
    '/tests/0/steps/1/action: Шаг 2 («nowhere»), registrar: действие не выполнено: Такого действия нет',
    (one) => Object.assign(stepOf(one, 0, 1), { action: 'nowhere' }),
  ],
  [
    '/tests/0/steps/3/action: Шаг 4 («grant»), executor: действие не выполнено: У этого действия нет комментария',
    (one) => Object.assign(stepOf(one, 0, 3), { comment: 'Зачем' }),
  ],
  ['/tests/0/steps/2/action: ', (one) => delete stepOf(one, 0, 2).input],
  ['/tests/3: Заявку создать не удалось: ', (one) => Object.assign(one.tests[3], { creator: 'monitor' })],
  // slips in the definitions
  ['/tests/1/steps/0/expect/executor: ', (_one, workflow) => workflow.actions.splice(2, 1)],
  [
    '/tests/2/steps/1/expect/closed/0: ',
    (_one, workflow) => delete workflow.actions.find((one: Anything) => one.code === 'publish').guard,
  ],
  ['/tests/0/steps/1/expect/dueDate: ', (one) => Object.assign(one.term, { days: 10 })],
  ['/tests/0/steps/0/expect/hidden/1: ', (one) => delete one.form.ui.mfc.visible],
  ['/tests/5/steps/0/expect/documents: ', (one) => delete one.variants.rows[1].documents[2].needed],
  ['/tests/6/steps/0/action: ', (one) => Object.assign(one, { applicants: ['person'] })],
  ['/tests/0: Проверка прервалась: ', (one) => Object.assign(one.form.ui.mfc, { visible: { rule: 'nowhere' } })],
];

test.each(table)('%s', (line, change) => {
  const lines = failures(change);
  expect(
    lines.some((one) => one.startsWith(line)),
    lines.join('\n'),
  ).toBe(true);
});

test('days go on between steps, and an answer can be taken back', () => {
  const trial = {
    title: 'Дни',
    today: '2026-03-02',
    answers: read('services/landPlotPlan/service.json').tests[0].answers,
    steps: [
      { as: 'registrar', answers: { area: null } },
      { as: 'registrar', action: 'register', expect: { problems: ['area'] } },
      {
        as: 'registrar',
        today: '2026-03-03',
        answers: { area: 5 },
        action: 'register',
        expect: { dueDate: '2026-03-24' },
      },
    ],
  };
  expect(failures((service) => Object.assign(service, { tests: [trial] }))).toEqual([]);
});

test('requests go out by hand and by themselves; a silent provider keeps waiting, an answer lets go', () => {
  const trial = {
    title: 'Запросы',
    answers: read('services/landPlotPlan/service.json').tests[0].answers,
    applicant: 'organisation',
    steps: [
      { as: 'registrar', ask: ['snils'], expect: { refused: 'нет' } },
      { as: 'registrar', providers: { egrul: 'silent' }, action: 'register', expect: { asked: ['egrul'] } },
      { as: 'dispatcher', expect: { awaited: ['egrul'], closed: [{ action: 'assign' }] } },
      { as: 'dispatcher', ask: ['regional'], expect: { asked: ['egrul', 'regional'], awaited: ['egrul'] } },
      { as: 'dispatcher', providers: { egrul: 'refused' }, expect: { awaited: [], open: ['assign'] } },
    ],
  };
  const change = (service: Anything, workflow: Anything) => {
    Object.assign(service, { tests: [trial], applicants: ['person', 'organisation'] });
    delete service.variants;
    service.requests.find((one: Anything) => one.code === 'egrul').automatic = true;
    const action = (code: string) => workflow.actions.find((one: Anything) => one.code === code);
    action('register').effects.push({ effect: 'startRequests' });
    action('assign').guard = { var: 'case.requests.answered' };
  };
  expect(failures(change)).toEqual([]);
  trial.steps.splice(4, 1);
  trial.applicant = 'person';
  expect(failures(change)).toEqual([expect.stringContaining('отправленные запросы – нет: egrul')]);
});

test('what a workflow does on the deadline is done when the day has passed, and not on the last day', () => {
  const trial = {
    title: 'Срок',
    answers: read('services/landPlotPlan/service.json').tests[0].answers,
    steps: [
      { as: 'registrar', action: 'register', expect: { dueDate: '2026-03-23' } },
      { as: 'registrar', today: '2026-03-23', expect: { state: 'registered' } },
      { as: 'registrar', today: '2026-03-24', expect: { state: 'deciding' } },
    ],
  };
  const byItself = { code: 'tooLate', title: 'Срок вышел', from: ['registered'], to: 'deciding', functions: [] };
  expect(
    failures((service, workflow) => {
      Object.assign(service, { tests: [trial] });
      workflow.actions.push({ ...byItself, onDeadline: true, effects: [] });
    }),
  ).toEqual([]);
});

test('what a workflow does on the last signature is done when it has come, and refused where nothing waits for it', () => {
  const signing = (workflow: Anything) => workflow.actions.find(({ code }: Anything) => code === 'sign');
  const [service, workflow] = [read('services/treeFellingPermit/service.json'), read('workflows/kazan.json')];
  const [trial] = service.tests;
  const at = trial.steps.findIndex(({ action }: Anything) => action === 'sign');
  expect(at).toBeGreaterThan(0);
  const { action: _sign, ...step } = trial.steps[at];
  trial.steps[at] = { ...step, signed: true };
  service.tests = [trial];
  const messages = () =>
    runTrials({ service, workflow, calendar }).flatMap(({ failures: found }) => found.map(({ message }) => message));
  expect(messages()).toEqual([]);
  signing(workflow).onSigned = false;
  expect(messages()[0]).toContain('Последняя подпись сейчас ничего не выполняет');
});

test('every shipped service has tests, on its own workflow, and all of them are green', () => {
  const made = ['addressAssignment', 'constructionNotice', 'housingSubsidy', 'landPlotScheme'];
  for (const code of ['archiveCertificate', 'landPlotPlan', 'treeFellingPermit', ...made]) {
    const service = read(`services/${code}/service.json`);
    const results = runTrials({ service, workflow: read(`workflows/${service.workflow}.json`), calendar });
    expect(results.length, code).toBeGreaterThan(2);
    expect(
      results.flatMap((one) => one.failures),
      code,
    ).toEqual([]);
  }
});

test('a test of the wrong shape is a finding of the linter', () => {
  const service = read('services/landPlotPlan/service.json');
  service.tests[0].steps[0].expect.stage = 'draft';
  const findings = lintDefinition(service, () => undefined);
  expect(findings.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    'unknownKey /tests/0/steps/0/expect/stage',
  );
});
