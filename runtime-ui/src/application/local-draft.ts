/** What has been typed and not yet saved on the server, kept on this computer per user. */
import type { ApplicationContent } from '../api.ts';

export interface LocalDraft {
  /** When it was written here, milliseconds. */
  at: number;
  service: string;
  content: ApplicationContent;
  /** What the server had when it was typed: a colleague may have gone on meanwhile. */
  base?: ApplicationContent;
}

const prefix = 'reglament.draft';

function keyOf(userId: string, place: string): string {
  return `${prefix}.${userId}.${place}`;
}

function keysOf(userId: string): string[] {
  const start = keyOf(userId, '');
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}

/** `place` is the id of an application, or `new.<service>`, or `new.<service>.<number>` for one more at the same time. */
export function findDraft(userId: string, place: string): LocalDraft | undefined {
  const text = localStorage.getItem(keyOf(userId, place));
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as LocalDraft;
  } catch {
    localStorage.removeItem(keyOf(userId, place));
    return undefined;
  }
}

/** False when the browser refuses to keep it (its room is full, or storage is switched off). */
export function keepDraft(userId: string, place: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(keyOf(userId, place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(userId: string, place: string): void {
  localStorage.removeItem(keyOf(userId, place));
}

/** A new application has become a row: what is kept of it goes by the row's id from now on. */
export function moveDraft(userId: string, from: string, to: string): void {
  const kept = findDraft(userId, from);
  if (kept && keepDraft(userId, to, kept)) dropDraft(userId, from);
}

export function unsavedDrafts(userId: string): number {
  return keysOf(userId).length;
}

export function newDraftServices(userId: string): string[] {
  const start = keyOf(userId, 'new.');
  return keysOf(userId)
    .filter((key) => key.startsWith(start))
    .flatMap((key) => key.slice(start.length).split('.')[0] ?? []);
}

/** At leaving: the next person at this computer must not find them. */
export function forgetDrafts(userId: string): void {
  for (const key of keysOf(userId)) localStorage.removeItem(key);
}
