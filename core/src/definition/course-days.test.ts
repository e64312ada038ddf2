import type { WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { longestWay, shortestDays, withStages } from './course-days.ts';

const action = (code: string, from: string[], to: string) => ({
  code,
  title: code,
  from,
  to,
  functions: [],
  effects: [],
});

const workflow: WorkflowDefinition = {
  ...{ format: 1, kind: 'workflow', code: 'course', title: 'Путь', functions: {}, initial: 'draft' },
  states: [
    { code: 'draft', title: 'Черновик', phase: 'draft', days: 9 },
    { code: 'work', title: 'Работа', phase: 'inProgress', days: 5 },
    { code: 'experts', title: 'Экспертиза', phase: 'inProgress', days: 10 },
    { code: 'fixing', title: 'У заявителя', phase: 'waitingApplicant', days: 30, clock: 'pauses' },
    { code: 'approving', title: 'Утверждение', phase: 'awaitingApproval', days: 2 },
    { code: 'granted', title: 'Оказана', phase: 'granted' },
    { code: 'refused', title: 'Отказано', phase: 'refused' },
  ],
  actions: [
    action('register', ['draft'], 'work'),
    action('ask', ['work'], 'experts'),
    action('back', ['experts', 'approving'], 'work'),
    action('return', ['work'], 'fixing'),
    action('correct', ['fixing'], 'work'),
    action('prepare', ['work', 'experts'], 'approving'),
    {
      ...action('publish', ['approving'], ''),
      to: [{ when: { var: 'case.clock.paused' }, state: 'refused' }, { state: 'granted' }],
    },
  ],
};

test('самый короткий и самый долгий путь; черновик и заявитель срока не занимают, круг проходится один раз', () => {
  expect(shortestDays(workflow)).toBe(7);
  expect(longestWay(workflow)?.stages.map(({ code }) => code)).toEqual(['work', 'experts', 'approving']);
  expect(longestWay(workflow)?.days).toBe(17);
});

test('дни состояний у услуги важнее дней процесса; чего у неё нет – как в процессе', () => {
  const stages = { work: { days: 2, check: true }, experts: { days: 0 } };
  const own = withStages(workflow, { stages });
  expect([shortestDays(own), longestWay(own)?.days]).toEqual([4, 4]);
  expect(own.states.find(({ code }) => code === 'work')).toMatchObject({ title: 'Работа', days: 2, check: true });
  expect(own.states.find(({ code }) => code === 'approving')?.days).toBe(2);
  expect(withStages(workflow, undefined)).toBe(workflow);
  const read = withStages({ ...workflow, states: workflow.states.map((one) => ({ ...one, check: true })) }, { stages });
  expect(read.states.find(({ code }) => code === 'experts')?.check).toBeUndefined();
});

test('пути нет – и сказать нечего; большой процесс не считается вечно', () => {
  expect(longestWay({ ...workflow, actions: [] })).toBeUndefined();
  const codes = Array.from({ length: 60 }, (_, index) => `state${index}`);
  const everywhere: WorkflowDefinition = {
    ...workflow,
    initial: 'state0',
    states: [
      ...codes.map((code) => ({ code, title: code, phase: 'inProgress' as const, days: 1 })),
      { code: 'granted', title: 'Оказана', phase: 'granted' },
    ],
    actions: codes.map((code) => ({ ...action(`to${code}`, codes, code) })).concat([action('end', codes, 'granted')]),
  };
  expect(shortestDays(everywhere)).toBe(1);
  expect(longestWay(everywhere)?.days).toBeGreaterThan(1);
});
