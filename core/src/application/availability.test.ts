import type { WorkflowDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import doverieFile from '../../../service-definitions/workflows/doverie.json' with { type: 'json' };
import type { DutyKept } from '../duty/duty-state.ts';
import type { JsonObject } from '../rule/value.ts';
import type { CaseFacts, WorkflowContext } from './facts.ts';
import { available } from './workflow.ts';

const doverie = doverieFile as WorkflowDefinition;
const { actions } = doverie;

const published = { kind: 'grant', status: 'published' } as const;

interface Situation {
  readonly workflow?: WorkflowDefinition;
  readonly functions: readonly string[];
  readonly facts?: Partial<CaseFacts>;
}

/** «Я» with these functions, before an application that others created and work on. */
function contextOf({ workflow = doverie, functions, facts }: Situation): WorkflowContext {
  return {
    workflow,
    service: { code: 'landPlotPlan', approval: true },
    application: {
      source: 'employee',
      creatorId: 'her',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: false,
      requestsAnswered: true,
      answers: {},
    },
    facts: {
      state: 'draft',
      executorId: 'him',
      decision: null,
      doneBy: {},
      passed: null,
      clock: { status: 'running', extensions: 0, extendedDays: 0 },
      ...facts,
    },
    actor: { id: 'me', functions: new Set(functions) },
    rules: { today: '2026-01-12' },
  };
}

describe('why not', () => {
  const reasonOf = (action: string, situation: Situation) =>
    available(contextOf(situation)).find((one) => one.action.code === action)?.reason;

  test.each<[string, Situation, string, string]>([
    [
      'issue',
      { functions: ['registrar'], facts: { state: 'granted' } },
      'nothingToIssue',
      'Выдают опубликованный результат: решения по заявке ещё нет',
    ],
    [
      'issue',
      { functions: ['registrar'], facts: { state: 'closed', decision: { kind: 'grant', status: 'revoked' } } },
      'nothingToIssue',
      'Решение отменено: выдавать нечего',
    ],
    [
      'issue',
      { functions: ['registrar'], facts: { state: 'closed', decision: published, issued: true } },
      'nothingToIssue',
      'Результат уже выдан: сведения о выдаче – на вкладке «Решение»',
    ],
    ['grant', { functions: ['executor'] }, 'wrongState', 'В состоянии «Черновик» это действие не выполняется'],
    [
      'close',
      { functions: ['executor'], facts: { state: 'closed' } },
      'finalState',
      'Работа по заявке завершена: действия больше не выполняются',
    ],
    [
      'publish',
      { functions: ['executor'], facts: { state: 'approvingGrant' } },
      'functionNeeded',
      'Это действие выполняет утверждающий',
    ],
    [
      'register',
      { functions: [] },
      'functionNeeded',
      'Это действие выполняет регистратор или исполнитель с суперправами',
    ],
    [
      'grant',
      { functions: ['executor'], facts: { state: 'deciding', executorId: null } },
      'executorNotAssigned',
      'Сначала назначьте исполнителя',
    ],
    [
      'grant',
      { functions: ['executor'], facts: { state: 'deciding' } },
      'executorOnly',
      'Это действие выполняет исполнитель, назначенный по заявке',
    ],
    [
      'publish',
      { functions: ['approver'], facts: { state: 'approvingGrant', executorId: 'me' } },
      'guard',
      'Решение утверждает другой сотрудник: исполнитель не может утвердить своё решение',
    ],
  ])('%s for %o: %s', (...[action, situation, code, text]) => {
    expect(reasonOf(action, situation)).toEqual({ code, text });
  });

  test('a guard that waits for an answer names the field', () => {
    const guarded = {
      ...doverie,
      actions: actions.map((one) => (one.code === 'register' ? { ...one, guard: { '>': [{ var: 'area' }, 0] } } : one)),
    };
    const context = contextOf({ workflow: guarded, functions: ['registrar'] });
    const labelled = { ...context, rules: { ...context.rules, labels: { area: 'Площадь' } } };
    expect(available(labelled)[0]?.reason).toEqual({
      code: 'guardUnknown',
      text: 'Не хватает сведений, заполните: «Площадь»',
    });
  });

  test('one who did the other action may not do this one', () => {
    const paired = {
      ...doverie,
      actions: actions.map((one) => (one.code === 'publish' ? { ...one, notSameUserAs: 'grant' } : one)),
    };
    const situation = {
      workflow: paired,
      functions: ['approver'],
      facts: { state: 'approvingGrant', doneBy: { grant: 'me' } },
    };
    expect(reasonOf('publish', situation)).toEqual({
      code: 'sameUser',
      text: 'Действие «Одобрить предоставление услуги» выполнили вы: это действие должен выполнить другой сотрудник',
    });
  });

  test.each<[string, CaseFacts['passed'], string | undefined]>([
    ['only assigned', { action: 'assign', by: 'me', begunBy: null }, undefined],
    ['assigned in whose place one is', { action: 'assign', by: 'absent', begunBy: null }, undefined],
    ['assigned by another', { action: 'assign', by: 'her', begunBy: null }, 'recallerOnly'],
    ['begun', { action: 'assign', by: 'me', begunBy: 'Иванов Пётр' }, 'begun'],
    ['something was done since', { action: 'extend', by: 'him', begunBy: null }, 'nothingToRecall'],
    ['nothing was done', null, 'nothingToRecall'],
  ])('an assignment is recalled by whoever made it, until the executor begins: %s', (...[, passed, code]) => {
    const context = contextOf({ functions: ['dispatcher'], facts: { state: 'deciding', passed } });
    const actor = { ...context.actor, standsFor: new Set(['absent']) };
    const found = available({ ...context, actor }).find((one) => one.action.code === 'recallAssignment')?.reason;
    expect(found?.code).toBe(code);
    if (code === 'begun') expect(found?.text).toContain('(Иванов Пётр)');
  });
});

describe('a guard asks whether the duty is settled', () => {
  const settled = { var: 'case.duty.settled' };
  const asking = (guard: object = settled) => ({
    ...doverie,
    actions: actions.map((one) => (one.code === 'register' ? { ...one, guard } : one)),
  });
  const duty = {
    basis: { title: 'Налоговый кодекс' },
    amounts: [{ code: 'plan', title: 'План', amount: 100, when: { '==': [{ var: 'kind' }, 'plan'] } }],
  };
  const reasonFor = (kept: DutyKept | null, answers: JsonObject, guard?: object) => {
    const plain = contextOf({ workflow: asking(guard), functions: ['registrar'] });
    const context = {
      ...plain,
      service: { ...plain.service, duty },
      application: { ...plain.application, duty: kept, answers },
    };
    return available(context).find(({ action }) => action.code === 'register')?.reason;
  };

  test.each<[DutyKept | null, JsonObject, string]>([
    [null, { kind: 'plan' }, 'Госпошлина не уплачена: 1,00'],
    [{ paid: 99 }, { kind: 'plan' }, 'Госпошлина уплачена не полностью: осталось 0,01'],
    [null, {}, 'Размер госпошлины ещё не определён: заполните «kind»'],
  ])('%j %j: what is owed', (kept, answers, text) => {
    expect(reasonFor(kept, answers)).toEqual({ code: 'dutyOwed', text: expect.stringContaining(text) });
  });

  test.each<[DutyKept | null, JsonObject]>([
    [{ paid: 100 }, { kind: 'plan' }],
    [{ paid: 0, exemption: 'bodies' }, { kind: 'plan' }],
    [null, { kind: 'other' }],
  ])('%j %j: through', (kept, answers) => expect(reasonFor(kept, answers)).toBeUndefined());

  test('another condition that is not met is its own reason', () => {
    const both = { and: [{ var: 'case.duty.settled' }, { var: 'case.hasRepresentative' }] };
    expect(reasonFor(null, { kind: 'plan' }, both)).toMatchObject({ code: 'guard' });
  });

  test('a service that takes none is always through', () => {
    const context = contextOf({ workflow: asking(), functions: ['registrar'] });
    expect(available(context).find(({ action }) => action.code === 'register')?.open).toBe(true);
  });
});
