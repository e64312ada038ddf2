import { randomInt } from 'node:crypto';
import { isProviderError, ProviderError, type Receipt } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import { passBreaker, reportExchange } from '../connection/commands.ts';
import { onBehalfOf } from '../connection/evidence.ts';
import { pollSoon } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { nextTry } from '../outbox/backoff.ts';
import { type Claim, ClaimLost, failClaim, finishClaim, holdClaim, postponeClaim } from '../outbox/rows.ts';
import { after } from './life.ts';
import { judgeOutcome } from './outcome.ts';
import { outgoingRequest } from './outgoing.ts';
import { findRequest } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import type { RequestChanges } from './rows.ts';
import { holdRequest, settle } from './settle.ts';

/**
 * One try to send one request. Settles the claim in the transaction that writes what came of it, so a worker that was
 * thought dead writes nothing. What is thrown from here is a fault of ours or the process stopping.
 */
export async function sendClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const passage = await passBreaker(deps, claim.lane);
  if (passage !== 'pass') {
    await putOff(deps, claim, { dueAt: spread(passage.notBefore), error: passage.reason });
    return;
  }
  const timeout = AbortSignal.timeout(deps.tuning.callTimeout);
  let failure: unknown;
  try {
    await deps.connections.use(claim.lane, async (open) => {
      const request = await getRequest(deps, claim);
      const receipt = await callSend(deps, { claim, open, request }, AbortSignal.any([signal, timeout]));
      await taken(deps, claim, { request, receipt });
    });
    await report(deps, claim.lane, undefined);
    // The answer may be there at once: the next look comes sooner.
    await deps.database.asOwner((trx) => pollSoon(trx, claim.lane, deps.clock()));
    return;
  } catch (error) {
    if (error instanceof ClaimLost || signal.aborted) throw error;
    failure = timeout.aborted ? timedOut(deps, error) : error;
  }
  await failed(deps, claim, failure);
}

interface Sending {
  readonly claim: Claim;
  readonly open: OpenConnection;
  readonly request: RequestRecord;
}

async function callSend(deps: Deps, { claim, open, request }: Sending, signal: AbortSignal): Promise<Receipt> {
  const { connection, stored } = open;
  if (connection.send === undefined || stored.organisation === null) {
    throw new ProviderError('cannotSend', 'Подключение этого модуля не отправляет запросов.', { retry: 'never' });
  }
  const body = stored.organisation;
  const outgoing = await deps.database.inBodies([request.organisationId], (trx) =>
    outgoingRequest(trx, request, { ...deps, body, attempt: claim.tries }),
  );
  const { send } = connection;
  return onBehalfOf(request.id, () => send.call(connection, outgoing, signal));
}

/** The other side has it; it may even have answered at once. */
async function taken(
  deps: Deps,
  claim: Claim,
  { request, receipt }: { readonly request: RequestRecord; readonly receipt: Receipt },
): Promise<void> {
  const now = deps.clock();
  await deps.database.inBodies([request.organisationId], async (trx) => {
    const held = await holdRequest(trx, request);
    await holdClaim(trx, claim);
    if (held !== undefined) {
      const changes = takenChanges(deps, { request: held, receipt, now });
      await settle(trx, { request: held, now, event: 'requestTaken', changes, facts: { text: receipt.text } });
    }
    await finishClaim(trx, claim, now);
  });
}

interface Taking {
  readonly request: RequestRecord;
  readonly receipt: Receipt;
  readonly now: Date;
}

function takenChanges(deps: Deps, { request, receipt, now }: Taking): RequestChanges {
  const sent = {
    sentAt: now,
    lastExchangeAt: now,
    resultText: receipt.text,
    errorCode: null,
    ...(receipt.messageId === undefined ? {} : { messageId: receipt.messageId }),
  };
  const status = after(request.status, 'taken');
  const waiting = status === undefined ? sent : { ...sent, status };
  if (receipt.outcome === undefined) return waiting;
  const kind = deps.connections.findKind(request.plugin, request.kind);
  const judged = judgeOutcome({ request, outcome: receipt.outcome, kind, now });
  if (judged.verdict === 'applies') return { ...waiting, ...judged.changes };
  return judged.verdict === 'late' ? waiting : { ...waiting, resultText: judged.reason };
}

/** Later, or never again: a person sees why. */
async function failed(deps: Deps, claim: Claim, error: unknown): Promise<void> {
  const { tuning, clock, log } = deps;
  const known = isProviderError(error) ? error : undefined;
  if (known === undefined) log.error({ err: error, request: claim.ownerId }, 'a plugin failed to send');
  if (known?.retry === 'later') {
    await report(deps, claim.lane, known.message);
    const chance = randomInt(1000) / 1000;
    const dueAt = known.after ?? nextTry(tuning.patience, { tries: claim.tries, now: clock(), chance });
    if (dueAt !== undefined) return putOff(deps, claim, { dueAt, error: known.message });
  }
  const text = known?.message ?? 'Модуль сообщил о внутренней ошибке. Подробности – в журнале сервера.';
  await giveUp(deps, claim, { code: known?.code ?? 'internal', text });
}

async function giveUp(deps: Deps, claim: Claim, problem: { readonly code: string; readonly text: string }) {
  const request = await getRequest(deps, claim);
  const now = deps.clock();
  await deps.database.inBodies([request.organisationId], async (trx) => {
    const held = await holdRequest(trx, request);
    await holdClaim(trx, claim);
    const status = held && after(held.status, 'fail');
    if (held !== undefined && status !== undefined) {
      const changes = { status, errorCode: problem.code, resultText: problem.text, lastExchangeAt: now };
      await settle(trx, { request: held, now, event: 'requestFailed', changes, facts: problem });
    }
    await failClaim(trx, claim, { now, error: problem.text });
  });
}

/** The clerk sees why it has not gone out yet; the journal keeps only what came of it in the end. */
async function putOff(deps: Deps, claim: Claim, why: { readonly dueAt: Date; readonly error: string }): Promise<void> {
  await deps.database.asOwner((trx) => postponeClaim(trx, claim, why));
}

async function getRequest({ database }: Deps, { ownerId, organisationId }: Claim): Promise<RequestRecord> {
  const request = await database.inBodies(organisationId === null ? [] : [organisationId], (trx) =>
    findRequest(trx, ownerId),
  );
  if (request === undefined) throw new Error(`there is no request ${ownerId} to be sent`);
  return request;
}

async function report(deps: Deps, connectionId: string, failure: string | undefined): Promise<void> {
  const { change } = await reportExchange(deps, connectionId, failure);
  if (change === 'none') return;
  deps.log.warn({ connection: connectionId, reason: failure }, `breaker ${change}`);
}

function timedOut({ tuning }: Deps, cause: unknown): ProviderError {
  const seconds = Math.round(tuning.callTimeout / 1000);
  return new ProviderError('timeout', `Поставщик не ответил за ${seconds} с`, { retry: 'later', cause });
}

/** Milliseconds over which what waited for one moment is spread. */
const SPREAD = 5_000;

function spread(moment: Date): Date {
  return new Date(moment.getTime() + randomInt(SPREAD));
}
