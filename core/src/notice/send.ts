import { type NotifyWay, ProviderError } from '@reglament/sdk';
import { lockApplication } from '../application/queries.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { attempt, type Problem } from '../exchange/attempt.ts';
import { appendEvent } from '../journal/rows.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import { findOutgoingNotice, type OutgoingNotice } from './queries.ts';
import { markNoticeFailed, markNoticeSent } from './rows.ts';

/** One try to take a notice to the applicant by machine. */
export async function sendNoticeClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const notice = await read(deps, claim);
  await attempt<void>(
    deps,
    { claim, signal },
    {
      call: async ({ connection: { notifier } }, bounded) => {
        const way = notifier?.ways.find((one) => one === notice.way);
        if (notifier === undefined || way === undefined) {
          const text = 'Подключение больше не передаёт сообщений этим способом.';
          throw new ProviderError('cannotNotify', text, { retry: 'never' });
        }
        await notifier.send(messageOf(notice, way), bounded);
      },
      taken: () =>
        write(deps, { claim, notice }, async (trx, now) => {
          await markNoticeSent(trx, notice.id, now);
          await finishClaim(trx, claim, now);
          await append(trx, { notice, type: 'noticeSent', now });
        }),
      givenUp: (problem) => write(deps, { claim, notice }, (trx, now) => giveUp(trx, { claim, notice, problem, now })),
    },
  );
}

function messageOf({ id, address, subject, text, organisation }: OutgoingNotice, way: NotifyWay) {
  const signed = way === 'email' ? `${text}\n\n${organisation}` : text;
  return { id, way, to: address ?? '', subject: subject ?? organisation, text: signed };
}

interface GivenUp {
  readonly claim: Claim;
  readonly notice: OutgoingNotice;
  readonly problem: Problem;
  readonly now: Date;
}

/** A person tells the applicant from now on: the executor hears of it, and the history keeps why. */
async function giveUp(trx: Transaction, { claim, notice, problem, now }: GivenUp): Promise<void> {
  const { applicationId, organisationId, number } = notice;
  await markNoticeFailed(trx, notice.id, problem.text);
  await failClaim(trx, claim, { now, error: problem.text });
  await append(trx, { notice, type: 'noticeFailed', now, problem });
  const application = await lockApplication(trx, applicationId);
  if (application === undefined) return;
  const { departmentId, serviceCode, executorId } = application;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId };
  const text = `Уведомление по заявке № ${number ?? 'без номера'} не ушло. Сообщите заявителю иначе`;
  await tellStaff(trx, audience, { applicationId, kind: 'noticeFailed', text, createdAt: now });
}

interface NoticeEvent {
  readonly notice: OutgoingNotice;
  readonly type: 'noticeSent' | 'noticeFailed';
  readonly now: Date;
  readonly problem?: Problem;
}

async function append(trx: Transaction, { notice, type, now, problem }: NoticeEvent): Promise<void> {
  const { applicationId, organisationId, id, way } = notice;
  const why = problem === undefined ? {} : { code: problem.code, comment: problem.text };
  const payload = { notice: id, way, ...why };
  await appendEvent(trx, { applicationId, organisationId, type, actorId: null, at: now, payload });
}

/** The application first, then the claim, as everywhere. */
async function write(
  { database, clock }: Deps,
  { claim, notice }: { readonly claim: Claim; readonly notice: OutgoingNotice },
  work: (trx: Transaction, now: Date) => Promise<void>,
): Promise<void> {
  await database.inBodies([notice.organisationId], async (trx) => {
    await lockApplication(trx, notice.applicationId);
    await holdClaim(trx, claim);
    await work(trx, clock());
  });
}

function read({ database }: Deps, { ownerId, organisationId }: Claim): Promise<OutgoingNotice> {
  return database.inBodies(organisationId === null ? [] : [organisationId], async (trx) => {
    const notice = await findOutgoingNotice(trx, ownerId);
    if (notice === undefined) throw new Error(`there is no notice ${ownerId} to be sent`);
    return notice;
  });
}
