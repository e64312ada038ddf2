import { type Route, route, stream } from '../../http.ts';
import { askExport, listOwnExports, openExport, removeExport, retryExport } from './commands.ts';

/** One's own exports, in the chosen body. Programs read the list page by page. */
export const listExportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/exports',
    summary: 'Мои выгрузки списка заявок, последние – первыми',
    access: 'session',
    response: 'ListExportList',
    handler: ({ deps, session }) => listOwnExports(deps, session),
  }),
  route({
    method: 'POST',
    path: '/api/me/exports',
    summary: 'Выгрузить список заявок в XLSX или CSV; готовится в фоне',
    access: 'session',
    body: 'NewListExport',
    response: 'ListExportList',
    status: 201,
    handler: (call) => askExport(call, call.body),
  }),
  route({
    method: 'GET',
    path: '/api/me/exports/:id/content',
    summary: 'Содержимое готовой выгрузки',
    access: 'session',
    params: { id: 'uuid' },
    response: 'stream',
    handler: async (call) => {
      const { content, headers } = await openExport(call, call.params.id);
      const { session, now, requestId, deps } = call;
      const who = { at: now, organisationId: session.organisation.id, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'download', subjectKind: 'export', subjectId: call.params.id });
      return stream(content, headers);
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/exports/:id/retry',
    summary: 'Выгрузить ещё раз то, что не удалось; повтор ничего не меняет',
    access: 'session',
    params: { id: 'uuid' },
    response: 'ListExportList',
    handler: ({ deps, session, params }) => retryExport(deps, session, params.id),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/exports/:id',
    summary: 'Остановить или удалить выгрузку',
    access: 'session',
    params: { id: 'uuid' },
    response: 'ListExportList',
    handler: ({ deps, session, params }) => removeExport(deps, session, params.id),
  }),
];
