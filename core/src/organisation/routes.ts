import type { ApiTypes } from '../api.gen.ts';
import { type Route, route } from '../http.ts';
import { bodyRoutes } from './body/routes.ts';
import { addEmployee, disableUser } from './commands.ts';
import { getUser, listRoles, listUsers } from './queries.ts';
import type { UserModel } from './user.model.ts';

export const routes: readonly Route[] = [
  ...bodyRoutes,
  route({
    method: 'GET',
    path: '/api/admin/roles',
    summary: 'Роли: функции процессов и разрешения',
    access: { permission: 'users.manage' },
    response: 'RoleList',
    handler: async ({ deps, session }) => {
      const roles = await deps.database.inBodies(session.bodies, listRoles);
      return {
        items: roles.map(({ id, code, title, functions, permissions }) => ({
          id,
          code,
          title,
          functions,
          permissions,
        })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/users',
    summary: 'Сотрудники ведомства и их роли',
    access: { permission: 'users.manage' },
    query: 'UserQuery',
    response: 'UserList',
    handler: async ({ deps, session, query }) => {
      const { search, after, limit = 50 } = query;
      const wanted = { organisationId: session.organisation.id, search, after, limit: limit + 1 };
      const users = await deps.database.inBodies(session.bodies, (trx) => listUsers(trx, wanted));
      const items = users.slice(0, limit).map(userView);
      return { items, next: users.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/users',
    summary: 'Добавить сотрудника; выданный пароль показывается один раз',
    access: { permission: 'users.manage' },
    body: 'NewUser',
    response: 'CreatedUser',
    status: 201,
    handler: async ({ deps, session, body, now }) => {
      const { id, password } = await addEmployee(deps.database, body, { session, now });
      const user = await deps.database.inBodies(session.bodies, (trx) => getUser(trx, session.organisation.id, id));
      return { user: userView(user), password };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/:id/disable',
    summary: 'Заблокировать сотрудника: его сеансы завершаются сразу',
    access: { permission: 'users.manage' },
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, params, now }) => {
      await disableUser(deps.database, params.id, { session, now });
      return undefined;
    },
  }),
];

function userView(user: UserModel): ApiTypes['UserView'] {
  return {
    id: user.id,
    login: user.login,
    surname: user.surname,
    name: user.name,
    patronymic: user.patronymic,
    position: user.position,
    email: user.email,
    phone: user.phone,
    mustChangePassword: user.must_change_password,
    disabledAt: user.disabled_at?.toISOString() ?? null,
    roles: (user.grants ?? []).map((grant) => ({
      code: grant.role?.code ?? '',
      title: grant.role?.title ?? '',
      service: grant.service_code,
      department: grant.department?.title ?? null,
    })),
  };
}
