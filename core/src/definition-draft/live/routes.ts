import { type Route, route } from '../../http.ts';
import { sayPresence, stepsSince } from './commands.ts';

const edit = { permission: 'definitions.edit' } as const;

export const liveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/steps',
    summary: 'Изменения черновика после названного: так страница догоняет других',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftStepsQuery',
    response: 'DraftSaved',
    handler: (call) => stepsSince(call, call.params.id, call.query.after),
  }),
  route({
    method: 'PUT',
    path: '/api/admin/drafts/:id/presence',
    summary: 'Сказать остальным, что черновик открыт и у меня; повторяют раз в полминуты',
    access: edit,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await sayPresence(call, call.params.id, 'here');
      return undefined;
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/drafts/:id/presence',
    summary: 'Сказать остальным, что черновик закрыт',
    access: edit,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await sayPresence(call, call.params.id, 'left');
      return undefined;
    },
  }),
];
