import { Refusal } from '../errors.ts';
import { checkStreamHead, contentHeaders } from '../file/content.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
import { type Route, route, stream } from '../http.ts';
import { findAttorneyContent } from './attorney/queries.ts';
import { attorneyRoutes } from './attorney/routes.ts';
import { addSignature, checkSignature, removeSignature } from './commands.ts';
import { findAttorneyOf, findSignature } from './queries.ts';
import { noSignature } from './refusals.ts';
import { checkSignatureFile, extractContent } from './signature-file.ts';

export const signatureRoutes: readonly Route[] = [
  ...attorneyRoutes,
  route({
    method: 'POST',
    path: '/api/files/:id/signatures',
    summary: 'Приложить к файлу открепленную подпись; содержимое – тело запроса (application/octet-stream)',
    access: { application: 'act', through: 'file' },
    scope: 'files.write',
    params: { id: 'uuid' },
    query: 'SignatureUpload',
    body: 'stream',
    response: 'SignatureView',
    status: 201,
    handler: ({ session, params, query, request, deps }) => {
      checkStreamHead(request, deps.config.uploadLimit);
      return addSignature({ deps, session, fileId: params.id }, request.req, query);
    },
  }),
  route({
    method: 'POST',
    path: '/api/files/:id/check',
    summary:
      'Проверить подпись, загруженную отдельным файлом: по документу внутри неё или по файлу рядом, от которого она по имени',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'SignatureFileView',
    recordedAs: 'signatureCheck',
    handler: ({ session, params, deps }) => checkSignatureFile({ deps, session, fileId: params.id }),
  }),
  route({
    method: 'GET',
    path: '/api/files/:id/signed-content',
    summary: 'Документ, который подпись хранит внутри себя; скачивание заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'stream',
    recordedAs: 'download',
    handler: async ({ session, params, deps }) => {
      const { content, ...found } = await extractContent({ deps, session, fileId: params.id });
      return stream(content, contentHeaders({ ...found, size: content.length }, false));
    },
  }),
  route({
    method: 'POST',
    path: '/api/files/:id/signatures/:signature/check',
    summary: 'Проверить подпись файла ещё раз; итог сохраняется, проверка заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid', signature: 'uuid' },
    response: 'SignatureView',
    recordedAs: 'signatureCheck',
    handler: ({ session, params, deps }) => checkSignature({ deps, session, fileId: params.id }, params.signature),
  }),
  route({
    method: 'DELETE',
    path: '/api/files/:id/signatures/:signature',
    summary: 'Убрать подпись файла; запись о ней остаётся в истории',
    access: { application: 'act', through: 'file' },
    scope: 'files.write',
    params: { id: 'uuid', signature: 'uuid' },
    response: 'none',
    handler: async ({ session, params, deps }) => {
      await removeSignature({ deps, session, fileId: params.id }, params.signature);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/:id/signatures/:signature/attorney',
    summary: 'Файл доверенности (МЧД), по которой подписано; скачивание заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid', signature: 'uuid' },
    query: 'AttorneyPart',
    response: 'stream',
    recordedAs: 'download',
    handler: async ({ session, params, query, deps }) => {
      const found = await deps.database.inBodies(session.bodies, async (trx) => {
        const id = await findAttorneyOf(trx, { file: params.id, signature: params.signature });
        return id === undefined ? undefined : findAttorneyContent(trx, id);
      });
      if (!found) throw new Refusal('notFound', 'У этой подписи доверенности нет.');
      const { name, content, signature } = found;
      if (query.part === undefined) {
        return stream(content, contentHeaders({ name, size: content.length, mediaType: MEDIA_TYPES.xml }, false));
      }
      if (signature === null) throw new Refusal('notFound', 'Подпись доверителя к этой доверенности не приложена.');
      const mediaType = MEDIA_TYPES.sig;
      return stream(signature, contentHeaders({ name: `${name}.sig`, size: signature.length, mediaType }, false));
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/:id/signatures/:signature/content',
    summary: 'Файл подписи; скачивание заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    scope: 'files.read',
    params: { id: 'uuid', signature: 'uuid' },
    response: 'stream',
    recordedAs: 'download',
    handler: async ({ session, params, deps }) => {
      const path = { file: params.id, signature: params.signature };
      const found = await deps.database.inBodies(session.bodies, (trx) => findSignature(trx, path));
      if (!found) throw noSignature();
      const content = await deps.files.open(found.storageKey);
      return stream(content, contentHeaders({ ...found, mediaType: MEDIA_TYPES.sig }, false));
    },
  }),
];
