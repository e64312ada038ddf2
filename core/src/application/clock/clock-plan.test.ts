import type { Term, WorkflowDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../errors.ts';
import type { ClockFacts, WorkflowContext } from '../facts.ts';
import { replay } from '../replay.ts';
import { available, decide } from '../workflow.ts';
import { idleClock } from './clock-plan.ts';

/** Work, waiting for the applicant (the clock stands by itself), and pauses by hand. */
const workflow = {
  format: 1,
  kind: 'workflow',
  code: 'clocked',
  title: 'Со сроком',
  functions: { clerk: { title: 'Сотрудник', sees: { relation: 'any' } } },
  initial: 'work',
  states: [
    { code: 'work', title: 'В работе', phase: 'inProgress' },
    { code: 'waiting', title: 'На доработке у заявителя', phase: 'waitingApplicant', clock: 'pauses' },
    { code: 'asking', title: 'Уточняется у заявителя', phase: 'waitingApplicant', clock: 'pauses' },
    { code: 'done', title: 'Готово', phase: 'granted', final: true },
  ],
  actions: [
    { code: 'register', from: ['work'], stay: true, effects: [{ effect: 'register' }] },
    { code: 'sendBack', from: ['work'], to: 'waiting', comment: 'optional', effects: [] },
    { code: 'ask', from: ['waiting'], to: 'asking', effects: [] },
    { code: 'takeBack', from: ['waiting', 'asking'], to: 'work', effects: [] },
    { code: 'hold', from: ['work'], stay: true, comment: 'optional', effects: [{ effect: 'pause', reason: 'Суд' }] },
    { code: 'goOn', from: ['work'], stay: true, effects: [{ effect: 'resume' }] },
    { code: 'extend', from: ['work'], stay: true, comment: 'optional', effects: [{ effect: 'extend' }] },
    { code: 'finish', from: ['work'], to: 'done', effects: [] },
  ].map((action) => ({ title: `«${action.code}»`, functions: ['clerk'], ...action })),
} as unknown as WorkflowDefinition;

const term: Term = { days: 10, unit: 'working', extension: { days: 5, times: 2 } };
const running: ClockFacts = { status: 'running', extensions: 0, extendedDays: 0 };
const paused: ClockFacts = { ...running, status: 'paused' };

function contextOf(clock: ClockFacts, { state = 'work', of = term as Term | undefined } = {}): WorkflowContext {
  return {
    workflow,
    service: { code: 'some', approval: false, term: of },
    application: {
      source: 'employee',
      creatorId: 'me',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: false,
      requestsAnswered: true,
      answers: {},
    },
    facts: { state, executorId: null, decision: null, doneBy: {}, clock, passed: null },
    actor: { id: 'me', functions: new Set(['clerk']) },
    rules: { today: '2026-01-12' },
  };
}

describe('состояние само останавливает срок', () => {
  test.each<[string, string, ClockFacts, ReturnType<typeof JSON.parse>]>([
    ['вход', 'sendBack', running, [{ effect: 'pause', reason: 'На доработке у заявителя' }]],
    ['вход, когда срок уже стоит', 'sendBack', paused, []],
    ['вход до регистрации', 'sendBack', idleClock, []],
  ])('%s', (...[, action, clock, effects]) => {
    expect(decide(contextOf(clock), { action, input: {} }).effects).toEqual(effects);
  });

  test('из такого в такое же срок стоит дальше, а выход его пускает', () => {
    const waiting = contextOf(paused, { state: 'waiting' });
    expect(decide(waiting, { action: 'ask', input: {} }).effects).toEqual([]);
    const back = decide(waiting, { action: 'takeBack', input: {} });
    expect(back.effects).toEqual([{ effect: 'resume', reason: 'Завершено: На доработке у заявителя' }]);
    expect(back.facts.clock.status).toBe('running');
  });

  test('причина – комментарий, если его написали', () => {
    const { effects } = decide(contextOf(running), { action: 'sendBack', input: {}, comment: 'Нет плана' });
    expect(effects).toEqual([{ effect: 'pause', reason: 'Нет плана' }]);
  });

  test('журнал даёт те же часы', () => {
    const first = decide(contextOf(idleClock), { action: 'register', input: {} });
    const second = decide({ ...contextOf(idleClock), facts: first.facts }, { action: 'sendBack', input: {} });
    expect(replay(workflow, [first.payload, second.payload])).toEqual(second.facts);
    expect(second.facts.clock).toEqual(paused);
  });
});

const reasonOf = (context: WorkflowContext, code: string) =>
  available(context).find(({ action }) => action.code === code)?.reason?.text;

describe('почему нельзя', () => {
  const without: Term = { days: 10, unit: 'working' };
  const once: Term = { ...term, extension: { days: 5 } };
  test.each<[string, string, WorkflowContext, string | undefined]>([
    [
      'приостановить до регистрации',
      'hold',
      contextOf(idleClock),
      'Срок начнётся, когда заявка будет зарегистрирована',
    ],
    ['приостановить дважды', 'hold', contextOf(paused), 'Срок уже приостановлен'],
    ['приостановить', 'hold', contextOf(running), undefined],
    ['возобновить на ходу', 'goOn', contextOf(running), 'Срок не приостановлен'],
    ['возобновить', 'goOn', contextOf(paused), undefined],
    [
      'продлить, где нельзя',
      'extend',
      contextOf(running, { of: without }),
      'Регламент этой услуги не предусматривает продления срока',
    ],
    [
      'продлить второй раз',
      'extend',
      contextOf({ ...running, extensions: 1, extendedDays: 1 }, { of: once }),
      'Срок уже продлён: второй раз продлить нельзя',
    ],
    [
      'продлить третий раз',
      'extend',
      contextOf({ ...running, extensions: 2, extendedDays: 3 }),
      'Срок уже продлён столько раз, сколько можно',
    ],
    [
      'продлить сверх дней',
      'extend',
      contextOf({ ...running, extensions: 1, extendedDays: 5 }),
      'Срок уже продлён на все 5 рабочих дней, больше нельзя',
    ],
    ['продлить приостановленный', 'extend', contextOf(paused), undefined],
  ])('%s', (...[, action, context, reason]) => expect(reasonOf(context, action)).toBe(reason));
});

describe('продление', () => {
  const extend = (input: Record<string, never> | { days: number; reason?: string }, comment?: string) =>
    decide(contextOf({ ...running, extensions: 1, extendedDays: 3 }), {
      action: 'extend',
      input,
      ...(comment === undefined ? {} : { comment }),
    });

  test('на названные дни и с причиной', () => {
    const { effects, facts } = extend({ days: 2, reason: ' Экспертиза ' });
    expect(effects).toEqual([{ effect: 'extend', days: 2, reason: 'Экспертиза' }]);
    expect(facts.clock).toEqual({ status: 'running', extensions: 2, extendedDays: 5 });
    expect(extend({ days: 1 }, 'Экспертиза').effects).toEqual([{ effect: 'extend', days: 1, reason: 'Экспертиза' }]);
  });

  test.each<[string, Record<string, never> | { days: number; reason?: string }, string, string]>([
    ['без дней', {}, '/input/days', 'Укажите, на сколько дней продлить срок'],
    ['на ноль', { days: 0, reason: 'х' }, '/input/days', 'Укажите, на сколько дней продлить срок'],
    ['сверх остатка', { days: 3, reason: 'х' }, '/input/days', 'Продлить можно не больше чем на 2 рабочих дня'],
    ['без причины', { days: 1 }, '/input/reason', 'Напишите, почему срок продлевается'],
  ])('%s не выполняется', (...[, input, pointer, message]) => {
    try {
      extend(input);
      expect.unreachable();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      expect(refusal.facts.problems).toMatchObject([{ pointer, message }]);
    }
  });
});
