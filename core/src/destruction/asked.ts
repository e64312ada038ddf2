import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import type { Asked } from './queries.ts';
import { termsOf } from './term.ts';

/** What is asked of a body's cases on the day of this moment, by the terms in force. */
export function askedOf(
  { definitions }: Pick<Deps, 'definitions'>,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
  now: Date,
): Asked {
  return { organisationId: id, timeZone, today: localDate(now, timeZone), terms: termsOf(definitions) };
}
