import { type Route, route } from '../http.ts';
import { bePresent, leave } from './commands.ts';

export const presenceRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    path: '/api/applications/:id/presence',
    summary: 'Сказать, что заявка открыта у меня, и узнать, у кого ещё; повторяют раз в полминуты',
    access: { application: 'see' },
    params: { id: 'uuid' },
    body: 'PresenceChange',
    response: 'PresenceList',
    handler: async ({ deps, session, now, params, body }) => ({
      items: await bePresent({ deps, session, now, applicationId: params.id }, body),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/applications/:id/presence/:tab',
    summary: 'Сказать, что вкладка закрыла заявку',
    // What one did there may have taken the case out of one's sight; it is one's own word that is taken back.
    access: 'session',
    params: { id: 'uuid', tab: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, now, params }) => {
      await leave({ deps, session, now, applicationId: params.id }, params.tab);
      return undefined;
    },
  }),
];
