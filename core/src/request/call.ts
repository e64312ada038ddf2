import { isProviderError } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import type { CallPlace } from '../connection/call-address.ts';
import { onBehalfOf } from '../connection/evidence.ts';
import { insertExchange } from '../connection/rows.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { takeDelivery } from './receive.ts';

interface TakenCall extends CallPlace {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * What the other side of a connection has brought by itself: kept as any answer, with the same repeats, late ones and quarantine;
 * only when it is stored the call is answered well. @throws Refusal notReady: it may come again
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

async function takeOver(deps: Deps, { connection, stored }: OpenConnection, call: TakenCall): Promise<void> {
  if (connection.called === undefined) throw notExpected();
  const { connectionId, headers, body } = call;
  const began = performance.now();
  const owner = call.owner === connectionId ? {} : { owner: call.owner };
  const came = await connection.called({ ...owner, headers, body });
  await onBehalfOf(came.requestId, () => takeDelivery(deps, stored, { ...came, ack: async () => undefined }));
  // Without the key of the address: whoever reads the evidence must not be able to answer in the provider's name.
  const facts = { direction: 'in', method: 'POST', address: `/api/callbacks/${connectionId}`, status: '204' } as const;
  await deps.database.asOwner((trx) =>
    insertExchange(trx, {
      ...facts,
      ...{ connectionId, organisationId: stored.organisation?.id ?? null, ownerId: came.requestId ?? null },
      ...{ at: deps.clock(), duration: Math.round(performance.now() - began), sent: null, received: body },
    }),
  );
}

export function notExpected(): Refusal {
  return new Refusal('notFound', 'По этому адресу вызовов не ждут.');
}
