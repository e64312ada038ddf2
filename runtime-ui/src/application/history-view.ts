/** What of a history is shown, and how much of it at once. Pure. */
import type { ApiTypes } from '@reglament/core/api';

export type HistoryEntry = ApiTypes['HistoryEntry'];
export type HistoryPerson = ApiTypes['ApplicationHistory']['people'][number];

/** Saves of one person one after another, as one: a draft saves itself every minute. */
export interface FoldedEntry extends HistoryEntry {
  readonly saves: number;
  /** When the first of them was; `at` is the last. */
  readonly since: string;
}

export const kindTitles = {
  actions: 'Действия и решения',
  data: 'Сведения заявки',
  files: 'Файлы, подписи, бумаги',
  requests: 'Запросы',
  messages: 'Сообщения заявителю и портал',
  term: 'Срок',
} as const;

export type HistoryKind = keyof typeof kindTitles;

/** Longer pauses are another piece of work. */
const oneWork = 30 * 60_000;

export function foldSaves(entries: readonly HistoryEntry[]): FoldedEntry[] {
  const folded: FoldedEntry[] = [];
  for (const entry of entries) {
    const last = folded.at(-1);
    if (last && continues(last, entry)) folded[folded.length - 1] = joined(last, entry);
    else folded.push({ ...entry, saves: 1, since: entry.at });
  }
  return folded;
}

function continues(last: FoldedEntry, next: HistoryEntry): boolean {
  const same = last.actor?.id === next.actor?.id && last.onBehalfOf === next.onBehalfOf;
  const plain = [last, next].every(({ type, destroyed }) => type === 'edited' && !destroyed);
  return plain && same && Date.parse(next.at) - Date.parse(last.at) <= oneWork;
}

/** From what was there at first to what is there at last; what came back to itself has not changed. */
function joined(last: FoldedEntry, next: HistoryEntry): FoldedEntry {
  const changes = new Map(last.changes.map((one) => [one.field, one]));
  for (const one of next.changes) {
    const known = changes.get(one.field);
    changes.set(one.field, known ? { ...one, before: known.before } : one);
  }
  const left = [...changes.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return { ...next, changes: left, saves: last.saves + 1, since: last.since };
}

export interface HistoryFilter {
  readonly kind: HistoryKind | undefined;
  /** Id of a person; `system` for what nobody did. */
  readonly person: string | undefined;
}
