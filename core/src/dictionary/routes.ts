import { localDate } from '../calendar/local-date.ts';
import { type Route, route } from '../http.ts';
import { entryPage } from './entry-page.ts';

export const dictionaryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/dictionaries/:code/entries',
    summary: 'Поиск записей справочника или записи по кодам',
    access: 'session',
    scope: 'services.read',
    params: { code: 'code' },
    query: 'EntrySearchQuery',
    response: 'EntryPage',
    handler: ({ deps, session, params, query, now }) => {
      const { content } = deps.definitions.latest('dictionary', params.code);
      return entryPage(content, query, localDate(now, session.organisation.timeZone));
    },
  }),
];
