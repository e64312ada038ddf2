import { readFileSync } from 'node:fs';
import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import type { CaseStory, StoryEvent, StoryPayload } from './story.ts';
import { type Home, trialOfStory } from './trial-of-story.ts';
import { withoutPeople } from './without-people.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../../service-definitions/${path}`, import.meta.url), 'utf8'));
const service: ServiceDefinition = read('services/landPlotPlan/service.json');
const workflow: WorkflowDefinition = read('workflows/doverie.json');
const home: Home = { service, workflow };

const [anna, boris] = ['01a2192a-7019-752a-aa30-35e192eed5fa', '01a2192a-7053-7794-8cd0-74ae543e2f53'];
const at = (day: string, hour = 9) => new Date(`2026-03-${day}T0${hour}:00:00Z`);
const event = (
  type: string,
  payload: StoryPayload,
  [by, day = '02']: readonly [string | null, string?] = [anna],
): StoryEvent => ({
  ...{ at: at(day), type, actor: by, payload },
});
const created = event('created', { content: { answers: { area: 50 } } });
const deed = (action: string, to: string, more: StoryPayload = {}): StoryPayload => ({
  ...{ action, comment: null, steps: [{ to, effects: [] }] },
  ...more,
});
const story = (events: readonly StoryEvent[], more: Partial<CaseStory> = {}): CaseStory => ({
  ...{ source: 'employee', applicantKind: 'person', hasRepresentative: false, timeZone: 'Europe/Moscow' },
  ...{ events: [created, ...events], requests: [], documents: [] },
  functions: new Map([
    [anna, ['superExecutor']],
    [boris, ['executor', 'approver']],
  ]),
  ...more,
});
const told = (events: readonly StoryEvent[], more?: Partial<CaseStory>) => trialOfStory(story(events, more), home);

test('people are called by what they do: the one function, else a name with the functions beside it', () => {
  const { trial } = told([
    event('action:register', deed('register', 'registered')),
    event('action:grant', deed('grant', 'approvingGrant'), [boris]),
  ]);
  expect(trial.creator).toBe('superExecutor');
  expect(trial.steps.map(({ as }) => as)).toEqual(['superExecutor', 'executor2']);
  expect(trial.people).toEqual({ executor2: ['executor', 'approver'] });
});

test('who holds nothing any more held what their deeds took', () => {
  const { trial } = told([event('action:publish', deed('publish', 'granted'), [boris])], { functions: new Map() });
  expect(trial.steps[0]?.as).toBe('approver');
});

test('days move, edits come with the next step, the state that came is expected', () => {
  const { trial, left } = told([
    event('edited', { changes: [{ field: 'answers.area', before: 50, after: 60 }] }),
    event('action:register', deed('register', 'registered')),
    event('edited', { changes: [{ field: 'answers.area', before: 60, after: null }] }, [anna, '03']),
    event('action:assign', deed('assign', 'deciding', { comment: 'Срочно' }), [anna, '04']),
  ]);
  expect(left).toEqual([]);
  expect(trial).toMatchObject({ today: '2026-03-02', answers: { area: 60 } });
  expect(trial.steps).toEqual([
    { as: 'superExecutor', action: 'register', expect: { state: 'registered' } },
    {
      ...{ as: 'superExecutor', today: '2026-03-04', answers: { area: null }, action: 'assign', comment: 'Срочно' },
      expect: { state: 'deciding' },
    },
  ]);
});

test('what the form asked is taken from the event, from what the action did, or from whom it chose; files are made up', () => {
  const assigned = { steps: [{ to: 'deciding', effects: [{ effect: 'assign', executorId: boris } as const] }] };
  const decided = { effect: 'decide', kind: 'grant', input: { text: 'Да', files: [anna, boris] } } as const;
  const { trial } = told([
    event('action:assign', { ...deed('assign', 'deciding'), ...assigned }),
    event('action:grant', {
      ...deed('grant', 'approvingGrant'),
      steps: [{ to: 'approvingGrant', effects: [decided] }],
    }),
    event('action:rework', deed('rework', 'deciding', { input: { reason: 'Не то' } })),
  ]);
  const [first, second, third] = trial.steps.map(({ input }) => input);
  expect(first).toEqual({ employee: 'executor2' });
  expect(second).toEqual({
    text: 'Да',
    files: ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'],
  });
  expect(third).toEqual({ reason: 'Не то' });
});

