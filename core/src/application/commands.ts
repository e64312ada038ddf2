import type { Deps } from '../deps.ts';
import type { Session, SessionOrganisation } from '../session/session.ts';
import { systemSession } from '../session/system-session.ts';
import { accept } from './accept.ts';
import { attach } from './attach.ts';
import { passDeadline } from './clock/pass-deadline.ts';
import { recount } from './clock/recount.ts';
import type { ApplicationCommand, Changed, SystemCommand } from './command.ts';
import { create } from './create.ts';
import { discard, discardAbandoned, restore } from './discard/discard.ts';
import { edit } from './edit.ts';
import type { Work } from './hold.ts';
import { arrive } from './portal/arrive.ts';
import { follow } from './portal/follow.ts';
import type { PortalCommand, PortalOutcome } from './portal/portal-command.ts';
import { reconcile } from './reconcile.ts';
import { startProcedure } from './start-procedure.ts';
import { takeAction } from './take-action.ts';

/**
 * The one door through which an application changes: lock, facts, decision, then row, journal event, jobs and the
 * announcement, all in one transaction.
 * @throws Refusal, and then nothing has changed
 */
export async function execute(deps: Deps, session: Session, command: ApplicationCommand): Promise<Changed> {
  if (command.kind === 'create') return create({ deps, session, now: deps.clock() }, command);
  return deps.database.inBodies(session.bodies, (trx) => {
    const work = { deps, session, trx, now: deps.clock() };
    switch (command.kind) {
      case 'startProcedure':
        return startProcedure(work, command);
      case 'edit':
        return edit(work, command);
      case 'action':
        return takeAction(work, command);
      case 'attach':
        return attach(work, command);
      case 'accept':
        return accept(work, command);
      case 'reconcile':
        return reconcile(work, command);
      case 'discard':
        return discard(work, command);
      case 'restore':
        return restore(work, command);
    }
  });
}

/** The same door for what the platform does by itself in a body. @throws Refusal, and then nothing has changed */
export async function executeBySystem(
  deps: Deps,
  organisation: SessionOrganisation,
  command: SystemCommand,
): Promise<Changed> {
  const session = systemSession(organisation);
  return deps.database.inBodies(session.bodies, (trx) => {
    const work = { deps, session, trx, now: deps.clock() };
    switch (command.kind) {
      case 'watch':
        return passDeadline(work, command);
      case 'recount':
        return recount(work, command);
      case 'attach':
        return attach(work, command);
      case 'discardAbandoned':
        return discardAbandoned(work, command);
    }
  });
}

export { noteRelease } from './portal/release.ts';

/** The same door for what an applicant does through a portal, in the transaction that keeps the message. */
export async function executeFromPortal(work: Work, command: PortalCommand): Promise<PortalOutcome> {
  return command.kind === 'arrive' ? arrive(work, command) : follow(work, command);
}
