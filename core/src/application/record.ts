import { notifyChange } from '../events/rows.ts';
import { appendEvent } from '../journal/rows.ts';
import type { Work } from './hold.ts';

export interface Target {
  readonly id: string;
  readonly organisationId: string;
  readonly version: number;
  readonly state: string;
}

/** The journal's event of a change, and the announcement to those who look at lists and cards; both go with the commit. */
export async function record(
  { trx, session, now }: Work,
  target: Target,
  event: { readonly type: string; readonly payload: unknown },
): Promise<void> {
  const { id, organisationId, version, state } = target;
  await appendEvent(trx, { ...event, applicationId: id, organisationId, actorId: session.user.id, at: now });
  await notifyChange(trx, { organisationId, applicationId: id, version, state });
}
