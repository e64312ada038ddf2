import type { DictionaryEntry } from '@reglament/format';
import { type EntryIndex, type IndexedEntry, normalText } from './entry-index.ts';
import { isNear } from './near-word.ts';

export interface EntrySearch {
  /** What a person has typed; nothing: every entry in the order of the dictionary. */
  readonly text: string;
  /** `YYYY-MM-DD`: only what is in force on that day. */
  readonly on?: string | undefined;
  /** Code of an entry: only what stands anywhere below it. */
  readonly within?: string | undefined;
}

/** Where an entry stands in the answer to a search: by how well it fits, then by the order of the dictionary. */
export interface FoundEntry {
  readonly found: IndexedEntry;
  readonly rank: number;
  readonly order: number;
}

/** From the best: the code itself, its beginning, the beginning of the title, of its words, of words above, inside, misspelt. */
const MISSPELT = 6;

/** Everything that fits, best first. A word mistyped by a letter or two is forgiven only when nothing else fits. */
export function searchEntries(index: EntryIndex, search: EntrySearch): FoundEntry[] {
  const typed = normalText(search.text);
  const candidates = index.entries.flatMap((found, order) => (isAsked(found, search, index) ? [{ found, order }] : []));
  const fitting = candidates.flatMap(({ found, order }) => {
    const rank = rankOf(found, typed);
    return rank === undefined ? [] : [{ found, rank, order }];
  });
  if (fitting.length > 0) return fitting.sort((one, other) => one.rank - other.rank || one.order - other.order);
  const words = typed.split(' ').map((word) => nearWords(index, word));
  return candidates
    .filter(({ found }) => words.every((near) => near.some((word) => found.words.includes(` ${word}`))))
    .map((one) => ({ ...one, rank: MISSPELT }));
}

export function isValidOn({ from, to }: Pick<DictionaryEntry, 'from' | 'to'>, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

function isAsked({ entry }: IndexedEntry, { on, within }: EntrySearch, index: EntryIndex): boolean {
  if (on !== undefined && !isValidOn(entry, on)) return false;
  return within === undefined || isBelow(entry, within, index);
}

export function isBelow(entry: DictionaryEntry, top: string, { byCode }: EntryIndex): boolean {
  const seen = new Set<string>();
  let { parent } = entry;
  while (parent !== undefined && !seen.has(parent)) {
    if (parent === top) return true;
    seen.add(parent);
    parent = byCode.get(parent)?.entry.parent;
  }
  return false;
}

function rankOf({ code, words, wordsAbove }: IndexedEntry, typed: string): number | undefined {
  if (typed === '' || code === typed) return 0;
  if (code.startsWith(typed)) return 1;
  if (words.startsWith(` ${typed}`)) return 2;
  const parts = typed.split(' ');
  if (parts.every((part) => words.includes(` ${part}`))) return 3;
  if (parts.every((part) => words.includes(` ${part}`) || wordsAbove.includes(` ${part}`))) return 4;
  return parts.every((part) => words.includes(part)) ? 5 : undefined;
}

function nearWords({ vocabulary }: EntryIndex, typed: string): string[] {
  return vocabulary.filter((word) => isNear(typed, word));
}
