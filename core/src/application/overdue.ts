import { localDate } from '../calendar/local-date.ts';

/** Due today is not late; a closed application is late no more. Computed when read, never stored. */
export function isOverdue(
  { dueDate, closedAt }: { readonly dueDate: string | null; readonly closedAt: Date | null },
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): boolean {
  return dueDate !== null && closedAt === null && localDate(now, timeZone) > dueDate;
}
