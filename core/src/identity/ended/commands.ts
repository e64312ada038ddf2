import { createHash } from 'node:crypto';
import type { EndedEntrance } from '@reglament/sdk';
import type { Deps } from '../../deps.ts';
import { endSessionsThere } from '../../session/commands.ts';
import { findLinked } from '../queries.ts';
import { rememberEnd } from '../rows.ts';

/** Somebody has signed out at the other place: what they began here by it ends too, once. */
export async function endEntrances(
  { database, log }: Deps,
  connectionId: string,
  { messageId, until, subject, session }: EndedEntrance,
): Promise<void> {
  const message = createHash('sha256').update(messageId).digest();
  await database.asOwner(async (trx) => {
    if (!(await rememberEnd(trx, { connectionId, message, until }))) return;
    const userId = subject === undefined ? undefined : await findLinked(trx, connectionId, subject);
    const ended = await endSessionsThere(trx, { connectionId, userId, session });
    log.info({ connection: connectionId, ended }, 'signed out at the other place');
  });
}
