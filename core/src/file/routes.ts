import type { Context } from 'koa';
import type { FileView } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type Route, route, type StreamResult, stream } from '../http.ts';
import { addFile, noFile, removeFile } from './attach-file.ts';
import { contentDisposition } from './file-name.ts';
import { tooLargeText } from './folder-store.ts';
import { INLINE_TYPES } from './media-type.ts';
import { findFile, listFiles } from './queries.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/files',
    summary: 'Файлы заявки',
    access: { application: 'see' },
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
    params: { id: 'uuid' },
    query: 'FileUpload',
    body: 'stream',
    response: 'FileView',
    status: 201,
    handler: ({ session, params, query, request, deps }) => {
      checkHead(request, deps.config.uploadLimit);
      return addFile({ deps, session, applicationId: params.id }, request.req, query);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/applications/:id/files/:file',
    summary: 'Удалить файл из заявки; запись о нём остаётся в истории',
    access: { application: 'act' },
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
    summary: 'Содержимое файла; скачивание заносится в журнал доступа',
    access: { application: 'see', through: 'file' },
    params: { id: 'uuid' },
    query: 'ContentQuery',
    response: 'stream',
    recordedAs: 'download',
    handler: async ({ session, params, query, deps }) => {
      const found = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, params.id));
      if (!found) throw noFile();
      const content = await deps.files.open(found.storageKey);
      return contentOf(content, found.view, query.inline === '1');
    },
  }),
];

/** What can be refused before a byte of the content is read. */
function checkHead(request: Context, limit: number): void {
  if (!request.is('application/octet-stream')) {
    throw new Refusal('unsupportedMediaType', 'Передайте содержимое файла с типом application/octet-stream.');
  }
  if ((request.request.length ?? 0) > limit * 4) throw new Refusal('tooLarge', tooLargeText(limit));
}

/** Nothing uploaded may run in our origin: an attachment, its type not guessed, in a sandbox of its own. */
const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' } as const;
const SANDBOX = "sandbox; default-src 'none'";

type Content = Parameters<typeof stream>[0];

function contentOf(content: Content, file: FileView, asked: boolean): StreamResult {
  const inline = asked && INLINE_TYPES.has(file.mediaType);
  const frame = inline ? { 'X-Frame-Options': 'SAMEORIGIN' } : {};
  return stream(content, {
    ...HEADERS,
    ...frame,
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': inline ? `${SANDBOX}; img-src 'self'; frame-ancestors 'self'` : SANDBOX,
  });
}
