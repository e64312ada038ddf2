import type { StateDuty, WorkflowAction } from '@reglament/format';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPaymentId, normalizePaymentId } from '../identifier/payment-id.ts';
import { checkPayment } from './check-payment.ts';
import { findDutyProblem } from './duty-guard.ts';
import { type DutyKept, dutyState, fixedDuty, isSettled, offeredExemptions } from './duty-state.ts';
import { dueWords, owedWords } from './duty-words.ts';

const isBuilding = { '==': [{ var: 'purpose' }, 'building'] };
const isOrganisation = { '==': [{ var: 'case.applicant.kind' }, 'organisation'] };
const duty: StateDuty = {
  basis: { title: 'Налоговый кодекс' },
  before: 'register',
  amounts: [
    { code: 'building', title: 'Под строительство', amount: 500_000, when: isBuilding },
    { code: 'free', title: 'Посадки', amount: 0, when: { '==': [{ var: 'purpose' }, 'planting'] } },
    { code: 'other', title: 'Прочее', amount: 35_000 },
  ],
  exemptions: [{ code: 'bodies', title: 'Органы власти', clause: 'статья 333.35', when: isOrganisation }],
};

const rulesOf = (answers: object, kind = 'person') => ({
  data: { ...answers, case: { applicant: { kind } } },
  today: '2026-03-02',
});
const building = rulesOf({ purpose: 'building' });
const stateOf = (kept: DutyKept | null, rules = building) => dutyState(duty, kept, rules);

describe('размер', () => {
  test.each([
    [{ purpose: 'building' }, { due: { code: 'building', amount: 500_000 }, status: 'unpaid' }],
    [{ purpose: 'planting' }, { due: { code: 'free', amount: 0 }, status: 'notRequired' }],
    [{ purpose: 'else' }, { due: { code: 'other', amount: 35_000 }, status: 'unpaid' }],
  ])('%j', (answers, expected) => {
    expect(stateOf(null, rulesOf(answers))).toMatchObject({ ...expected, isFixed: false });
  });

  test('без ответа не определён, и сказано, чего не хватает', () => {
    const unknown = stateOf(null, rulesOf({}));
    expect(unknown).toMatchObject({ due: null, status: 'unknown', missing: ['purpose'], left: 0 });
    expect(owedWords(unknown, { purpose: 'Цель' })).toBe('Размер госпошлины ещё не определён: заполните «Цель»');
  });

  test('ни один не подошёл – не взимается', () => {
    const only = { ...duty, amounts: duty.amounts.slice(0, 1) };
    expect(dutyState(only, null, rulesOf({ purpose: 'else' }))).toMatchObject({
      due: { code: null, amount: 0 },
      status: 'notRequired',
    });
  });

  test('закреплённый регистрацией ответами не меняется', () => {
    const kept = fixedDuty(duty, { paid: 100 }, building);
    expect(kept).toEqual({ paid: 100, fixed: { code: 'building', title: 'Под строительство', amount: 500_000 } });
    expect(stateOf(kept, rulesOf({ purpose: 'planting' }))).toMatchObject({ due: { amount: 500_000 }, isFixed: true });
    expect(fixedDuty(duty, null, rulesOf({}))).toBeNull();
    expect(kept?.fixed && dueWords(kept.fixed)).toBe('Госпошлина – 5\u00a0000,00\u00a0₽: Под строительство.');
  });
});

describe('что уплачено', () => {
  test.each<[DutyKept | null, object, boolean]>([
    [null, { status: 'unpaid', left: 500_000, over: 0 }, false],
    [{ paid: 499_999 }, { status: 'partlyPaid', left: 1, over: 0 }, false],
    [{ paid: 500_000 }, { status: 'paid', left: 0, over: 0 }, true],
    [{ paid: 500_001 }, { status: 'paid', left: 0, over: 1 }, true],
    [{ paid: 0, exemption: 'bodies' }, { status: 'exempt', left: 0, over: 0 }, true],
    [{ paid: 700, exemption: 'bodies' }, { status: 'exempt', left: 0, over: 700 }, true],
  ])('%j', (kept, expected, settled) => {
    const state = stateOf(kept);
    expect(state).toMatchObject(expected);
    expect(isSettled(state)).toBe(settled);
    expect(owedWords(state) === undefined).toBe(settled);
  });

  test('уплаченное, долг и переплата сходятся, сколько бы ни платили и когда бы ни закрепили', () => {
    const payments = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 6 });
    const purposes = fc.constantFrom('building', 'planting', 'else');
    fc.assert(
      fc.property(payments, purposes, fc.boolean(), (sums, purpose, isFixed) => {
        const paid = sums.reduce((total, one) => total + one, 0);
        const rules = rulesOf({ purpose });
        const kept = isFixed ? fixedDuty(duty, { paid }, rules) : { paid };
        const { due, left, over, status } = stateOf(kept, rules);
        const amount = due?.amount ?? Number.NaN;
        expect(amount - paid).toBe(left - over);
        expect(Math.min(left, over)).toBe(0);
        expect(left === 0).toBe(isSettled({ status }));
      }),
    );
  });

  test('освобождение предлагается тому, кому подходит', () => {
    expect(offeredExemptions(duty, building)).toEqual([]);
    expect(offeredExemptions(duty, rulesOf({}, 'organisation')).map(({ code }) => code)).toEqual(['bodies']);
  });
});

