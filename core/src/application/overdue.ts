import type { Phase } from '@reglament/format';
import { localDate } from '../calendar/local-date.ts';

const ended: ReadonlySet<Phase> = new Set<Phase>(['granted', 'refused', 'withdrawn', 'closed']);

/** Phases in which the applicant has the answer: the term runs no more, whatever is left to be done. */
export function isEnded(phase: Phase): boolean {
  return ended.has(phase);
}

interface Deadline {
  readonly dueDate: string | null;
  readonly phase: Phase;
  readonly pausedAt: Date | null;
}

/** Due today is not late, nor is a case whose clock stands or whose applicant has the answer. Computed when read. */
export function isOverdue(
  { dueDate, phase, pausedAt }: Deadline,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): boolean {
  return dueDate !== null && pausedAt === null && !isEnded(phase) && localDate(now, timeZone) > dueDate;
}
