import type { Phase, ServiceDefinition } from '@reglament/format';
import type { Grant } from '../../access/grant.ts';
import { addDays } from '../../calendar/iso-date.ts';
import { addWorkingDays, type WorkCalendar } from '../../calendar/work-calendar.ts';

/** What of an executor's work is asked for: everything, or what should not wait. */
export const waitingKinds = ['all', 'overdue', 'dueSoon', 'returned', 'answers', 'signature'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** Phases in which the next step is the executor's; a case that waits for its applicant or approver is not here. */
export const waitingPhases: readonly Phase[] = ['received', 'inProgress', 'awaitingSignature'];

const SOON = 2;

export interface SigningTurn {
  readonly function: string;
  readonly organisationId: string;
  readonly serviceCode: string | null;
  readonly departmentId: string | null;
}

/** Of what a person holds, the functions that sign papers of decisions: of the others no list has to ask. */
export function turnsOf(
  grants: readonly Grant[],
  services: readonly Pick<ServiceDefinition, 'decisions'>[],
): SigningTurn[] {
  const places = services.flatMap(({ decisions }) => Object.values(decisions).flatMap((spec) => spec.signatures ?? []));
  const signing = new Set(places.flatMap((one) => (one.relation === 'executor' ? [] : [one.function])));
  return grants.flatMap(({ function: code, organisationId, serviceCode, departmentId }) =>
    code !== undefined && signing.has(code) ? [{ function: code, organisationId, serviceCode, departmentId }] : [],
  );
}

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
  /** Papers that are to be signed, alone. */
  readonly signature?: true;
  /** Functions whose turn to sign is this person's turn, and where they hold them. */
  readonly turns?: readonly SigningTurn[];
  /** A request has been answered or refused since the executor last did something on the case. */
  readonly answered?: true;
}

interface Moment {
  readonly executorIds: readonly string[];
  readonly turns?: readonly SigningTurn[];
  readonly today: string;
  readonly calendar: WorkCalendar;
}

/** The condition of each kind, in days of the body. */
export function waitingFilter(kind: WaitingKind, { executorIds, turns = [], today, calendar }: Moment): WaitingFilter {
  const own = turns.length === 0 ? { executorIds } : { executorIds, turns };
  switch (kind) {
    case 'all':
      return own;
    case 'overdue':
      return { ...own, dueBefore: today };
    case 'dueSoon':
      return { ...own, dueFrom: today, dueTo: soon(today, calendar) };
    case 'returned':
      return { executorIds, returned: true };
    case 'answers':
      return { executorIds, answered: true };
    case 'signature':
      return { ...own, signature: true };
  }
}

/** Two working days on; in a year without a calendar, two days. */
function soon(today: string, calendar: WorkCalendar): string {
  const found = addWorkingDays(today, SOON, calendar);
  return found.ok ? found.date : addDays(today, SOON);
}
