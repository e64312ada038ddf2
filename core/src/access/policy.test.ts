import { describe, expect, test } from 'vitest';
import type { Session } from '../session/session.ts';
import { can, functionsFor, type Grant } from './grant.ts';
import { type Access, type ApplicationPlace, creates, judge, reads, sees, type WorkflowRights } from './policy.ts';

const anywhere = { organisationId: 'arch', serviceCode: null, departmentId: null };
const grantOf = (code: string, scope: Partial<Grant> = {}): Grant => ({ function: code, ...anywhere, ...scope });
const permissionOf = (scope: Partial<Grant> = {}): Grant => ({ permission: 'users.manage', ...anywhere, ...scope });

function sessionWith(grants: readonly Grant[], mustChangePassword = false): Session {
  const person = { surname: 'А', name: 'Б', patronymic: null, position: null, email: null, phone: null };
  return {
    id: '00',
    user: { id: 'me', login: 'me', ...person, mustChangePassword },
    organisation: {
      id: 'arch',
      code: 'arch',
      title: '',
      shortTitle: '',
      mnemonic: '',
      timeZone: 'UTC',
      workplace: 'w',
      services: null,
    },
    departmentId: null,
    grants,
    bodies: ['arch'],
    remembered: false,
  };
}

const rights: WorkflowRights = {
  sees: {
    registrar: { title: 'Р', sees: { relation: 'any' } },
    executor: { title: 'И', sees: { relation: 'mine' } },
    approver: { title: 'У', sees: { relation: 'any', phases: ['awaitingApproval'] } },
    deputy: { title: 'З', sees: { relation: 'mine', phases: ['inProgress'] } },
  },
  acts: new Set(['registrar', 'executor', 'approver']),
  edits: new Set(['registrar']),
  creates: new Set(['registrar']),
};

const place: ApplicationPlace = {
  organisationId: 'arch',
  serviceCode: 'plan',
  departmentId: 'd1',
  phase: 'inProgress',
  creatorId: 'other',
  executorId: 'other',
  rights,
};

describe('область роли', () => {
  test.each<[string, Partial<Grant>, boolean]>([
    ['везде', {}, true],
    ['та же услуга', { serviceCode: 'plan' }, true],
    ['другая услуга', { serviceCode: 'permit' }, false],
    ['тот же отдел', { departmentId: 'd1' }, true],
    ['другой отдел', { departmentId: 'd2' }, false],
    ['другое ведомство', { organisationId: 'zem' }, false],
    ['тот же отдел, другая услуга', { departmentId: 'd1', serviceCode: 'permit' }, false],
  ])('%s', (_name, scope, held) => {
    expect(functionsFor([grantOf('registrar', scope)], place).has('registrar')).toBe(held);
  });

  test('заявка без отдела не попадает в роль по отделу', () => {
    expect(functionsFor([grantOf('registrar', { departmentId: 'd1' })], { ...place, departmentId: null }).size).toBe(0);
  });

  test('разрешение даётся на ведомство целиком', () => {
    expect(can([permissionOf()], 'users.manage', 'arch')).toBe(true);
    expect(can([permissionOf()], 'journal.read', 'arch')).toBe(false);
    for (const scope of [{ serviceCode: 'plan' }, { departmentId: 'd1' }, { organisationId: 'zem' }]) {
      expect(can([permissionOf(scope)], 'users.manage', 'arch')).toBe(false);
    }
  });
});

describe('кому видна заявка', () => {
  const cases: readonly [string, readonly Grant[], Partial<ApplicationPlace>, boolean][] = [
    ['функции нет', [], {}, false],
    ['своя, функции нет', [], { creatorId: 'me' }, true],
    ['исполнитель без функции', [], { executorId: 'me' }, false],
    ['любая', [grantOf('registrar')], {}, true],
    ['чужая для исполнителя', [grantOf('executor')], {}, false],
    ['исполняет сам', [grantOf('executor')], { executorId: 'me' }, true],
    ['стадия не та', [grantOf('approver')], {}, false],
    ['стадия та', [grantOf('approver')], { phase: 'awaitingApproval' }, true],
    ['своя, стадия та', [grantOf('deputy')], { executorId: 'me' }, true],
    ['своя, стадия не та', [grantOf('deputy')], { executorId: 'me', phase: 'granted' }, false],
    ['функции нет в процессе', [grantOf('unknown')], {}, false],
    ['чужое ведомство', [grantOf('registrar')], { organisationId: 'zem' }, false],
    ['чужое ведомство, создал сам', [], { organisationId: 'zem', creatorId: 'me' }, false],
    ['одной из двух функций', [grantOf('executor'), grantOf('registrar')], {}, true],
  ];
  test.each(cases)('%s', (...[_name, grants, changes, visible]) => {
    expect(sees(sessionWith(grants), { ...place, ...changes })).toBe(visible);
  });
});

