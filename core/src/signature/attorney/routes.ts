import { checkStreamHead } from '../../file/content.ts';
import { type Route, route } from '../../http.ts';
import { myAttorney, removeAttorney, setAttorney, setSeal } from './commands.ts';

export const attorneyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/attorney',
    summary: 'Моя машиночитаемая доверенность (МЧД) в этом ведомстве',
    access: 'session',
    response: 'AttorneyResult',
    handler: ({ deps, session, now }) => myAttorney({ deps, session, now }),
  }),
  route({
    method: 'PUT',
    path: '/api/me/attorney',
    summary: 'Загрузить МЧД вместо прежней; содержимое файла XML – тело запроса (application/octet-stream)',
    access: 'session',
    query: 'AttorneyUpload',
    body: 'stream',
    response: 'AttorneyResult',
    handler: ({ deps, session, now, query, request }) => {
      checkStreamHead(request, deps.config.uploadLimit);
      return setAttorney({ deps, session, now }, request.req, query.name);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/me/attorney/seal',
    summary: 'Приложить к МЧД открепленную подпись доверителя; содержимое – тело запроса (application/octet-stream)',
    access: 'session',
    body: 'stream',
    response: 'AttorneyResult',
    handler: ({ deps, session, now, request }) => {
      checkStreamHead(request, deps.config.uploadLimit);
      return setSeal({ deps, session, now }, request.req);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/me/attorney',
    summary: 'Больше не подписывать по этой МЧД; у подписей, сделанных по ней, она остаётся',
    access: 'session',
    response: 'none',
    handler: async ({ deps, session, now }) => {
      await removeAttorney({ deps, session, now });
      return undefined;
    },
  }),
];
