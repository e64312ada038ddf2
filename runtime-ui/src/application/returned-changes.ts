/** What the applicant, or a colleague for them, changed after the application was sent back. Pure. */
import type { ApiTypes } from '@reglament/core/api';
import type { ApplicationContent } from '../api.ts';
import { type Difference, differences } from './merge.ts';

type HistoryEntry = ApiTypes['HistoryEntry'];

export interface ReturnedChange extends Difference {
  /** Who changed it last, and when. */
  who: string;
  at: string;
}

interface Since {
  /** The oldest first. */
  entries: readonly HistoryEntry[];
  /** Titles of the states in which the application is with the applicant. */
  away: ReadonlySet<string>;
  now: ApplicationContent;
}

/** The code of a change in the history: `answers.area`, `applicant`. */
function fieldOf({ part, pointer }: Difference): string {
  return part === 'answers' ? `answers.${pointer.split('/')[1]}` : part;
}

/**
 * Before the earliest change of each field, against what stands now: what was changed back is no change, and neither is what
 * somebody has looked at.
 */
export function changesSinceReturn({ entries, away, now }: Since): ReturnedChange[] {
  const sent = entries.findLastIndex(({ to }) => to !== null && away.has(to));
  if (sent < 0) return [];
  const seen = entries.findLastIndex(({ type }) => type === 'changesSeen');
  const last = new Map<string, HistoryEntry>();
  let before = now;
  for (const entry of entries.slice(Math.max(sent, seen) + 1).reverse()) {
    for (const change of entry.changes) {
      if (!last.has(change.field)) last.set(change.field, entry);
      before = withField(before, change.field, change.before);
    }
  }
  return differences(before, now).flatMap((difference) => {
    const entry = last.get(fieldOf(difference));
    return entry ? [{ ...difference, who: entry.actor?.name ?? 'Заявитель', at: entry.at }] : [];
  });
}

function withField(content: ApplicationContent, field: string, value: unknown): ApplicationContent {
  const [part, code] = field.split('.');
  if (part === 'answers' && code !== undefined) return { ...content, answers: { ...content.answers, [code]: value } };
  return part !== undefined && Object.hasOwn(content, part) ? { ...content, [part]: value ?? null } : content;
}
