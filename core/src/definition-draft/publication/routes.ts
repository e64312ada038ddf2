import { type Route, route } from '../../http.ts';
import { changePolicy, confirmPublication, withdrawPublication } from './commands.ts';
import { publishesByTwo } from './queries.ts';

const publish = { permission: 'definitions.publish' } as const;

export const publicationRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/publication/confirm',
    summary: 'Подтвердить публикацию, о которой попросил другой сотрудник',
    access: publish,
    params: { id: 'uuid' },
    body: 'ConfirmPublication',
    response: 'PublishedVersion',
    handler: (call) => confirmPublication(call, call.params.id, call.body.revision),
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/drafts/:id/publication',
    summary: 'Отозвать публикацию, которая ещё не состоялась',
    access: publish,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await withdrawPublication(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/publication-policy',
    summary: 'Как в ведомстве публикуют определения',
    access: { permission: 'definitions.edit' },
    response: 'PublicationPolicy',
    handler: async ({ deps, session }) => ({
      byTwo: await deps.database.inBodies(session.bodies, (trx) => publishesByTwo(trx, session.organisation.id)),
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/admin/publication-policy',
    summary: 'Публиковать вдвоём или одному',
    access: { permission: 'bodies.manage' },
    body: 'PublicationPolicy',
    response: 'PublicationPolicy',
    handler: async (call) => {
      await changePolicy(call, call.body.byTwo);
      return call.body;
    },
  }),
];
