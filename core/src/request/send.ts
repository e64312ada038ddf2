import { ProviderError, type Receipt, type RequestKind } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import { pollSoon } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { attempt, type Problem } from '../exchange/attempt.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { after } from './life.ts';
import { judgeOutcome } from './outcome.ts';
import { outgoingRequest } from './outgoing.ts';
import { findRequest } from './queries.ts';
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
      const changes = takenChanges({ request: held, kind, receipt, emulated, now });
      const facts = { text: receipt.text, ...(emulated ? { emulated } : {}) };
      await settle(trx, { request: held, now, event: 'requestTaken', changes, facts });
    }
    await finishClaim(trx, claim, now);
  });
}

interface Taking extends Taken {
  readonly request: RequestRecord;
  readonly kind: RequestKind | undefined;
  readonly now: Date;
}

function takenChanges({ request, kind, receipt, emulated, now }: Taking): RequestChanges {
  const sent = {
    sentAt: now,
    lastExchangeAt: now,
    emulated,
    resultText: receipt.text,
    errorCode: null,
    ...(receipt.messageId === undefined ? {} : { messageId: receipt.messageId }),
  };
  const status = after(request.status, 'taken');
  const waiting = status === undefined ? sent : { ...sent, status };
  if (receipt.outcome === undefined) return waiting;
  const judged = judgeOutcome({ request, outcome: receipt.outcome, kind, now });
  if (judged.verdict === 'applies') return { ...waiting, ...judged.changes };
  return judged.verdict === 'late' ? waiting : { ...waiting, resultText: judged.reason };
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
