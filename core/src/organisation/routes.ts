import { type Route, route } from '../http.ts';
import { bodyRoutes } from './body/routes.ts';
import { addEmployee } from './commands.ts';
import { userView } from './person/person-view.ts';
import { getPerson } from './person/queries.ts';
import { personRoutes } from './person/routes.ts';
import { lastSignIns, listUsers } from './queries.ts';
import { roleRoutes } from './role/routes.ts';

export const routes: readonly Route[] = [
  ...bodyRoutes,
  ...roleRoutes,
  ...personRoutes,
  route({
    method: 'GET',
    path: '/api/admin/users',
    summary: 'Сотрудники ведомства и их роли',
    access: { permission: 'users.manage' },
    query: 'UserQuery',
    response: 'UserList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = 50, ...filter } = query;
      const organisationId = session.organisation.id;
      const wanted = { organisationId, ...filter, after, limit: limit + 1 };
      const users = await deps.database.inBodies(session.bodies, (trx) => listUsers(trx, wanted));
      const shown = users.slice(0, limit);
      const ids = shown.map(({ id }) => id);
      const signedIn = await deps.database.asOwner((trx) => lastSignIns(trx, ids));
      const items = shown.map((user) => userView(user, organisationId, signedIn.get(user.id)));
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
      const organisationId = session.organisation.id;
      const user = await deps.database.asOwner((trx) => getPerson(trx, organisationId, id));
      return { user: userView(user, organisationId, undefined), password };
    },
  }),
];