describe('действия ждут уплаты', () => {
  const action = (...effects: object[]) => ({ code: 'one', effects }) as unknown as WorkflowAction;
  const register = action({ effect: 'register' });
  const grant = action({ effect: 'decide', kind: 'grant' });
  const problem = (one: WorkflowAction, kept: DutyKept | null, change: Partial<StateDuty> = {}) => {
    const context = { service: { duty: { ...duty, ...change } }, application: { duty: kept }, rules: building };
    return findDutyProblem(context, one, building.data);
  };
  const todo = 'Внесите платёж или освобождение на карточке, в разделе «Госпошлина»';

  test('и говорят, сколько осталось и что делать', () => {
    expect(problem(register, null)).toBe(`Госпошлина не уплачена: 5\u00a0000,00\u00a0₽. ${todo}`);
    expect(problem(grant, { paid: 100_000 })).toBe(
      `Госпошлина уплачена не полностью: осталось 4\u00a0000,00\u00a0₽ из 5\u00a0000,00\u00a0₽. ${todo}`,
    );
    expect(problem(register, { paid: 500_000 })).toBeUndefined();
  });

  test('только те, что названы: отказ и регистрация для отказа в приёме – никогда', () => {
    expect(problem(action({ effect: 'decide', kind: 'refuse' }), null)).toBeUndefined();
    expect(problem(action({ effect: 'register', incomplete: true }), null)).toBeUndefined();
    expect(problem(register, null, { before: 'grant' })).toBeUndefined();
    expect(problem(grant, null, { before: 'grant' })).toBeDefined();
    const { before: _before, ...anyTime } = duty;
    const free = { service: { duty: anyTime }, application: { duty: null }, rules: building };
    expect(findDutyProblem(free, grant, building.data)).toBeUndefined();
  });
});

describe('запись о платеже', () => {
  const given = { version: 1, amount: 500_000, paidOn: '2026-03-01', document: ' Чек № 12 ', payer: ' Носова А. П. ' };
  const today = '2026-03-02';

  test('целая, без лишних пробелов', () => {
    expect(checkPayment({ ...given, identifier: ' 1021 0500 0000 0000 0001 ' }, today)).toEqual({
      ok: true,
      payment: {
        ...{ amount: 500_000, paidOn: '2026-03-01', document: 'Чек № 12', payer: 'Носова А. П.' },
        identifier: '10210500000000000001',
      },
    });
  });

  test.each([
    [{ amount: 0 }, 'amount'],
    [{ paidOn: '2026-03-03' }, 'paidOn'],
    [{ paidOn: '2026-02-30' }, 'paidOn'],
    [{ document: ' ' }, 'document'],
    [{ payer: '' }, 'payer'],
    [{ identifier: '123' }, 'identifier'],
  ])('%j: названо место', (change, field) => {
    const checked = checkPayment({ ...given, ...change }, today);
    expect(checked.ok ? [] : checked.problems.map((one) => one.pointer)).toEqual([`/${field}`]);
  });

  test('УИН 20 или 25 знаков, УИП 32', () => {
    for (const length of [20, 25, 32]) expect(checkPaymentId('1'.repeat(length)).ok).toBe(true);
    for (const wrong of ['1'.repeat(19), '1'.repeat(33), '0'.repeat(20), `${'1'.repeat(19)}_`]) {
      expect(checkPaymentId(wrong).ok).toBe(false);
    }
    expect(normalizePaymentId(' ab-12 ')).toBe('AB12');
  });
});