describe('кто читает заявку из-за процедуры по ней', () => {
  const complaint = { ...place, serviceCode: 'complaint', executorId: 'me' };
  const only = (scope: string) => [grantOf('executor', { serviceCode: scope })];
  const cases: readonly [string, readonly Grant[], Partial<ApplicationPlace>, boolean][] = [
    ['исполнитель жалобы', [grantOf('executor')], { procedures: [complaint] }, true],
    ['исполнитель жалобы с ролью только на жалобы', only('complaint'), { procedures: [complaint] }, true],
    ['исполнитель жалобы без роли на жалобы', only('plan'), { procedures: [complaint] }, false],
    ['чужая жалоба', [grantOf('executor')], { procedures: [{ ...complaint, executorId: 'other' }] }, false],
    ['одна из процедур', [grantOf('executor')], { procedures: [{ ...complaint, executorId: null }, complaint] }, true],
    [
      'жалоба на утверждении',
      [grantOf('approver')],
      { procedures: [{ ...complaint, phase: 'awaitingApproval' }] },
      true,
    ],
    ['жалоба ещё не на утверждении', [grantOf('approver')], { procedures: [complaint] }, false],
    ['процедур нет', [grantOf('executor')], { procedures: [] }, false],
  ];
  test.each(cases)('%s', (...[_name, grants, changes, readable]) => {
    const session = sessionWith(grants);
    const application = { ...place, ...changes };
    expect(reads(session, application)).toBe(readable);
    expect(sees(session, application)).toBe(false);
    const expected = readable ? ['allowed', 'forbidden', 'forbidden'] : ['notFound', 'notFound', 'notFound'];
    const asked = (['see', 'act', 'edit'] as const).map((access) =>
      judge({ application: access }, { session, application }),
    );
    expect(asked).toEqual(expected);
  });
});

describe('кто может обратиться', () => {
  const cases: readonly [string, Access, Session | undefined, string][] = [
    ['всем – без входа', 'public', undefined, 'allowed'],
    ['своя запись – без входа', 'account', undefined, 'unauthenticated'],
    ['своя запись – с выданным паролем', 'account', sessionWith([], true), 'allowed'],
    ['вошедшим – с выданным паролем', 'session', sessionWith([], true), 'passwordChangeRequired'],
    ['вошедшим', 'session', sessionWith([]), 'allowed'],
    ['разрешение есть', { permission: 'users.manage' }, sessionWith([permissionOf()]), 'allowed'],
    ['разрешения нет', { permission: 'journal.read' }, sessionWith([permissionOf()]), 'forbidden'],
    [
      'разрешение, но пароль выдан',
      { permission: 'users.manage' },
      sessionWith([permissionOf()], true),
      'passwordChangeRequired',
    ],
    ['создаёт', { create: true }, sessionWith([grantOf('registrar')]), 'allowed'],
    [
      'создаёт другую услугу',
      { create: true },
      sessionWith([grantOf('registrar', { serviceCode: 'permit' })]),
      'forbidden',
    ],
    ['не создаёт', { create: true }, sessionWith([grantOf('executor')]), 'forbidden'],
    ['видит', { application: 'see' }, sessionWith([grantOf('registrar')]), 'allowed'],
    ['не видит', { application: 'see' }, sessionWith([grantOf('approver')]), 'notFound'],
    ['не видит – и действовать не запрещено, а не найдено', { application: 'act' }, sessionWith([]), 'notFound'],
    ['действует', { application: 'act' }, sessionWith([grantOf('registrar')]), 'allowed'],
    ['правит', { application: 'edit' }, sessionWith([grantOf('registrar')]), 'allowed'],
    ['не вошёл', { application: 'see' }, undefined, 'unauthenticated'],
  ];
  test.each(cases)('%s', (...[_name, access, session, verdict]) => {
    const permission = typeof access === 'object' && 'permission' in access ? { permission: access.permission } : {};
    const services = [{ code: 'plan', rights }];
    expect(judge(access, { session, application: place, services, ...permission })).toBe(verdict);
  });

  test('видит, но не участвует и не правит', () => {
    const session = sessionWith([]);
    const own = { session, application: { ...place, creatorId: 'me' } };
    expect(judge({ application: 'see' }, own)).toBe('allowed');
    expect(judge({ application: 'act' }, own)).toBe('forbidden');
    expect(judge({ application: 'edit' }, own)).toBe('forbidden');
    const executor = { session: sessionWith([grantOf('executor')]), application: { ...place, executorId: 'me' } };
    expect(judge({ application: 'act' }, executor)).toBe('allowed');
    expect(judge({ application: 'edit' }, executor)).toBe('forbidden');
  });

  test('нет заявки – не найдено', () => {
    const session = sessionWith([grantOf('registrar')]);
    expect(judge({ application: 'see' }, { session, application: undefined })).toBe('notFound');
  });

  test('создаёт в выбранном ведомстве, а не там, куда роль дана ещё', () => {
    expect(creates(sessionWith([grantOf('registrar', { organisationId: 'zem' })]), { code: 'plan', rights })).toBe(
      false,
    );
  });
});
