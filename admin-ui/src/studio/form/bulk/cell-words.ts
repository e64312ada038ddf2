import type { Choice } from '../../tab-props.ts';
import { type FieldKind, fieldKinds } from '../field-kinds.ts';

/** What people write into the cells of a spreadsheet. */

/** By its title, its code or one of the words by which it is found in the palette. */
export function findKind(word: string): FieldKind | undefined {
  const wanted = plain(word);
  if (wanted === '') return undefined;
  return (
    fieldKinds.find(({ code, title }) => plain(title) === wanted || plain(code) === wanted) ??
    fieldKinds.find(({ words = '' }) => words.split(' ').includes(wanted))
  );
}

export function findDictionary(word: string, dictionaries: readonly Choice[]): string | undefined {
  const wanted = plain(word);
  return dictionaries.find(({ value, label }) => plain(value) === wanted || plain(label) === wanted)?.value;
}

const YES: ReadonlySet<string> = new Set(['да', '+', '1', 'x', 'true', 'обязательное', 'yes']);
const NO: ReadonlySet<string> = new Set(['', 'нет', '-', '–', '0', 'false', 'no']);

export function yesOf(word: string): boolean | undefined {
  const wanted = plain(word);
  if (YES.has(wanted)) return true;
  return NO.has(wanted) ? false : undefined;
}

export function plain(word: string): string {
  return word.trim().toLowerCase().replaceAll('ё', 'е');
}
