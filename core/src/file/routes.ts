import { type Route, route, streamPart } from '../http.ts';
import { addFile, noFile, removeFile } from './attach-file.ts';
import { partOf } from './content.ts';
import { findFile, listFiles } from './queries.ts';
import { broughtBy } from './upload/brought.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/files',
    summary: 'Файлы заявки',
    access: { application: 'see' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'FileList',
    recordedAs: 'files',
    handler: async ({ session, params, deps }) => ({
      items: await deps.database.inBodies(session.bodies, (trx) => listFiles(trx, params.id)),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/files',
    summary: 'Приложить файл; содержимое – тело запроса (application/octet-stream)',
    access: { application: 'act' },
    scope: 'files.write',
    params: { id: 'uuid' },
    query: 'FileUpload',
    body: 'stream',
    response: 'FileView',
    status: 201,
    handler: async (call) => {
      const { session, params, query, deps } = call;
      return addFile({ deps, session, applicationId: params.id }, await broughtBy(call), query);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/applications/:id/files/:file',
    summary: 'Удалить файл из заявки; запись о нём остаётся в истории',
    access: { application: 'act' },
    scope: 'files.write',
    params: { id: 'uuid', file: 'uuid' },
    response: 'none',
    handler: async ({ session, params, deps }) => {
      await removeFile({ deps, session, applicationId: params.id }, params.file);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/:id/content',
    summary: 'Содержимое файла, целиком или часть (Range, If-Range, ETag); скачивание заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid' },
    query: 'ContentQuery',
    response: 'stream',
    recordedAs: 'download',
    handler: async ({ session, params, query, request, deps }) => {
      const found = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, params.id));
      if (!found) throw noFile();
      const { storageKey, view } = found;
      const part = partOf(request, { ...view, storageKey }, query.inline === '1');
      return streamPart(part, () => deps.files.open(storageKey, part.range));
    },
  }),
];
