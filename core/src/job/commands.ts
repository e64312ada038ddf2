import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { insertJobDecision, type JobDecision } from './rows.ts';

interface Deciding {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Back into its queue, with all its tries. @throws Refusal notFound when another has decided already */
export async function retryJob(call: Deciding, id: string): Promise<void> {
  const { deps } = call;
  await deps.database.asOwner(async (trx) => {
    const name = await deps.jobs.unpark(trx, id);
    await insertJobDecision(trx, decisionOf(call, { jobId: id, jobName: known(name), action: 'retry', reason: null }));
  });
}

/** Gone for good; the reason stays. @throws Refusal notFound when another has decided already */
export async function discardJob(call: Deciding, id: string, reason: string): Promise<void> {
  const { deps } = call;
  await deps.database.asOwner(async (trx) => {
    const name = await deps.jobs.discard(trx, id);
    const decision = { jobId: id, jobName: known(name), action: 'discard', reason: reason.trim() } as const;
    await insertJobDecision(trx, decisionOf(call, decision));
  });
}

function known(name: string | undefined): string {
  if (name === undefined) throw new Refusal('notFound', 'Задания уже нет: его повторили или удалили. Обновите список.');
  return name;
}

function decisionOf(
  { session, now }: Deciding,
  what: Pick<JobDecision, 'jobId' | 'jobName' | 'action' | 'reason'>,
): JobDecision {
  return { ...what, organisationId: session.organisation.id, userId: session.user.id, at: now };
}
