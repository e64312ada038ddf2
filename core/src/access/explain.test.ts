import { expect, test } from 'vitest';
import { type ExplainedAccount, explainAccess, type HeldRole } from './explain.ts';

const registrar = { title: 'Регистратор', functions: ['registrar'], permissions: [] };
const boss = { title: 'Кадровик', functions: [], permissions: ['users.manage'] };
const everywhere = { serviceCode: null, departmentTitle: null };
const plan = {
  code: 'plan',
  title: 'План',
  provided: true,
  actions: [
    { title: 'Создать заявку', functions: ['registrar'], creates: true },
    { title: 'Утвердить', functions: ['approver'], creates: false },
  ],
  functions: { registrar: 'Регистратор', approver: 'Утверждающий' },
};

function answers(held: HeldRole[], change: Partial<ExplainedAccount> = {}) {
  const account = { disabled: false, mustChangePassword: false, held, roles: [registrar, boss], services: [plan] };
  const { blocked, permissions, services } = explainAccess({ ...account, ...change });
  return { blocked, users: permissions.find(({ title }) => title.includes('сотрудниками')), items: services[0]?.items };
}

test.each<[string, HeldRole[], { allowed: boolean; why: string }]>([
  ['роль на всё ведомство', [{ ...boss, ...everywhere }], { allowed: true, why: 'Разрешает роль «Кадровик»' }],
  [
    'роль с услугой',
    [{ ...boss, ...everywhere, serviceCode: 'plan' }],
    { allowed: false, why: 'дана с ограничением: услуга plan' },
  ],
  ['роль с отделом', [{ ...boss, ...everywhere, departmentTitle: 'Кадры' }], { allowed: false, why: 'отдел «Кадры»' }],
  ['другая роль', [{ ...registrar, ...everywhere }], { allowed: false, why: 'её даёт роль «Кадровик»' }],
])('разрешение: %s', (_name, held, { allowed, why }) => {
  const { users } = answers(held);
  expect([users?.allowed, users?.why]).toEqual([allowed, expect.stringContaining(why)]);
});

test.each<[string, HeldRole[], { allowed: boolean; why: string }]>([
  [
    'роль',
    [{ ...registrar, ...everywhere }],
    { allowed: true, why: 'Функция «Регистратор»: разрешает роль «Регистратор»' },
  ],
  [
    'роль с отделом',
    [{ ...registrar, ...everywhere, departmentTitle: 'Приём' }],
    { allowed: true, why: 'Только отдел «Приём»' },
  ],
  [
    'роль на другую услугу',
    [{ ...registrar, ...everywhere, serviceCode: 'other' }],
    { allowed: false, why: 'только на другие услуги' },
  ],
  ['нет роли', [], { allowed: false, why: 'её даёт роль «Регистратор»' }],
])('действие: %s', (_name, held, { allowed, why }) => {
  const [create] = answers(held).items ?? [];
  expect([create?.allowed, create?.why]).toEqual([allowed, expect.stringContaining(why)]);
});

test('чего не даёт никто, то и сказано; услуги нет в списке ведомства', () => {
  const held = [{ ...registrar, ...everywhere }];
  expect(answers(held).items?.[1]).toMatchObject({ allowed: false, why: 'Ни одна роль этого не даёт.' });
  const items = answers(held, { services: [{ ...plan, provided: false }] }).items;
  expect(items?.[0]).toMatchObject({ allowed: false, why: expect.stringContaining('нет в списке ведомства') });
});

test('что мешает всему', () => {
  const held = [{ ...registrar, ...everywhere }];
  expect(answers(held).blocked).toBeNull();
  expect(answers(held, { disabled: true }).blocked).toContain('заблокирована');
  expect(answers(held, { mustChangePassword: true }).blocked).toContain('не сменён');
  expect(answers([]).blocked).toContain('Ролей нет');
});
