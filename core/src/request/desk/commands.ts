import type { Transaction } from '../../db.ts';
import { noRequest, notNow } from '../commands.ts';
import { after } from '../life.ts';
import { findRequestPlace } from '../queries.ts';
import type { RequestRecord } from '../request.model.ts';
import { holdRequest, settle } from '../settle.ts';

/** By whoever looks after the exchange, who need not see the application. @throws Refusal when it is not stopped */
export async function reopenRequest(
  trx: Transaction,
  id: string,
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<void> {
  const request = await hold(trx, id);
  const status = after(request.status, 'retry');
  if (status === undefined) throw notNow(request);
  const changes = { status, errorCode: null, resultText: null };
  await settle(trx, { request, now, event: 'requestRetried', changes, actorId });
}

/** Not to be tried any more, by whoever looks after the exchange: it stands as what did not go. @throws Refusal */
export async function stopRequest(
  trx: Transaction,
  id: string,
  { actorId, now, reason }: { readonly actorId: string; readonly now: Date; readonly reason: string },
): Promise<void> {
  const request = await hold(trx, id);
  const status = after(request.status, 'fail');
  if (status === undefined) throw notNow(request);
  const changes = { status, errorCode: 'stopped', resultText: reason };
  await settle(trx, { request, now, event: 'requestFailed', changes, actorId, facts: { comment: reason } });
}

/** Under the locks of its application and of itself. @throws Refusal when there is none in these bodies */
async function hold(trx: Transaction, id: string): Promise<RequestRecord> {
  const place = await findRequestPlace(trx, id);
  const request = place && (await holdRequest(trx, { id, applicationId: place.applicationId }));
  if (request === undefined) throw noRequest();
  return request;
}
