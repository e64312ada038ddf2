import type { ApiTypes } from '@reglament/core/api';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../client.ts';
import type { EntryPage, EntryQuery, EntrySource } from '../form/index.ts';
import { recentEntries, rememberEntry } from './recent-entries.ts';

const pageSize = 30;

function search(dictionary: string, query: EntryQuery, signal: AbortSignal): Promise<EntryPage> {
  const { text, on, within, after } = query;
  return request<ApiTypes['EntryPage']>(`/api/dictionaries/${dictionary}/entries`, {
    query: { search: text.slice(0, 200), on, within, after, limit: pageSize },
    signal,
  });
}

/** A long dictionary, for the fields of this person's forms. */
export function entrySource(userId: string, dictionary: string): EntrySource {
  return {
    search: (query, signal) => search(dictionary, query, signal),
    recent: () => recentEntries(userId, dictionary),
    remember: (entry) => rememberEntry(userId, dictionary, entry),
  };
}

/** Entries that answers name, in force or not. */
export function entriesQuery(dictionary: string, codes: readonly string[]) {
  const named = [...codes].sort().join(',');
  return queryOptions({
    queryKey: ['entries', dictionary, named],
    queryFn: async ({ signal }) => {
      const path = `/api/dictionaries/${dictionary}/entries`;
      return (await request<ApiTypes['EntryPage']>(path, { query: { codes: named }, signal })).items;
    },
    staleTime: 5 * 60_000,
  });
}
