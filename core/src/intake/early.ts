import { findFromPortal } from '../application/portal/queries.ts';
import type { StoredConnection } from '../connection/connection.model.ts';
import type { Deps } from '../deps.ts';
import type { PortalMessage } from './command-of.ts';

/** So often it is looked at before it is put aside: some seconds for its application to come, also after a process has ended. */
const MOST_LOOKS = 5;
/** So many wait at once; with more, the oldest begins to be counted anew. */
const MOST_WAITING = 10_000;

/** Of each engine: how often a message was looked at, by its name. */
const looks = new WeakMap<Deps, Map<string, number>>();

/**
 * A correction, a cancellation or a text whose application has not come yet: what carries messages may give them in another order
 * than they were sent in, and always does after a crash before an acknowledgement. It stays where it is, and comes again.
 */
export async function isEarly(deps: Deps, stored: StoredConnection, message: PortalMessage): Promise<boolean> {
  if (message.kind === 'application' || stored.organisation === null) return false;
  const portal = { connectionId: stored.id, externalId: message.externalId };
  const known = await deps.database.inBodies([stored.organisation.id], (trx) => findFromPortal(trx, portal));
  const counted = looks.get(deps) ?? new Map<string, number>();
  looks.set(deps, counted);
  const name = `${stored.id} ${message.messageId}`;
  const before = counted.get(name) ?? 0;
  counted.delete(name);
  if (known !== undefined || before >= MOST_LOOKS) return false;
  counted.set(name, before + 1);
  const [oldest] = counted.keys();
  if (counted.size > MOST_WAITING && oldest !== undefined) counted.delete(oldest);
  return true;
}
