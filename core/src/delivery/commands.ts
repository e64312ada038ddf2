import type { Incoming } from '@reglament/sdk';
import type { StoredConnection } from '../connection/connection.model.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { insertDelivery, markResolved } from './rows.ts';

/** Nobody here can work with it as it is: kept byte by byte for a person, acknowledged, shown. */
export async function quarantine(deps: Deps, stored: StoredConnection, message: Incoming): Promise<void> {
  const { kind, messageId, original, verdicts, problems } = message;
  const reason = problems.length > 0 ? problems.join('. ') : 'В системе нет того, кто работает с такими сообщениями';
  await deps.database.asOwner((trx) =>
    insertDelivery(trx, {
      organisationId: stored.organisation?.id ?? null,
      connectionId: stored.id,
      messageId,
      kind,
      requestId: null,
      status: 'quarantine',
      reason,
      outcome: null,
      verdicts,
      original,
      receivedAt: deps.clock(),
      emulated: stored.emulated,
    }),
  );
  await message.ack(verdicts.every(({ valid }) => valid));
}

/** A person says what they did about it; the message itself stays as it came. @throws Refusal */
export async function resolveDelivery(
  { deps, session, now }: { readonly deps: Deps; readonly session: Session; readonly now: Date },
  id: string,
  resolution: string,
): Promise<void> {
  await deps.database.inBodies([session.organisation.id], async (trx) => {
    if (await markResolved(trx, id, { resolution: resolution.trim(), userId: session.user.id, now })) return;
    throw new Refusal('stateConflict', 'Это сообщение уже разобрано, или оно другого ведомства. Обновите список.');
  });
}
