import type { Transaction } from '../../db.ts';
import type { PortalRef } from './portal-command.ts';
import { findSenders } from './queries.ts';
import { addSender } from './rows.ts';

/**
 * Numbers of portals are easily guessed, and whoever may send this type of message has a signature that holds. So an application is
 * spoken of by the system that has filed it, and by those that a person has said to be the same. One whose sender nobody recorded
 * is believed once, and from then on belongs to it. Gives what is wrong, in Russian; under the application's lock.
 */
export async function strangerTo(
  trx: Transaction,
  id: string,
  { portal: { externalId, sender }, released }: { readonly portal: PortalRef; readonly released?: true },
): Promise<string | undefined> {
  const known = await findSenders(trx, id);
  if (sender !== undefined && known.includes(sender)) return undefined;
  if (known.length === 0 || released === true) {
    if (sender !== undefined) await addSender(trx, id, sender);
    return undefined;
  }
  const filedBy = known.join('», «');
  if (sender === undefined)
    return `О заявлении ${externalId} пишет система, которая не названа, а подала его «${filedBy}»: сверьтесь с порталом`;
  return `О заявлении ${externalId} пишет система «${sender}», а подала его «${filedBy}»: сверьтесь с порталом`;
}
