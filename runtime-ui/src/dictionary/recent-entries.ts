/** What a person has chosen from a long dictionary before, on this computer: nothing of an application, only entries. */
import type { Entry } from '../form/index.ts';

const most = 5;

function keyOf(userId: string, dictionary: string): string {
  return `reglament.recent.${userId}.${dictionary}`;
}

export function recentEntries(userId: string, dictionary: string): readonly Entry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId, dictionary)) ?? '[]');
    return Array.isArray(kept) ? (kept as Entry[]) : [];
  } catch {
    return [];
  }
}

export function rememberEntry(userId: string, dictionary: string, entry: Entry): void {
  const others = recentEntries(userId, dictionary).filter(({ code }) => code !== entry.code);
  try {
    localStorage.setItem(keyOf(userId, dictionary), JSON.stringify([entry, ...others].slice(0, most)));
  } catch {
    // A full or closed storage costs the convenience, nothing else.
  }
}
