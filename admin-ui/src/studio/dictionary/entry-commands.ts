import { codeOfTitle } from '@reglament/core/rules';
import type { DictionaryEntry } from '@reglament/format';
import { dayOf } from '../../field/day-text.ts';
import { readCells } from '../form/bulk/read-cells.ts';
import { cleaned, type Part } from '../list-commands.ts';
import { russian, withRussian } from '../words.ts';

/** Entries of a dictionary that is being written. By place: a code may be typed anew. Pure. */

export type EntryColumn = 'code' | 'title' | 'parent' | 'from' | 'to';

export function addEntry(entries: readonly DictionaryEntry[], title: string): DictionaryEntry[] {
  const code = codeOfTitle(title, new Set(entries.map((one) => one.code)), 'entry');
  return [...entries, { code, title }];
}

export function changeEntry(entries: readonly DictionaryEntry[], at: number, change: Part<DictionaryEntry>) {
  return entries.map((entry, index) =>
    index === at ? cleaned<DictionaryEntry>({ ...entry, ...change } as DictionaryEntry) : entry,
  );
}

/** What a cell says of an entry; undefined: it cannot stand there. */
export function partOfCell(
  entry: DictionaryEntry,
  column: EntryColumn,
  text: string,
): Part<DictionaryEntry> | undefined {
  const cell = text.trim();
  if (column === 'code') return cell === '' || cell.length > 100 ? undefined : { code: cell };
  if (column === 'title') return cell === '' ? undefined : { title: withRussian(entry.title, cell) };
  if (column === 'parent' || cell === '') return { [column]: cell === '' ? undefined : cell };
  const day = dayOf(cell);
  return day === undefined ? undefined : { [column]: day };
}

const order = ['code', 'title', 'parent', 'from', 'to'] as const;

export interface PastedEntries {
  readonly entries: DictionaryEntry[];
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly string[];
}

/** Rows «код, название, вышестоящая, с, по» of a spreadsheet: a known code is changed, a new one is added at the end. */
export function pasteEntries(entries: readonly DictionaryEntry[], text: string): PastedEntries {
  const rows = readCells(text).filter(
    ([code = '', title = '']) => code !== '' && !(code === 'Код' && title === 'Название'),
  );
  const made = [...entries];
  const places = new Map(entries.map(({ code }, index) => [code, index]));
  const problems: string[] = [];
  let [added, changed] = [0, 0];
  for (const cells of rows) {
    const [code = ''] = cells;
    const at = places.get(code);
    const before = at === undefined ? { code, title: '' } : (made[at] as DictionaryEntry);
    const { entry, wrong } = entryOf(before, cells);
    problems.push(...wrong.map((cell) => `«${code}»: «${cell}» не подходит`));
    if (russian(entry.title) === '') continue;
    if (at === undefined) {
      places.set(code, made.length);
      made.push(entry);
      added += 1;
    } else if (JSON.stringify(entry) !== JSON.stringify(before)) {
      made[at] = entry;
      changed += 1;
    }
  }
  return { entries: made, added, changed, problems };
}

function entryOf(before: DictionaryEntry, cells: readonly string[]) {
  const wrong: string[] = [];
  let entry = before;
  for (const [index, column] of order.entries()) {
    const cell = cells[index];
    if (cell === undefined) continue;
    const part = partOfCell(entry, column, cell);
    if (part === undefined) wrong.push(cell);
    else entry = cleaned<DictionaryEntry>({ ...entry, ...part } as DictionaryEntry);
  }
  return { entry, wrong };
}
