import { together } from '../db-batch.ts';
import { announce, announceIfThere } from '../events/rows.ts';
import { addEvent, addEventIfThere } from '../journal/rows.ts';
import { actorIdOf } from '../session/system-session.ts';
import type { Work } from './hold.ts';

export interface Target {
  readonly id: string;
  readonly organisationId: string;
  readonly version: number;
  readonly state: string;
}

interface Told {
  readonly type: string;
  readonly payload: unknown;
}

/**
 * The journal's event of a change, and the announcement to those who look at lists and cards; both go with the commit.
 * Gives the event's id.
 */
export async function record(work: Work, target: Target, told: Told): Promise<number> {
  const [[event]] = await together(work.trx, [addEvent(eventOf(work, target, told)), announce(changeOf(target))]);
  if (event === undefined) throw new Error('an event has no id');
  return event.id;
}

/** The same for an application made in the same batch, unless it turns out that it was made before. */
export function recordIfThere(by: Pick<Work, 'session' | 'now'>, target: Target, told: Told) {
  return [addEventIfThere(eventOf(by, target, told)), announceIfThere(changeOf(target))] as const;
}

function eventOf({ session, now }: Pick<Work, 'session' | 'now'>, { id, organisationId }: Target, told: Told) {
  return { ...told, applicationId: id, organisationId, actorId: actorIdOf(session), at: now };
}

function changeOf({ id, organisationId, version, state }: Target) {
  return { organisationId, applicationId: id, version, state };
}
