/** An entry of a dictionary as a form offers and shows it. Pure. */
import { dateText } from '../ui/format.ts';

export interface Entry {
  code: string;
  title: string;
  /** Titles of the entries above it, from the top. */
  path?: readonly string[];
  parent?: string;
  from?: string;
  to?: string;
}

export interface EntryPage {
  items: readonly Entry[];
  next: string | null;
}

export interface EntryQuery {
  text: string;
  /** `YYYY-MM-DD`; undefined: today, as the server has it. */
  on: string | undefined;
  within: string | undefined;
  after?: string | undefined;
}

/** Where entries of a dictionary come from: the form's own list of a short one, the server of a long one. */
export interface EntrySource {
  search: (query: EntryQuery, signal: AbortSignal) => Promise<EntryPage>;
  /** What this person chose before, the latest first. */
  recent: () => readonly Entry[];
  remember: (entry: Entry) => void;
}

/** Codes of classifiers are known by heart and typed; names that programmers give are not shown to people. */
export function isClassifierCode(code: string): boolean {
  return /\d/.test(code) && /^[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9./-]*$/.test(code);
}

export function entryLabel({ code, title }: Entry): string {
  return isClassifierCode(code) ? `${code} ${title}` : title;
}

export function pathText({ path = [] }: Entry): string {
  return path.join(' › ');
}

/** Why an entry cannot be chosen on this day; undefined: it can. */
export function notInForce({ from, to }: Entry, on: string): string | undefined {
  if (to !== undefined && to < on) return `Запись действовала по ${dateText(to)}. Выберите другую.`;
  return from !== undefined && from > on ? `Запись действует с ${dateText(from)}. Выберите другую.` : undefined;
}

function words(text: string): string[] {
  return text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/[\s«»"(),;:]+/)
    .filter(Boolean);
}

/** The entries of a short dictionary that what is typed may mean, in their own order. */
export function matching(entries: readonly Entry[], { text, on, within }: EntryQuery): Entry[] {
  const typed = words(text);
  const parents = new Map(entries.map(({ code, parent }) => [code, parent]));
  return entries.filter((entry) => {
    if (on !== undefined && notInForce(entry, on) !== undefined) return false;
    if (within !== undefined && !isBelow(entry.code, within, parents)) return false;
    const own = words(`${entry.code} ${entry.title} ${pathText(entry)}`).join(' ');
    return typed.every((word) => own.includes(word));
  });
}

function isBelow(code: string, top: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  let above = parents.get(code);
  for (let depth = 0; above !== undefined && depth < parents.size; depth += 1) {
    if (above === top) return true;
    above = parents.get(above);
  }
  return false;
}
