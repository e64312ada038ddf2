import { ProviderError, type Receipt, type RequestKind } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import { pollSoon } from '../connection/rows.ts';
import type { Transaction } from '../db.ts';
import { insertDelivery } from '../delivery/rows.ts';
import type { Deps } from '../deps.ts';
import { attempt, type Problem } from '../exchange/attempt.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { after } from './life.ts';
import { judgeOutcome } from './outcome.ts';
import { outgoingRequest } from './outgoing.ts';
import { findRequest } from './queries.ts';
import { eventOfOutcome } from './receive.ts';
import type { RequestRecord } from './request.model.ts';
import type { RequestChanges } from './rows.ts';
import { holdRequest, settle } from './settle.ts';
import { kindOfRequest } from './type.ts';

/**
 * One try to send one request. Settles the claim in the transaction that writes what came of it, so a worker that was
 * thought dead writes nothing.
 */
export async function sendClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const request = await getRequest(deps, claim);
  await attempt<Taken>(
    deps,
    { claim, signal },
    {
      call: (open, bounded) => callSend(deps, { claim, open, request }, bounded),
      taken: async (what) => {
        await taken(deps, claim, { request, ...what });
        // The answer may be there at once: the next look comes sooner.
        await deps.database.asOwner((trx) => pollSoon(trx, claim.lane, deps.clock()));
      },
      givenUp: (problem) => giveUp(deps, claim, { request, problem }),
    },
  );
}

interface Sending {
  readonly claim: Claim;
  readonly open: OpenConnection;
  readonly request: RequestRecord;
}

interface Taken {
  readonly receipt: Receipt;
  /** By an emulator: nobody real has it. */
  readonly emulated: boolean;
}

async function callSend(deps: Deps, { claim, open, request }: Sending, signal: AbortSignal): Promise<Taken> {
  const { connection, stored } = open;
  const body = stored.organisation;
  if (connection.send === undefined || body === null) {
    throw new ProviderError('cannotSend', 'Подключение этого модуля не отправляет запросов.', { retry: 'never' });
  }
  const outgoing = await deps.database.inBodies([request.organisationId], (trx) =>
    outgoingRequest(trx, request, { ...deps, body, attempt: claim.tries }),
  );
  return { receipt: await connection.send(outgoing, signal), emulated: stored.emulated };
}

/** The other side has it; it may even have answered at once. */
async function taken(
  deps: Deps,
  claim: Claim,
  { request, receipt, emulated }: Taken & { readonly request: RequestRecord },
): Promise<void> {
  const now = deps.clock();
  await deps.database.inBodies([request.organisationId], async (trx) => {
    const held = await holdRequest(trx, request);
    await holdClaim(trx, claim);
    if (held !== undefined) {
      const kind = await kindOfRequest(deps, trx, held);
      await settleTaken(trx, { request: held, kind, receipt, emulated, now });
    }
    await finishClaim(trx, claim, now);
  });
}

interface Taking extends Taken {
  readonly request: RequestRecord;
  readonly kind: RequestKind | undefined;
  readonly now: Date;
}

/** What came back at once is told apart from the taking: it is what people wait for. */
async function settleTaken(trx: Transaction, taking: Taking): Promise<void> {
  const { request, kind, receipt, emulated, now } = taking;
  const mark = emulated ? { emulated } : {};
  const changes = takenChanges({ request, receipt, emulated, now });
  await settle(trx, { request, now, event: 'requestTaken', changes, facts: { text: receipt.text, ...mark } });
  const { outcome } = receipt;
  if (outcome === undefined) return;
  const waiting = { ...request, ...changes };
  const judged = judgeOutcome({ request: waiting, outcome, kind, now });
  if (judged.verdict === 'late') return;
  if (judged.verdict === 'applies') {
    await settle(trx, { request: waiting, now, event: eventOfOutcome(outcome), changes: judged.changes, facts: mark });
    return;
  }
  const { reason } = judged;
  await keepApart(trx, taking, reason);
  const kept = { event: 'requestAnswerKept', changes: { resultText: reason }, facts: { reason } };
  await settle(trx, { request: waiting, now, ...kept });
}

/** Nobody can work with it as it is: it waits for a person beside those that came later. */
async function keepApart(trx: Transaction, { request, receipt, emulated, now }: Taking, reason: string): Promise<void> {
  const { id, organisationId, connectionId } = request;
  if (connectionId === null) return;
  await insertDelivery(trx, {
    organisationId,
    connectionId,
    requestId: id,
    messageId: receipt.messageId ?? id,
    kind: 'answer',
    status: 'quarantine',
    reason,
    outcome: receipt.outcome ?? null,
    verdicts: [],
    original: receipt.original ?? new Uint8Array(),
    receivedAt: now,
    emulated,
  });
}

function takenChanges({ request, receipt, emulated, now }: Omit<Taking, 'kind'>) {
  const status = after(request.status, 'taken');
  return {
    sentAt: now,
    lastExchangeAt: now,
    emulated,
    resultText: receipt.text,
    errorCode: null,
    ...(receipt.messageId === undefined ? {} : { messageId: receipt.messageId }),
    ...(status === undefined ? {} : { status }),
  } satisfies RequestChanges;
}

async function giveUp(
  deps: Deps,
  claim: Claim,
  { request, problem }: { readonly request: RequestRecord; readonly problem: Problem },
): Promise<void> {
  const now = deps.clock();
  await deps.database.inBodies([request.organisationId], async (trx) => {
    const held = await holdRequest(trx, request);
    await holdClaim(trx, claim);
    const status = held && after(held.status, 'fail');
    if (held !== undefined && status !== undefined) {
      const changes = { status, errorCode: problem.code, resultText: problem.text, lastExchangeAt: now };
      await settle(trx, { request: held, now, event: 'requestFailed', changes, facts: { ...problem } });
    }
    await failClaim(trx, claim, { now, error: problem.text });
  });
}

async function getRequest({ database }: Deps, { ownerId, organisationId }: Claim): Promise<RequestRecord> {
  const request = await database.inBodies(organisationId === null ? [] : [organisationId], (trx) =>
    findRequest(trx, ownerId),
  );
  if (request === undefined) throw new Error(`there is no request ${ownerId} to be sent`);
  return request;
}
