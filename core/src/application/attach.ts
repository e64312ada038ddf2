import { Refusal } from '../errors.ts';
import { onBehalfOf } from '../session/session.ts';
import { areSignaturesConfirmed } from '../signature/queries.ts';
import { type AttachmentKind, findAttachProblem } from './attachment.ts';
import type { AttachCommand, Changed } from './command.ts';
import { type Held, hold, type Work } from './hold.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { followSigning, type SigningFollowed, tellGathered } from './signing.ts';
import { conclude } from './take-action.ts';
import { decideOnSigned } from './workflow.ts';

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
  const signing = await followed(work, held, command.what);
  const changes = signing?.changes;
  // Whose turn it is decides about actions: whoever saw the case before has seen another one.
  const keepVersion = command.version === undefined && changes === undefined;
  const version = await updateApplication(trx, { id, now, keepVersion }, changes ?? {});
  const behalf = onBehalfOf(work.session, held.record.executorId);
  await record(
    work,
    { id, organisationId, version, state },
    { type: command.event, payload: { ...payload, ...behalf } },
  );
  if (!signing?.complete) return { id, version };
  const released = await actOnSigned(work, id);
  await tellGathered(work, held.record, released !== undefined);
  return released ?? { id, version };
}

/** What signatures of the decision's paper lead to; undefined: nothing. */
async function followed(work: Work, held: Held, what: AttachmentKind): Promise<SigningFollowed | undefined> {
  const isSigning = what === 'signature' || what === 'signatureRemoval';
  return isSigning && held.context.application.signing !== undefined ? followSigning(work, held) : undefined;
}

/**
 * The last signature releases the result where the workflow says so; one that refuses leaves the signature where it is. What nobody could
 * confirm is released by people alone, who answer for it: it cannot be called back.
 */
async function actOnSigned(work: Work, id: string): Promise<Changed | undefined> {
  try {
    return await work.trx.transaction(async (trx) => {
      const held = await hold({ ...work, trx }, { id });
      if (!(await areSignaturesConfirmed(trx, id))) return undefined;
      const decision = decideOnSigned(held.context);
      return decision && conclude({ ...work, trx }, held, decision);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    work.deps.log.warn({ application: id, code: error.code }, 'the action on the last signature was refused');
    return undefined;
  }
}
