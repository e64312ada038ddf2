import type { Phase } from '@reglament/format';
import { addDays } from '../../calendar/iso-date.ts';
import { addWorkingDays, type WorkCalendar } from '../../calendar/work-calendar.ts';

/** What of an executor's work is asked for: everything, or what should not wait. */
export const waitingKinds = ['all', 'overdue', 'dueSoon', 'returned', 'answers'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** Phases in which the next step is the executor's; a case that waits for its applicant or approver is not here. */
export const waitingPhases: readonly Phase[] = ['received', 'inProgress', 'awaitingSignature'];

const SOON = 2;

export interface WaitingFilter {
  /** The person, and whoever they stand in for. */
  readonly executorIds: readonly string[];
  /** The last day is before this one. */
  readonly dueBefore?: string;
  /** The last day is this one or later. */
  readonly dueFrom?: string;
  /** The last day is this one or earlier. */
  readonly dueTo?: string;
  readonly returned?: true;
  /** A request has been answered or refused since the executor last did something on the case. */
  readonly answered?: true;
}

interface Moment {
  readonly executorIds: readonly string[];
  readonly today: string;
  readonly calendar: WorkCalendar;
}

/** The condition of each kind, in days of the body. */
export function waitingFilter(kind: WaitingKind, { executorIds, today, calendar }: Moment): WaitingFilter {
  switch (kind) {
    case 'all':
      return { executorIds };
    case 'overdue':
      return { executorIds, dueBefore: today };
    case 'dueSoon':
      return { executorIds, dueFrom: today, dueTo: soon(today, calendar) };
    case 'returned':
      return { executorIds, returned: true };
    case 'answers':
      return { executorIds, answered: true };
  }
}

/** Two working days on; in a year without a calendar, two days. */
function soon(today: string, calendar: WorkCalendar): string {
  const found = addWorkingDays(today, SOON, calendar);
  return found.ok ? found.date : addDays(today, SOON);
}
