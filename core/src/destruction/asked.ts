import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import type { Asked, Keeper } from './queries.ts';
import { INCOMING, incomingTerm, type RetentionTerm, termsOf } from './term.ts';

/** Of a body, what it keeps of its own cases and of what others have asked. */
export interface BodyAsked extends Asked {
  readonly incoming: RetentionTerm;
}

/** What is asked of what a body keeps, on the day of this moment, by the terms in force. */
export function askedOf(
  { definitions }: Pick<Deps, 'definitions'>,
  { id, timeZone, workplace }: Keeper,
  now: Date,
): BodyAsked {
  const incoming = incomingTerm(definitions, workplace);
  return { organisationId: id, timeZone, today: localDate(now, timeZone), terms: termsOf(definitions), incoming };
}

/** By the code of a service or INCOMING; undefined: there is no such service. */
export function findTerm({ terms, incoming }: BodyAsked, code: string): RetentionTerm | undefined {
  return code === INCOMING ? incoming : terms.find(({ service }) => service === code);
}
