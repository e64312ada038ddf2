import type { ApiTypes } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import { type Route, route } from '../http.ts';
import { usualPage } from '../list-page.ts';
import { titleOf } from '../rule/title.ts';
import { type EntryIndex, indexOf } from './entry-index.ts';
import { entryView } from './entry-view.ts';
import { type EntrySearch, type FoundEntry, searchEntries } from './search-entries.ts';

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
      const dictionary = deps.definitions.latest('dictionary', params.code).content;
      const index = indexOf(dictionary);
      const title = titleOf(dictionary.title, 'ru');
      if (query.codes !== undefined) return { title, items: byCodes(index, query.codes), next: null };
      const on = query.on ?? localDate(now, session.organisation.timeZone);
      return { title, ...page(index, { text: query.search ?? '', on, within: query.within }, query) };
    },
  }),
];

function byCodes(index: EntryIndex, codes: string): ApiTypes['DictionaryEntryView'][] {
  return [...new Set(codes.split(','))].flatMap((code) => {
    const found = index.byCode.get(code.trim());
    return found === undefined ? [] : [entryView(found)];
  });
}

type Place = Pick<ApiTypes['EntrySearchQuery'], 'after' | 'limit'>;

function page(index: EntryIndex, search: EntrySearch, { after, limit = usualPage }: Place) {
  const found = searchEntries(index, search).filter((one) => after === undefined || isBehind(one, after));
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((one) => entryView(one.found)),
    next: found.length > limit && last !== undefined ? `${last.rank}.${last.order}` : null,
  };
}

function isBehind({ rank, order }: FoundEntry, after: string): boolean {
  const [afterRank = 0, afterOrder = 0] = after.split('.').map(Number);
  return rank > afterRank || (rank === afterRank && order > afterOrder);
}
