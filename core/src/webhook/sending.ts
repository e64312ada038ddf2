import { randomInt } from 'node:crypto';
import { type AddressGuard, openAddressGuard } from '../address-guard.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Jobs } from '../jobs.ts';
import { nextTry } from '../outbox/backoff.ts';
import { type Claim, failClaim, finishClaim, holdClaim, postponeClaim } from '../outbox/rows.ts';
import { type OutboxWorker, openOutboxWorker } from '../outbox/worker.ts';
import type { SecretBox } from '../secret-box.ts';
import { postGuarded, SendFailure } from '../send-guarded.ts';
import { webhookSecrets } from './commands.ts';
import { noticeBody, pingEvent } from './event.ts';
import { findOutgoing, type Outgoing } from './queries.ts';
import { deleteDeliveriesBefore, updateAnswer, webhookTopic } from './rows.ts';
import { signatureOf } from './signature.ts';

/** From ten seconds to three hours between tries: about a day in all, then a person decides. */
const patience = { first: 10_000, longest: 3 * 3_600_000, most: 16 };
/** Whoever presses «проверить» waits for the answer and sees it. */
const pingPatience = { ...patience, most: 1 };
const keepFor = 30 * 86_400_000;

type Sending = Pick<Deps, 'config' | 'database' | 'clock' | 'log'>;

interface Tools extends Sending {
  readonly box: SecretBox;
  readonly guard: AddressGuard;
}

export function openWebhookWorker(deps: Sending): OutboxWorker {
  const { config, database, clock, log } = deps;
  const guard = openAddressGuard(config.privateNetworks);
  const tools: Tools = { config, database, clock, log, guard, box: webhookSecrets(config.secretKey) };
  return openOutboxWorker({
    database,
    clock,
    log,
    topic: webhookTopic,
    limit: 20,
    perLane: 2,
    leaseSeconds: 30 + config.webhookTimeout / 1000,
    patience,
    handle: (claim, signal) => deliver(tools, claim, signal),
  });
}

/** Sends first and writes after: a process that dies in between sends again, and the receiver knows it by the id. */
async function deliver(tools: Tools, claim: Claim, signal: AbortSignal): Promise<void> {
  const inBody = <T>(work: (trx: Transaction) => Promise<T>) =>
    tools.database.inBodies(claim.organisationId === null ? [] : [claim.organisationId], work);
  const outgoing = await inBody((trx) => findOutgoing(trx, claim.ownerId));
  const answer = outgoing === undefined ? gone : await send(tools, outgoing, signal);
  signal.throwIfAborted();
  await inBody(async (trx) => {
    await holdClaim(trx, claim);
    await updateAnswer(trx, claim.ownerId, answer.status);
    await settle(trx, claim, { answer, event: outgoing?.event ?? '', now: tools.clock() });
  });
}

interface Answer {
  readonly status: number | null;
  /** Why it did not arrive; undefined when it did. */
  readonly error?: string;
  readonly retry?: 'never';
}

const gone: Answer = { status: null, error: 'Подписка удалена.', retry: 'never' };

async function send(tools: Tools, outgoing: Outgoing, signal: AbortSignal): Promise<Answer> {
  const { id, event, url, enabled, secret, webhookId } = outgoing;
  if (!enabled && event !== pingEvent) return { status: null, error: 'Подписка отключена.', retry: 'never' };
  const body = noticeBody(outgoing);
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Reglament-Webhook',
    'X-Reglament-Event': event,
    'X-Reglament-Delivery': id,
    'X-Reglament-Signature': signatureOf(tools.box.open(secret, webhookId), body, tools.clock()),
  };
  try {
    const request = { url: new URL(url), headers, body, timeout: tools.config.webhookTimeout, signal };
    return answerOf(await postGuarded(request, tools.guard));
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return { status: null, error: error.message };
  }
}

function answerOf(status: number): Answer {
  if (status >= 200 && status < 300) return { status };
  if (status === 410) return { status, error: 'Получатель больше не принимает (410).', retry: 'never' };
  if (status >= 300 && status < 400) {
    return {
      status,
      error: `Получатель перенаправил (${status}), а перенаправления запрещены: укажите конечный адрес.`,
    };
  }
  return { status, error: `Получатель ответил кодом ${status}.` };
}

async function settle(
  trx: Transaction,
  claim: Claim,
  { answer, event, now }: { answer: Answer; event: string; now: Date },
): Promise<void> {
  const { error } = answer;
  if (error === undefined) return finishClaim(trx, claim, now);
  const chosen = event === pingEvent ? pingPatience : patience;
  const chance = randomInt(1000) / 1000;
  const dueAt = answer.retry === 'never' ? undefined : nextTry(chosen, { tries: claim.tries, now, chance });
  if (dueAt === undefined) return failClaim(trx, claim, { now, error });
  return postponeClaim(trx, claim, { dueAt, error });
}

/** Daily, at 01:20 UTC: what was settled a month ago is forgotten. */
export function scheduleWebhookCleaning(jobs: Jobs, { database, clock }: Pick<Deps, 'database' | 'clock'>): void {
  jobs.defineJob('webhook-cleaning', { type: 'object', additionalProperties: false }, async () => {
    await database.asOwner((trx) => deleteDeliveriesBefore(trx, new Date(clock().getTime() - keepFor)));
  });
  jobs.schedule('webhook-cleaning', '20 1 * * *', {});
}
