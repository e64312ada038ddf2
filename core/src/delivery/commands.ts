import type { Incoming } from '@reglament/sdk';
import type { StoredConnection } from '../connection/connection.model.ts';
import type { Deps } from '../deps.ts';
import { insertDelivery } from './rows.ts';

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
    }),
  );
  await message.ack(verdicts.every(({ valid }) => valid));
}
