import { permissions } from '../../access/grant.ts';
import { permissionTitles } from '../../access/permission-titles.ts';
import type { ApiTypes } from '../../api.gen.ts';
import { type Route, route } from '../../http.ts';
import { titleOf } from '../../rule/title.ts';
import { beyondAuthority } from '../person/authority.ts';
import type { Doing } from '../person/commands.ts';
import { getOrganisation, listRoles } from '../queries.ts';
import { addRole, changeRole, removeRole } from './commands.ts';
import { functionTitlesOf } from './functions.ts';
import { countHolders } from './queries.ts';

const access = { permission: 'users.manage' } as const;

export const roleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/roles',
    summary: 'Роли: функции процессов и разрешения',
    access,
    response: 'RoleList',
    handler: rolesOf,
  }),
  route({
    method: 'POST',
    path: '/api/admin/roles',
    summary: 'Добавить роль',
    access,
    body: 'NewRole',
    response: 'RoleList',
    status: 201,
    handler: async (call) => {
      await addRole(call, call.body);
      return rolesOf(call);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/roles/:id',
    summary: 'Изменить роль у всех, кто её держит',
    access,
    params: { id: 'uuid' },
    body: 'RoleChange',
    response: 'RoleList',
    handler: async (call) => {
      await changeRole(call, call.params.id, call.body);
      return rolesOf(call);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/roles/:id',
    summary: 'Удалить роль, которой никто не держит',
    access,
    params: { id: 'uuid' },
    response: 'RoleList',
    handler: async (call) => {
      await removeRole(call, call.params.id);
      return rolesOf(call);
    },
  }),
];

async function rolesOf({ deps, session }: Doing): Promise<ApiTypes['RoleList']> {
  const organisationId = session.organisation.id;
  const { roles, holders, departments } = await deps.database.inBodies(session.bodies, async (trx) => ({
    roles: await listRoles(trx),
    holders: await countHolders(trx, organisationId),
    departments: (await getOrganisation(trx, organisationId)).departments ?? [],
  }));
  return {
    items: roles.map(({ id, code, title, functions, permissions: given }) => ({
      ...{ id, code, title, functions, permissions: given, holders: holders.get(id) ?? 0 },
      closed: beyondAuthority(session.grants, { title, permissions: given, organisationId }) ?? null,
    })),
    functions: Object.entries(functionTitlesOf(deps.definitions)).map(([code, title]) => ({ code, title })),
    permissions: permissions.map((code) => ({ code, title: permissionTitles[code] })),
    services: deps.definitions.list('service').map(({ code, content }) => ({ code, title: titleOf(content.title) })),
    departments: departments.map(({ id, title }) => ({ id, title })),
  };
}
