import { type IncomingCall, isProviderError } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import type { CallPlace } from '../connection/call-address.ts';
import { onBehalfOf } from '../connection/evidence.ts';
import { insertExchange } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { endEntrances } from '../identity/ended/commands.ts';
import { takeDelivery } from './receive.ts';

interface TakenCall extends CallPlace {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * What the other side of a connection has brought by itself: kept as any answer, with the same repeats, late ones and quarantine;
 * only when it is stored the call is answered well. Or that somebody has signed out there.
 * @throws Refusal notReady: it may come again; malformedBody: it is not proven to come from there
 */
export async function takeCall(deps: Deps, call: TakenCall): Promise<void> {
  try {
    await deps.connections.use(call.connectionId, (open) => takeOver(deps, open, call));
  } catch (error) {
    if (!isProviderError(error)) throw error;
    deps.log.warn({ connection: call.connectionId, reason: error.message }, 'a call was not taken');
    throw new Refusal('notReady', 'Вызов сейчас не принять. Повторите его позже.', { retryAfter: 60 });
  }
}

async function takeOver(deps: Deps, open: OpenConnection, call: TakenCall): Promise<void> {
  const { connection, stored } = open;
  const { connectionId, headers, body } = call;
  const began = performance.now();
  const owner = call.owner === connectionId ? {} : { owner: call.owner };
  const came = { ...owner, headers, body };
  const requestId = await takeIn(deps, open, came);
  // Without the key of the address: whoever reads the evidence must not be able to answer in the provider's name.
  const facts = { direction: 'in', method: 'POST', address: `/api/callbacks/${connectionId}`, status: '204' } as const;
  // What a place of signing in says names a person, and is of no use as evidence once it is checked.
  const received = connection.called === undefined ? null : body;
  await deps.database.asOwner((trx) =>
    insertExchange(trx, {
      ...facts,
      ...{ connectionId, organisationId: stored.organisation?.id ?? null, ownerId: requestId ?? null },
      ...{
        at: deps.clock(),
        duration: Math.round(performance.now() - began),
        sent: null,
        received,
        emulated: stored.emulated,
      },
    }),
  );
}

/** Gives the request that it is about. */
async function takeIn(deps: Deps, { connection, stored }: OpenConnection, call: IncomingCall) {
  if (connection.called === undefined) {
    const { identity } = connection;
    if (identity?.ended === undefined || stored.organisation !== null) throw notExpected();
    await endEntrances(deps, stored.id, await identity.ended(call).catch(unproven(deps, stored.id)));
    return undefined;
  }
  const came = await connection.called(call);
  await onBehalfOf(came.requestId, () => takeDelivery(deps, stored, { ...came, ack: async () => undefined }));
  return came.requestId;
}

/** Not what a connection that is switched off says: that call may be repeated. @throws Refusal malformedBody */
const unproven =
  ({ log }: Deps, connection: string) =>
  (error: unknown): never => {
    if (!isProviderError(error) || error.retry !== 'never') throw error;
    log.warn({ connection, reason: error.message }, 'a call was not proven');
    throw new Refusal('malformedBody', 'Вызов не прошёл проверку и не принят.');
  };

export function notExpected(): Refusal {
  return new Refusal('notFound', 'По этому адресу вызовов не ждут.');
}
