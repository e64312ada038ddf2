import type { ApplicationCard } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import { retentionView, termOfService } from '../destruction/term.ts';
import type { Session } from '../session/session.ts';
import { findRestoreProblem, goneOn } from './discard/discardable.ts';
import { currentCalendar, type Pinned } from './pinned.ts';
import type { CardRow } from './queries.ts';

/** Who looks, and at what moment. */
interface Look {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

interface Kept {
  readonly row: CardRow;
  readonly pinned: Pinned;
}

/** How long it is kept, as the service says today, or since when it is not. */
export function keptOf(look: Look, found: Kept): Pick<ApplicationCard, 'retention' | 'destroyed' | 'discarded'> {
  const { row, pinned } = found;
  const service = look.deps.definitions.findLatest('service', row.serviceCode)?.content ?? pinned.service;
  const endedOn = row.endedAt ? localDate(row.endedAt, row.body.timeZone) : null;
  const { destroyed = null } = row;
  return {
    retention: retentionView(termOfService(service), endedOn),
    destroyed: destroyed && { act: destroyed.act, at: new Date(destroyed.at).toISOString() },
    discarded: discardedOf(look, found),
  };
}

/** Since when it is thrown away, until when it can be brought back, and why not by this person. */
function discardedOf({ deps, session, now }: Look, { row, pinned }: Kept): ApplicationCard['discarded'] {
  if (row.discardedAt == null) return null;
  const { timeZone } = row.body;
  const calendar = currentCalendar(deps.definitions);
  const problem = findRestoreProblem({ record: row, pinned, history: row, session, calendar, now, timeZone });
  const days = { on: localDate(row.discardedAt, timeZone), until: localDate(goneOn(row.discardedAt), timeZone) };
  return { ...days, restore: problem?.text ?? null };
}
