import { type Route, route } from '../../http.ts';
import { unlinkPerson, withdrawConsent } from './commands.ts';
import { listLinks } from './queries.ts';

export const linkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/sign-ins',
    summary: 'Другие системы, через которые входил сам человек, и согласия, которые он дал',
    access: 'session',
    response: 'LinkedWays',
    handler: async ({ deps, session }) => ({
      items: await deps.database.asOwner((trx) => listLinks(trx, session.user.id)),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sign-ins/:id',
    summary: 'Отозвать своё согласие: связь снимается, начатые так сеансы завершаются',
    access: 'session',
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await withdrawConsent(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/sign-in/:id/people/:person',
    summary: 'Снять связь сотрудника со входом через другую систему; начатые так сеансы завершаются',
    access: { permission: 'users.manage' },
    params: { id: 'uuid', person: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await unlinkPerson(call, call.params.person, call.params.id);
      return undefined;
    },
  }),
];
