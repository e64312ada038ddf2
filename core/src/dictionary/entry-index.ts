import type { Dictionary, DictionaryEntry } from '@reglament/format';
import { titleOf } from '../rule/title.ts';

export interface IndexedEntry {
  readonly entry: DictionaryEntry;
  readonly title: string;
  /** Titles of the entries above, from the top. */
  readonly path: readonly string[];
  /** Normalised, each with a space before it, so that ` слово` is found at the beginning of words only. */
  readonly code: string;
  readonly words: string;
  readonly wordsAbove: string;
}

export interface EntryIndex {
  /** In the order of the dictionary. */
  readonly entries: readonly IndexedEntry[];
  readonly byCode: ReadonlyMap<string, IndexedEntry>;
  /** Every word of the titles once. */
  readonly vocabulary: readonly string[];
}

const made = new WeakMap<Dictionary, EntryIndex>();

/** Made once per version: a published dictionary never changes. */
export function indexOf(dictionary: Dictionary): EntryIndex {
  const index = made.get(dictionary) ?? makeIndex(dictionary);
  made.set(dictionary, index);
  return index;
}

function makeIndex({ entries }: Dictionary): EntryIndex {
  const given = new Map(entries.map((entry) => [entry.code, entry]));
  const titles = new Map(entries.map((entry) => [entry.code, titleOf(entry.title, 'ru')]));
  const indexed = entries.map((entry): IndexedEntry => {
    const title = titleOf(entry.title, 'ru');
    const path = codesAbove(entry, given).map((code) => titles.get(code) ?? code);
    return {
      entry,
      title,
      path,
      code: normalText(entry.code),
      words: ` ${normalText(title)}`,
      wordsAbove: ` ${normalText(path.join(' '))}`,
    };
  });
  const vocabulary = new Set(indexed.flatMap(({ words }) => words.split(' ')));
  vocabulary.delete('');
  return {
    entries: indexed,
    byCode: new Map(indexed.map((one) => [one.entry.code, one])),
    vocabulary: [...vocabulary],
  };
}

/** From the top. The linter lets no circle through; a text that came past it must not hold the process. */
function codesAbove(entry: DictionaryEntry, given: ReadonlyMap<string, DictionaryEntry>): string[] {
  const above: string[] = [];
  let parent = entry.parent;
  while (parent !== undefined && !above.includes(parent)) {
    above.unshift(parent);
    parent = given.get(parent)?.parent;
  }
  return above;
}

/** What is typed and what is found are compared so: small letters, е for ё, one space between words, no quotation marks. */
export function normalText(text: string): string {
  return text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replace(/[«»"'„“(),;:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
