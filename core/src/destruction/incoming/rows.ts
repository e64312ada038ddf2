import type { Transaction } from '../../db.ts';
import { markUnreferenced } from '../../file/sweep/rows.ts';
import { type Erased, erasePlaces, noteContents } from '../erase/rows.ts';
import { incomingPlaces, messagesOfRequest } from './places.ts';

export interface ErasingRequest {
  readonly incomingId: string;
  readonly organisationId: string;
  readonly actId: string;
  /** Number of the act. */
  readonly act: number;
  readonly now: Date;
}

/** The same of a request that another body has sent; its row, too, goes last and never changes again. */
export async function eraseRequest(trx: Transaction, erasing: ErasingRequest): Promise<Erased> {
  const { incomingId: incoming, organisationId: organisation, actId, act, now } = erasing;
  const { connection, message, reply } = await findWire(trx, incoming);
  const contents = await noteContents(
    trx,
    `select storage_key as key, size from incoming_file where incoming_request_id = :incoming
       union all select one ->> 'storageKey', 0
         from (${messagesOfRequest('m.files')}) as held cross join jsonb_array_elements(held.files) one`,
    { incoming, organisation, organisationId: organisation, actId, message, reply },
  );
  const erased = await erasePlaces(trx, incomingPlaces, {
    incoming,
    organisation,
    connection,
    message,
    reply,
    now,
    act,
  });
  if (contents.length > 0) await markUnreferenced(trx, contents, now);
  return erased;
}

interface Wire {
  readonly connection: string;
  readonly message: string;
  readonly reply: string;
}

/** By which names the question and the answer went over the wire. */
async function findWire(trx: Transaction, id: string): Promise<Wire> {
  return trx('incoming_request')
    .where({ id })
    .first({ connection: 'connection_id', message: 'message_id', reply: trx.raw('reply_id::text') });
}
