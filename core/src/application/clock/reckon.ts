import { type Due, due } from '../../calendar/due.ts';
import type { LedgerEntry } from '../../calendar/ledger.ts';
import { addWorkingDays, type WorkCalendar } from '../../calendar/work-calendar.ts';
import { actorIdOf } from '../../session/system-session.ts';
import type { ApplicationRecord } from '../application.model.ts';
import type { Course, Outcome } from '../course.ts';
import type { Held, Work } from '../hold.ts';
import { currentCalendar, type Pinned, termOf } from '../pinned.ts';
import { readClockEntries } from './queries.ts';
import { insertClockEntry } from './rows.ts';

interface Reckoning {
  readonly pinned: Pinned;
  /** Code of the variant it was registered with. */
  readonly variant: string | null;
  readonly ledger: readonly LedgerEntry[];
  readonly calendar: WorkCalendar;
  readonly timeZone: string;
  readonly now: Date;
}

/** The due date of an application as it is now; undefined without a term or before it began. */
export function dueOf({ pinned, variant, ledger, ...rest }: Reckoning): Due | undefined {
  const term = termOf(pinned, variant);
  return term === undefined || ledger.length === 0 ? undefined : due({ ledger, term, ...rest });
}

/** What is stored of a reckoning: the last day, and the day on which people are told that it is near. */
function storedDates(
  result: Due | undefined,
  { pinned, variant, calendar }: Pick<Reckoning, 'pinned' | 'variant' | 'calendar'>,
): { dueDate: string | null; warnOn: string | null } {
  if (!result?.ok) return { dueDate: null, warnOn: null };
  const days = termOf(pinned, variant)?.warnDays ?? pinned.workflow.deadline?.near?.days;
  const near = days === undefined ? undefined : addWorkingDays(result.dueDate, -days, calendar);
  return { dueDate: result.dueDate, warnOn: near?.ok ? near.date : null };
}

/** An entry of the ledger and the due date that follows from it, in one transaction. */
export async function enterClock(course: Course, entry: LedgerEntry): Promise<Outcome> {
  const { work, record } = course;
  const place = { applicationId: record.id, organisationId: record.organisationId, actorId: actorIdOf(work.session) };
  await insertClockEntry(work.trx, place, entry);
  return reckon(course);
}

/** The due date from the ledger as it stands; what the journal keeps is the answer to «почему такая дата». */
export async function reckon({ work, held, record }: Course): Promise<Outcome> {
  const { dates, term } = await reckonCase(work, held, record);
  return { changes: dates, facts: { term } };
}

/** What to store of the term by ledger and calendars as they are now, and what the journal keeps of the reckoning. */
export async function reckonCase(
  { trx, deps, now }: Work,
  { pinned, body }: Held,
  { id, variant }: Pick<ApplicationRecord, 'id' | 'variant'>,
) {
  const ledger = await readClockEntries(trx, id);
  const calendar = currentCalendar(deps.definitions);
  const result = dueOf({ pinned, variant, ledger, calendar, timeZone: body.timeZone, now });
  const dates = storedDates(result, { pinned, variant, calendar });
  return { dates, term: result === undefined ? null : { dueDate: dates.dueDate, trace: result.trace } };
}
