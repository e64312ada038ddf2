import type { Dictionary } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { usualPage } from '../list-page.ts';
import { titleOf } from '../rule/title.ts';
import { type EntryIndex, indexOf } from './entry-index.ts';
import { entryView } from './entry-view.ts';
import { type FoundEntry, searchEntries } from './search-entries.ts';

/** What a form asks of a long dictionary: entries by their codes, or a page of those that what was typed may mean. Pure. */
export function entryPage(
  dictionary: Dictionary,
  query: ApiTypes['EntrySearchQuery'],
  today: string,
): ApiTypes['EntryPage'] {
  const index = indexOf(dictionary);
  const title = titleOf(dictionary.title, 'ru');
  if (query.codes !== undefined) return { title, items: byCodes(index, query.codes), next: null };
  return { title, ...pageOf(index, query, today) };
}

function byCodes(index: EntryIndex, codes: string): ApiTypes['DictionaryEntryView'][] {
  return [...new Set(codes.split(','))].flatMap((code) => {
    const found = index.byCode.get(code.trim());
    return found === undefined ? [] : [entryView(found)];
  });
}

function pageOf(index: EntryIndex, query: ApiTypes['EntrySearchQuery'], today: string) {
  const { search: text = '', on = today, within, after, limit = usualPage } = query;
  const found = searchEntries(index, { text, on, within }).filter((one) => after === undefined || isBehind(one, after));
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
