import { type Route, route } from '../../http.ts';
import { checkStreamHead } from '../content.ts';
import { appendPart, beginUpload, dropUpload, getUpload, partSize } from './commands.ts';

/** One's own files on their way. What they may be attached to is asked where they are attached. */
export const uploadRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/me/uploads',
    summary: 'Начать загрузку файла по частям или продолжить незаконченную того же файла',
    access: 'session',
    scope: 'files.write',
    body: 'NewUpload',
    response: 'UploadView',
    status: 201,
    handler: (call) => beginUpload(call, call.body),
  }),
  route({
    method: 'GET',
    path: '/api/me/uploads/:id',
    summary: 'Сколько из файла уже принято',
    access: 'session',
    scope: 'files.write',
    params: { id: 'uuid' },
    response: 'UploadView',
    handler: (call) => getUpload(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: '/api/me/uploads/:id',
    summary: 'Следующая часть файла; содержимое – тело запроса (application/octet-stream)',
    access: 'session',
    scope: 'files.write',
    params: { id: 'uuid' },
    query: 'UploadPart',
    body: 'stream',
    response: 'UploadView',
    handler: (call) => {
      checkStreamHead(call.request, partSize);
      return appendPart(call, { id: call.params.id, offset: Number(call.query.offset) }, call.request.req);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/me/uploads/:id',
    summary: 'Убрать незаконченную загрузку',
    access: 'session',
    scope: 'files.write',
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await dropUpload(call, call.params.id);
      return undefined;
    },
  }),
];
