import { ProviderError, type Receipt } from '@reglament/sdk';
import { lockApplication } from '../application/queries.ts';
import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import type { Deps } from '../deps.ts';
import { announce } from '../events/rows.ts';
import { attempt, type Problem } from '../exchange/attempt.ts';
import { appendEvent } from '../journal/rows.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import { findOutgoing, noticeOf, type Outgoing } from './queries.ts';
import { settlePublication } from './rows.ts';

/** One try to tell the portal one thing. */
export async function publishClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const { outgoing, notice } = await read(deps, claim);
  if (outgoing.superseded) return passOver(deps, { claim, outgoing });
  await attempt<Receipt>(
    deps,
    { claim, signal },
    {
      call: ({ connection }, bounded) => {
        if (connection.publish === undefined) {
          const text = 'Подключение этого модуля ничего не сообщает порталу.';
          throw new ProviderError('cannotPublish', text, { retry: 'never' });
        }
        return connection.publish(notice, bounded);
      },
      taken: ({ text }) =>
        write(deps, { claim, outgoing }, async (trx, now) => {
          await settlePublication(trx, outgoing, { status: 'delivered', at: now, text });
          await finishClaim(trx, claim, now);
        }),
      givenUp: (problem) => write(deps, { claim, outgoing }, (trx) => giveUp(deps, trx, { claim, outgoing, problem })),
    },
  );
}

interface Sending {
  readonly claim: Claim;
  readonly outgoing: Outgoing;
}

async function passOver(deps: Deps, sending: Sending): Promise<void> {
  await write(deps, sending, async (trx, now) => {
    const text = 'Не передано: порталу уже сообщено более новое';
    await settlePublication(trx, sending.outgoing, { status: 'failed', at: now, text });
    await finishClaim(trx, sending.claim, now);
  });
}

/** The portal will not show it: the executor hears of it, the history keeps it, and what is newer still goes. */
async function giveUp(
  deps: Deps,
  trx: Transaction,
  { claim, outgoing, problem }: Sending & { readonly problem: Problem },
): Promise<void> {
  const now = deps.clock();
  const { applicationId, organisationId, title, number, id } = outgoing;
  await settlePublication(trx, outgoing, { status: 'failed', at: now, text: problem.text });
  await failClaim(trx, claim, { now, error: problem.text });
  const payload = { publication: id, name: title, code: problem.code, reason: problem.text };
  const event = { applicationId, organisationId, type: 'publicationFailed', actorId: null, at: now, payload };
  await appendEvent(trx, event);
  const application = await lockApplication(trx, applicationId);
  if (application === undefined) return;
  const { departmentId, serviceCode, executorId } = application;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId };
  const text = `Портал не принял сообщение по заявке № ${number ?? 'без номера'}. Сообщите заявителю иначе`;
  await tellStaff(trx, audience, { applicationId, kind: 'publicationFailed', text, createdAt: now });
}

/**
 * The application first, then the claim: the order in which a command that tells something new takes its locks. Whoever looks at
 * what was said to the applicant sees what came of it.
 */
async function write(
  deps: Deps,
  { claim, outgoing }: Sending,
  work: (trx: Transaction, now: Date) => Promise<void>,
): Promise<void> {
  await deps.database.inBodies([outgoing.organisationId], async (trx) => {
    const application = await lockApplication(trx, outgoing.applicationId);
    await holdClaim(trx, claim);
    await work(trx, deps.clock());
    if (application === undefined) return;
    const { id: applicationId, organisationId, version, state } = application;
    await together(trx, [announce({ organisationId, applicationId, version, state })]);
  });
}

async function read({ database, files }: Deps, { ownerId, organisationId }: Claim) {
  return database.inBodies(organisationId === null ? [] : [organisationId], async (trx) => {
    const outgoing = await findOutgoing(trx, ownerId);
    if (outgoing === undefined) throw new Error(`there is no publication ${ownerId} to be sent`);
    return { outgoing, notice: await noticeOf(trx, outgoing, files) };
  });
}
