import type { WorkflowDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import kazanFile from '../../../service-definitions/workflows/kazan.json' with { type: 'json' };
import { idleClock } from './clock/clock-plan.ts';
import type { CaseFacts, WorkflowContext } from './facts.ts';
import { available, decide, executorFunctions, mayEdit } from './workflow.ts';

const kazan = kazanFile as WorkflowDefinition;

interface Situation {
  readonly state: string;
  readonly functions: readonly string[];
  readonly own?: boolean;
  readonly signed?: boolean;
  /** The head signs after the executor: whose signatures are there. */
  readonly both?: readonly string[];
  readonly decision?: CaseFacts['decision'];
}

const places = ['executor', 'head'].map((code) => ({ code, title: code, function: code }));

function contextOf({ state, functions, own = false, signed = false, both, decision }: Situation): WorkflowContext {
  const prepared = state === 'signing' ? ({ kind: 'grant', status: 'prepared' } as const) : null;
  return {
    workflow: kazan,
    service: { code: 'treeFellingPermit', approval: false },
    application: {
      source: 'employee',
      creatorId: 'creator',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: signed,
      ...(both && { signing: { places, signed: both.map((place) => ({ place, by: place })) } }),
      requestsAnswered: true,
      answers: {},
    },
    facts: {
      state,
      executorId: own ? 'me' : 'executor',
      decision: decision ?? prepared,
      doneBy: {},
      clock: idleClock,
      passed: null,
    },
    actor: { id: 'me', functions: new Set(functions) },
    rules: { today: '2026-01-12' },
  };
}

/** ИС Услуги as its manual tells it. `own`: only the executor of this very application; `notOwn`: any but that one. */
const manual: Readonly<
  Record<string, Readonly<Record<string, { functions: readonly string[]; only?: 'own' | 'notOwn' }>>>
> = {
  draft: { register: { functions: ['registrar', 'executor'] } },
  new: { assignToMe: { functions: ['executor'], only: 'notOwn' } },
  inWork: {
    assignToMe: { functions: ['executor'], only: 'notOwn' },
    saveResult: { functions: ['executor'], only: 'own' },
    saveRefusal: { functions: ['executor'], only: 'own' },
    sendBack: { functions: ['executor'], only: 'own' },
    handOver: { functions: ['executor'], only: 'own' },
  },
  rework: {
    assignToMe: { functions: ['executor'], only: 'notOwn' },
    enterCorrections: { functions: ['registrar', 'executor'] },
    handOver: { functions: ['executor'], only: 'own' },
  },
  signing: {
    assignToMe: { functions: ['executor'], only: 'notOwn' },
    sign: { functions: ['executor'], only: 'own' },
    correctResult: { functions: ['executor'], only: 'own' },
    handOver: { functions: ['executor'], only: 'own' },
  },
  signed: {},
  refused: {},
};

const situations = kazan.states.flatMap(({ code: state }) =>
  [...Object.keys(kazan.functions), 'none'].flatMap((held) => [true, false].map((own) => ({ state, held, own }))),
);

test.each(situations)('kazan: in $state, $held (own: $own) may do what the manual says', ({ state, held, own }) => {
  const expected = Object.entries(manual[state] ?? {})
    .filter(([, { functions, only }]) => functions.includes(held) && (only === undefined || (only === 'own') === own))
    .map(([action]) => action);
  const open = available(contextOf({ state, functions: [held], own, signed: true })).filter((one) => one.open);
  expect(open.map((one) => one.action.code).sort()).toEqual(expected.sort());
});

test('the table names every state and every action of people', () => {
  expect(Object.keys(manual).sort()).toEqual(kazan.states.map((state) => state.code).sort());
  const named = new Set(Object.values(manual).flatMap((actions) => Object.keys(actions)));
  // Of a second signature the manual knows nothing.
  const ofHead = ['release', 'returnResult'];
  expect([...named].sort()).toEqual(
    kazan.actions
      // What only follows a published decision stands in a table of its own.
      .filter((one) => !one.creates && one.code !== 'issue' && !ofHead.includes(one.code))
      .map((one) => one.code)
      .sort(),
  );
});

describe('«Назначить мне»', () => {
  test.each([
    ['new', 'inWork'],
    ['inWork', 'inWork'],
    ['rework', 'rework'],
    ['signing', 'signing'],
  ])('из %s ведёт в %s и делает исполнителем', (state, to) => {
    const decision = decide(contextOf({ state, functions: ['executor'] }), { action: 'assignToMe', input: {} });
    expect([decision.state, decision.facts.executorId]).toEqual([to, 'me']);
  });

  test('исполнителю – незачем, и сказано почему', () => {
    const mine = available(contextOf({ state: 'inWork', functions: ['executor'], own: true }));
    expect(mine.find((one) => one.action.code === 'assignToMe')?.reason?.text).toBe('Исполнитель этой заявки – уже вы');
  });
});

describe('подпись', () => {
  const signing = { state: 'signing', functions: ['executor'], own: true } as const;

  test('без неё не подписано, и сказано, что сделать', () => {
    const sign = available(contextOf(signing)).find((one) => one.action.code === 'sign');
    expect(sign).toMatchObject({ open: false, reason: { code: 'signatureNeeded' } });
    expect(sign?.reason?.text).toContain('вкладка «Решение»');
  });

  test('с ней публикуется тот документ, который подписан', () => {
    const decision = decide(contextOf({ ...signing, signed: true }), { action: 'sign', input: {} });
    expect(decision).toMatchObject({ state: 'signed', final: true, facts: { decision: { status: 'published' } } });
    expect(decision.effects).toEqual([{ effect: 'requireSignature' }, { effect: 'publish', rendered: true }]);
  });

  test('исправить результат можно до подписания', () => {
    const decision = decide(contextOf(signing), { action: 'correctResult', input: {} });
    expect([decision.state, decision.facts.decision?.status]).toEqual(['inWork', 'returned']);
  });
});

describe('подпись руководителя', () => {
  const open = (functions: readonly string[], both?: readonly string[]) => {
    const context = contextOf({
      state: 'signing',
      functions,
      own: functions.includes('executor'),
      ...(both && { both }),
    });
    return available(context).flatMap((one) => (one.open ? [one.action.code] : []));
  };

  test.each([
    ['где её не ждут, ему делать нечего', undefined, ['sign'], []],
    ['ещё не подписал никто', [], [], ['returnResult']],
    ['подписал исполнитель', ['executor'], [], ['returnResult']],
    ['подписали оба', ['executor', 'head'], ['sign'], ['release', 'returnResult']],
  ] as const)('%s', (...[, both, executor, head]) => {
    const signed = contextOf({ state: 'signing', functions: ['executor'], own: true, signed: true });
    const withoutOrder = available(signed).flatMap((one) => (one.open ? [one.action.code] : []));
    const own = both === undefined ? withoutOrder : open(['executor'], both);
    expect(own.filter((code) => code === 'sign')).toEqual(executor);
    expect(open(['head'], both)).toEqual(head);
  });

  test('вернул исполнителю – с комментарием, и решение снова не готово', () => {
    const context = contextOf({ state: 'signing', functions: ['head'], both: ['executor'] });
    expect(() => decide(context, { action: 'returnResult', input: {} })).toThrow('Напишите комментарий');
    const decision = decide(context, { action: 'returnResult', input: {}, comment: 'Не то число' });
    expect([decision.state, decision.facts.decision?.status]).toEqual(['inWork', 'returned']);
  });
});

test('на доработку – с комментарием, который уходит заявителю', () => {
  const context = contextOf({ state: 'inWork', functions: ['executor'], own: true });
  expect(() => decide(context, { action: 'sendBack', input: {} })).toThrow('Напишите комментарий');
  const decision = decide(context, { action: 'sendBack', input: {}, comment: ' Приложите схему ' });
  expect(decision.state).toBe('rework');
  expect(decision.effects).toMatchObject([{ effect: 'sendBack', comment: 'Приложите схему' }]);
});

test('исправления вносит сотрудник, пока заявка на доработке', () => {
  expect(mayEdit(contextOf({ state: 'rework', functions: ['registrar'] }))).toBe(true);
  expect(mayEdit(contextOf({ state: 'inWork', functions: ['registrar', 'executor'], own: true }))).toBe(false);
});

test('исполнитель – тот, у кого функция исполнителя', () => {
  expect([...executorFunctions(kazan)]).toEqual(['executor']);
});
