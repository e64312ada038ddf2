import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { reasonOf } from './job-words.ts';
import { findFailing, listStopped } from './queries.ts';
import { deleteParked, insertJobDecision, type JobDecision } from './rows.ts';

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

/** Why the works stand whose job has died for good, and what to do, by their ids. */
export async function troublesOf(
  { database }: Pick<Deps, 'database'>,
  name: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const stopped = await database.asOwner((trx) => listStopped(trx, name, ids));
  return new Map([...stopped].map(([id, failure]) => [id, reasonOf(failure)]));
}

/** The same of a job that is of no work in particular: of its last failure since it came to its end. */
export async function troubleOf(trx: Transaction, name: string): Promise<string | undefined> {
  const failure = await findFailing(trx, name);
  return failure && reasonOf(failure);
}

interface Work {
  readonly id: string;
  readonly organisationId: string;
}

/**
 * A new job with all its tries instead of the dead one, which nobody has to decide about any more. Of two who ask at once,
 * one does it: the caller holds the row of the work in this transaction of the owner. What is being worked on stays so.
 */
export async function restartStopped(
  { jobs }: Pick<Deps, 'jobs'>,
  trx: Transaction,
  { name, work: { id, organisationId } }: { readonly name: string; readonly work: Work },
): Promise<void> {
  if (!(await listStopped(trx, name, [id])).has(id)) return;
  await deleteParked(trx, name, id);
  await jobs.enqueue(trx, { name, data: { id, organisationId } });
}
