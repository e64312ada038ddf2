import type { PresenceChange, PresenceView } from '../api.gen.ts';
import { together } from '../db-batch.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session/session.ts';
import { askOthersPresent } from './queries.ts';
import { announcePresence, dropPresence, forgetPassed, lockPresence, putPresence } from './rows.ts';

/**
 * Milliseconds for which a word of a tab holds. Browsers let the timers of a hidden page run once a minute; a tab that has
 * died is gone from the screens of the others after this time.
 */
export const PRESENCE_LIFE = 90_000;

interface Place {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
  readonly applicationId: string;
}

/** One's tab has the case before it; gives who else has. Others hear of it only when something is new to them. */
export async function bePresent(
  { deps, session, now, applicationId }: Place,
  { tab, doing }: PresenceChange,
): Promise<PresenceView[]> {
  const me = session.user.id;
  const until = new Date(now.getTime() + PRESENCE_LIFE);
  return deps.database.inBodies(session.bodies, async (trx) => {
    const [, , [put], others] = await together(trx, [
      lockPresence(applicationId),
      forgetPassed(me, now),
      putPresence(applicationId, me, tab, doing, until, now),
      askOthersPresent(applicationId, me, now),
    ]);
    const [first] = others;
    if (first !== undefined && put?.before !== doing) {
      const users = others.map(({ id }) => id);
      await together(trx, [announcePresence({ organisationId: first.organisationId, applicationId, users })]);
    }
    return others.map(({ id, name, doing }) => ({ id, name, doing }));
  });
}

/** The tab has closed the case. */
export async function leave({ deps, session, now, applicationId }: Place, tab: string): Promise<void> {
  const me = session.user.id;
  await deps.database.inBodies(session.bodies, async (trx) => {
    const [, [dropped], others] = await together(trx, [
      lockPresence(applicationId),
      dropPresence(applicationId, me, tab),
      askOthersPresent(applicationId, me, now),
    ]);
    if (dropped === undefined || others.length === 0) return;
    const users = others.map(({ id }) => id);
    await together(trx, [announcePresence({ organisationId: dropped.organisationId, applicationId, users })]);
  });
}
