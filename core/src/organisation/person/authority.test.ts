import { expect, test } from 'vitest';
import type { Grant, Permission } from '../../access/grant.ts';
import { beyondAuthority } from './authority.ts';

const grant = (permission: Permission, scope: Partial<Grant> = {}): Grant => ({
  permission,
  organisationId: 'arch',
  serviceCode: null,
  departmentId: null,
  ...scope,
});
const role = (permissions: string[], organisationId = 'arch') => ({ title: 'Роль', permissions, organisationId });
const boss = [grant('users.manage'), grant('journal.read')];

const inDepartment = [grant('users.manage'), grant('journal.read', { departmentId: 'one' })];

test.each<[string, { grants: Grant[]; given: ReturnType<typeof role> }, string | undefined]>([
  ['без разрешений', { grants: boss, given: role([]) }, undefined],
  ['те, что есть', { grants: boss, given: role(['users.manage', 'journal.read']) }, undefined],
  ['работа сотрудника', { grants: boss, given: role(['requests.answer']) }, undefined],
  ['больше своего', { grants: boss, given: role(['bodies.manage']) }, 'управлять ведомствами'],
  ['в чужом ведомстве', { grants: boss, given: role([], 'zem') }, 'сотрудниками которого вы не управляете'],
  ['своё лишь в отделе', { grants: inDepartment, given: role(['journal.read']) }, 'читать журнал'],
  ['ничем не управляет', { grants: [], given: role([]) }, 'не управляете'],
])('%s', (_name, { grants, given }, expected) => {
  const found = beyondAuthority(grants, given);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(expected);
});
