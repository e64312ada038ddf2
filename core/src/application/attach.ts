import { Refusal } from '../errors.ts';
import { onBehalfOf } from '../session/session.ts';
import { findAttachProblem } from './attachment.ts';
import type { AttachCommand, Changed } from './command.ts';
import { hold, type Work } from './hold.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';

/** What hangs on an application changes under the application's lock, so that registering sees the whole of it. */
export async function attach(work: Work, command: AttachCommand): Promise<Changed> {
  const held = await hold(work, command);
  const problem = findAttachProblem(held.context, command.what);
  if (problem !== undefined) throw new Refusal('actionClosed', problem);
  const { trx, now } = work;
  const payload = await command.write({
    trx,
    now,
    application: held.record,
    pinned: held.pinned,
    context: held.context,
  });
  const { id, organisationId, state } = held.record;
  const version = await updateApplication(trx, { id, now, keepVersion: command.version === undefined }, {});
  const behalf = onBehalfOf(work.session, held.record.executorId);
  await record(
    work,
    { id, organisationId, version, state },
    { type: command.event, payload: { ...payload, ...behalf } },
  );
  return { id, version };
}
