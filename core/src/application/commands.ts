import type { Deps } from '../deps.ts';
import type { Session } from '../session/session.ts';
import { attach } from './attach.ts';
import type { ApplicationCommand, Changed } from './command.ts';
import { create } from './create.ts';
import { edit } from './edit.ts';
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
      case 'edit':
        return edit(work, command);
      case 'action':
        return takeAction(work, command);
      case 'attach':
        return attach(work, command);
    }
  });
}
