/** What is said of a term in words. Pure. */
import type { ApplicationCard } from '../api.ts';
import { dateText, plural } from '../ui/format.ts';

type Term = NonNullable<ApplicationCard['term']>;

const days = {
  working: ['рабочий день', 'рабочих дня', 'рабочих дней'],
  calendar: ['день', 'дня', 'дней'],
} as const satisfies Record<Term['unit'], readonly [string, string, string]>;

/** «осталось 5 рабочих дней»; empty where the term does not run. */
export function remainingText({ remaining, unit, pausedSince }: Term): string {
  if (remaining === null) return '';
  const counted = plural(Math.abs(remaining), days[unit]);
  if (pausedSince !== null) return remaining < 0 ? `был просрочен на ${counted}` : `останется ${counted}`;
  if (remaining === 0) return 'сегодня последний день';
  return remaining < 0 ? `просрочено на ${counted}` : `осталось ${counted}`;
}

/** «с 03.09.2025 (Запрошены документы)»; empty where the clock goes. */
export function pauseText({ pausedSince, pauseReason }: Term): string {
  if (pausedSince === null) return '';
  return `с ${dateText(pausedSince)}${pauseReason ? ` (${pauseReason})` : ''}`;
}
