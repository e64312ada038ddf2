import type { Dictionary } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { type IndexedEntry, indexOf } from './entry-index.ts';

/** A longer dictionary does not travel with every form that asks by it: its entries are searched for. */
const WHOLE_UP_TO = 200;

export function entryView({ entry, title, path }: IndexedEntry): ApiTypes['DictionaryEntryView'] {
  return { ...entry, title, ...(path.length === 0 ? {} : { path: [...path] }) };
}

/** Every entry of a short dictionary; undefined: it is long, and is searched. */
export function wholeDictionary(dictionary: Dictionary): ApiTypes['DictionaryEntryView'][] | undefined {
  return dictionary.entries.length > WHOLE_UP_TO ? undefined : indexOf(dictionary).entries.map(entryView);
}
