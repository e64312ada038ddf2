import type { Dictionary, DictionaryEntry } from '@reglament/format';
import type { CsvRow } from '../../csv-reader.ts';
import { titleOf } from '../../rule/title.ts';

/** An entry as an administrator writes it. Pure, as all here. */
export interface WrittenEntry {
  readonly code: string;
  readonly title: string;
  readonly parent?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface JudgedEntry {
  readonly entry: WrittenEntry;
  readonly outcome: 'new' | 'changed' | 'same' | 'wrong';
  /** What it was, in words; null: it was not there. */
  readonly before: string | null;
  readonly problems: readonly string[];
}

/** What each written entry does to the dictionary; entries that are not named stay as they are. */
export function judgeEntries({ entries }: Dictionary, written: readonly WrittenEntry[]): JudgedEntry[] {
  const known = new Map(entries.map((entry) => [entry.code, entry]));
  const codes = new Set([...known.keys(), ...written.map(({ code }) => code)]);
  const seen = new Set<string>();
  return written.map((entry) => {
    const old = known.get(entry.code);
    const problems = problemsOf(entry, codes);
    if (seen.has(entry.code)) problems.push(`Код «${entry.code}» назван дважды.`);
    seen.add(entry.code);
    const before = old === undefined ? null : entryWords(writtenOf(old));
    const same = old !== undefined && entryWords(entry) === before;
    const outcome = problems.length > 0 ? 'wrong' : same ? 'same' : old === undefined ? 'new' : 'changed';
    return { entry, outcome, before, problems };
  });
}

function problemsOf({ code, title, parent, from, to }: WrittenEntry, codes: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  if (code.trim() === '') problems.push('Не указан код.');
  if (title.trim() === '') problems.push('Не указано название.');
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) problems.push(`«${day}» – не день: дд.мм.гггг.`);
  if (from !== undefined && to !== undefined && from > to) problems.push('Последний день раньше первого.');
  if (parent !== undefined && !codes.has(parent)) problems.push(`Вышестоящей записи «${parent}» нет.`);
  if (parent !== undefined && parent === code) problems.push('Запись не может быть выше самой себя.');
  return problems;
}

/** The dictionary with the entries written in: those that were there keep their place, new ones follow. */
export function withEntries(dictionary: Dictionary, written: readonly WrittenEntry[]): Dictionary {
  const changed = new Map(written.map((entry) => [entry.code, entry]));
  const kept = dictionary.entries.map((entry) => {
    const next = changed.get(entry.code);
    changed.delete(entry.code);
    return next === undefined ? entry : entryOf(next, entry);
  });
  return { ...dictionary, entries: [...kept, ...[...changed.values()].map((entry) => entryOf(entry))] };
}

/** English stays where only the Russian words were written anew. */
function entryOf({ code, title, parent, from, to }: WrittenEntry, old?: DictionaryEntry): DictionaryEntry {
  const words = old === undefined || typeof old.title === 'string' ? title : { ...old.title, ru: title };
  return { code, title: words, ...(parent ? { parent } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

export function writtenOf({ title, ...entry }: DictionaryEntry): WrittenEntry {
  return { ...entry, title: titleOf(title) };
}

function entryWords({ title, parent, from, to }: WrittenEntry): string {
  const facts = [parent ? `в «${parent}»` : '', from ? `с ${dayWords(from)}` : '', to ? `по ${dayWords(to)}` : ''];
  return [title, ...facts.filter(Boolean)].join(', ');
}

const columns = {
  code: ['код', 'code'],
  title: ['название', 'наименование', 'title'],
  parent: ['вышестоящий', 'раздел', 'parent'],
  from: ['с', 'действует с', 'from'],
  to: ['по', 'действует по', 'to'],
} as const satisfies Record<keyof WrittenEntry, readonly string[]>;

export const tableHeading = ['код', 'название', 'вышестоящий', 'с', 'по'];

export interface TableEntry {
  readonly line: number;
  readonly entry: WrittenEntry;
}

/** Entries of a table whose first row names the columns; a string: why it is no such table. */
export function readEntries([heading, ...rows]: readonly CsvRow[]): TableEntry[] | string {
  const names = (heading?.cells ?? []).map((cell) => cell.toLowerCase());
  const place = (column: keyof WrittenEntry) =>
    names.findIndex((name) => (columns[column] as readonly string[]).includes(name));
  if (place('code') < 0 || place('title') < 0)
    return `Назовите столбцы в первой строке файла: ${tableHeading.join(', ')}. Код и название обязательны.`;
  const optional = (['parent', 'from', 'to'] as const).map((column) => [column, place(column)] as const);
  return rows.map(({ line, cells }) => {
    const rest = optional.flatMap(([column, at]) => {
      const cell = cells[at] ?? '';
      return cell === '' ? [] : [[column, column === 'parent' ? cell : isoDay(cell)]];
    });
    const named = { code: cells[place('code')] ?? '', title: cells[place('title')] ?? '' };
    return { line, entry: { ...named, ...Object.fromEntries(rest) } };
  });
}

/** `12.01.2026` as it is stored; what is no such day stays, to be told. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

export function dayWords(day: string): string {
  return day.split('-').reverse().join('.');
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
