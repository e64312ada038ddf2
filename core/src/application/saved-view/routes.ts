import { type Route, route } from '../../http.ts';
import { addView, changeView, ownerOf, removeView } from './commands.ts';
import { listSavedViews } from './queries.ts';

/** One's own views of the registry, in the chosen body. Programs have none: they say each time what they ask for. */
export const savedViewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/views',
    summary: 'Мои сохранённые виды списка заявок, по названию',
    access: 'session',
    response: 'SavedViewList',
    handler: async ({ deps, session }) => {
      const owner = ownerOf(session);
      return { items: await deps.database.inBodies([owner.organisationId], (trx) => listSavedViews(trx, owner)) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/views',
    summary: 'Сохранить вид списка заявок',
    access: 'session',
    body: 'NewSavedView',
    response: 'SavedViewList',
    status: 201,
    handler: (call) => addView(call, call.body),
  }),
  route({
    method: 'PATCH',
    path: '/api/me/views/:id',
    summary: 'Изменить сохранённый вид: название, содержание, обычный ли',
    access: 'session',
    params: { id: 'uuid' },
    body: 'SavedViewChange',
    response: 'SavedViewList',
    handler: (call) => changeView(call, call.params.id, call.body),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/views/:id',
    summary: 'Удалить сохранённый вид',
    access: 'session',
    params: { id: 'uuid' },
    response: 'SavedViewList',
    handler: (call) => removeView(call, call.params.id),
  }),
];
