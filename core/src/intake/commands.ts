import { executeFromPortal, noteRelease } from '../application/commands.ts';
import type { FollowCommand } from '../application/portal/portal-command.ts';
import { judgeDelivery, markReleased } from '../delivery/rows.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { getActingBody } from '../organisation/queries.ts';
import type { Session } from '../session/session.ts';
import { systemSession } from '../session/system-session.ts';

interface Releasing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * A person has found out that a message from another system than the one that filed its application is no stranger's: the portal
 * has a new name. It has the effect that it would have had, and the system may speak of this application from now on. @throws Refusal
 */
export async function releaseDelivery(
  { deps, session, now }: Releasing,
  id: string,
  resolution: string,
): Promise<void> {
  const words = resolution.trim();
  const organisation = await deps.database.asOwner((trx) => getActingBody(trx, session.organisation.id));
  const system = systemSession(organisation);
  await deps.database.inBodies(system.bodies, async (trx) => {
    const released = await markReleased(trx, id, { resolution: words, userId: session.user.id, now });
    if (released === undefined) {
      throw new Refusal('notFound', 'Этого сообщения среди отложенных нет: оно уже разобрано. Обновите список.');
    }
    const command = { ...released.command, released: true } as FollowCommand;
    const work = { deps, session: system, trx, now };
    const { applicationId } = released;
    await noteRelease(work, { applicationId, by: session, sender: command.portal.sender, comment: words });
    const outcome = await executeFromPortal(work, command);
    if (outcome.status === 'quarantine') throw new Refusal('stateConflict', `${outcome.reason}.`);
    await judgeDelivery(trx, released, outcome);
  });
}