test('requests by hand are steps in their time; who was silent is silent from the beginning', () => {
  const { trial } = told([event('action:register', deed('register', 'registered'), [anna, '02'])], {
    requests: [{ entry: 'egrul', author: anna, at: at('05'), status: 'waiting' }],
  });
  expect(trial.steps).toMatchObject([
    { action: 'register', providers: { egrul: 'silent' } },
    { ask: ['egrul'], today: '2026-03-05' },
  ]);
});

test('what no person did and what the draft does not have is named', () => {
  const { trial, left } = told(
    [
      event('edited', { changes: [{ field: 'answers.gone', before: null, after: 1 }] }),
      event('action:register', deed('register', 'registered'), [null]),
    ],
    { requests: [{ entry: 'nowhere', author: anna, at: at('02', 8), status: 'answered' }] },
  );
  expect(left).toEqual([
    'запрос «nowhere»: в черновике его нет',
    'ответ на вопрос «gone»: в черновике его нет',
    'действие «register»: его сделал не сотрудник',
  ]);
  expect(trial.steps).toEqual([{ as: 'superExecutor' }]);
});

test('what follows the last signature and a passed term is no press of a button', () => {
  const action = {
    code: 'release',
    title: 'Выпустить',
    from: ['registered'],
    to: 'granted',
    functions: [],
    effects: [],
  };
  const late = { ...action, code: 'late', onDeadline: true };
  const signing = { ...workflow, actions: [...workflow.actions, { ...action, onSigned: true }, late] };
  const { trial } = trialOfStory(
    story([
      event('action:release', deed('release', 'granted'), [boris]),
      event('action:late', deed('late', 'granted'), [null, '30']),
    ]),
    { service, workflow: signing as WorkflowDefinition },
  );
  expect(trial.steps).toEqual([
    { as: 'executor2', signed: true, expect: { state: 'granted' } },
    { as: 'executor2', today: '2026-03-30', expect: { state: 'granted' } },
  ]);
});

test('a test holds fifty steps', () => {
  const many = Array.from({ length: 60 }, () => event('action:register', deed('register', 'registered')));
  const { trial, left } = told(many);
  expect(trial.steps).toHaveLength(50);
  expect(left).toEqual(['шаги после 50-го: больше тест не вмещает']);
});

test('of a real case choices, numbers and days stay; what people have written does not', () => {
  const grounds = [{ code: 'noRights', text: 'Иванов не собственник' }];
  const input = { grounds, text: 'Иванову отказано', message: 'Уважаемый Иванов' };
  const { trial } = told([
    event('action:refuse', deed('refuse', 'approvingRefusal', { input, comment: 'Иванов звонил' })),
  ]);
  const answers = { area: 50, addressKind: 'address', otherInfo: 'Иванов И. И.', landAddress: { text: 'дом Иванова' } };
  const plain = withoutPeople({ ...trial, answers }, home, { today: '2026-03-02', entryOf: () => undefined });
  expect(plain.answers).toMatchObject({ area: 50, addressKind: 'address' });
  expect(plain.steps[0]?.input).toMatchObject({ grounds: [{ code: 'noRights', text: 'Текст' }] });
  expect(JSON.stringify(plain)).not.toContain('Иванов');
});

test('госпошлина: платежи и освобождение – шаги, отзыв и пошлина, которой в черновике нет, – в остатке', () => {
  const events = [
    event('dutyPaid', { standing: { paid: 200 } }),
    event('dutyPaid', { standing: { paid: 500 } }, [boris, '03']),
    event('dutyEntryWithdrawn', { standing: { paid: 200 } }, [boris, '03']),
    event('dutyExempted', { standing: { paid: 200, exemption: 'bodies' } }, [boris, '03']),
  ];
  const duty = { basis: { title: 'Кодекс' }, amounts: [{ code: 'plan', title: 'План', amount: 500 }] };
  const { trial, left } = trialOfStory(story(events), { ...home, service: { ...service, duty } });
  expect(trial.steps.map(({ pay, exempt }) => pay ?? exempt)).toEqual([200, 300, 'bodies']);
  expect(left).toEqual(['отзыв записи о госпошлине']);
  expect(told(events).left).toContain('госпошлина: в черновике её нет');
});
