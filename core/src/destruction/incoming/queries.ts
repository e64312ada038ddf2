import type { Transaction } from '../../db.ts';
import { replyTopic } from '../../incoming-request/commands.ts';
import type { BodyAsked } from '../asked.ts';
import { COUNTED, type OverCase, type ServiceCounts } from '../queries.ts';
import { endedBefore, INCOMING } from '../term.ts';

/** Requests of other bodies that were answered or refused and are kept. */
const KEPT = `from incoming_request i
  where i.organisation_id = :organisationId and i.answered_at is not null and i.destroyed_at is null`;
const OVER = 'i.answered_at < (:endedBefore::date)::timestamp at time zone :timeZone';

/** null: kept on. */
function boundOf({ incoming: { years }, today }: BodyAsked): string | null {
  return years === null ? null : endedBefore(today, years);
}

function valuesOf(asked: BodyAsked) {
  const { organisationId, timeZone } = asked;
  return { organisationId, timeZone, endedBefore: boundOf(asked), service: INCOMING, topic: replyTopic };
}

/** How many ended requests are kept, how many of them no longer, since when; a thousand at most. */
export async function countRequests(trx: Transaction, asked: BodyAsked): Promise<ServiceCounts> {
  const { rows } = await trx.raw(
    `select :service::text as service,
       (select count(*)::int from (select ${KEPT} limit ${COUNTED}) as ended) as ended,
       (select count(*)::int from (select ${KEPT} and ${OVER} limit ${COUNTED}) as over) as over,
       (select to_char(min(i.answered_at) at time zone :timeZone, 'YYYY-MM-DD') ${KEPT} and ${OVER}) as oldest`,
    valuesOf(asked),
  );
  return rows[0];
}

/** What tells one request from another names nobody: its numbers, and who has asked. :act is the act that is being carried out, or null. */
const COLUMNS = `'incomingRequest' as kind, i.id, i.number::text as number, :service::text as service,
  concat_ws(', № ', i.asker_title, nullif(i.asker_number, '')) as applicant, i.status as outcome, null as relative,
  to_char(i.answered_at at time zone :timeZone, 'YYYY-MM-DD') as "endedOn",
  exists (select from outbox o where o.topic = :topic and o.owner_id = i.id and o.done_at is null and o.failed_at is null) as sending,
  (select act.number from destruction_row r join destruction_act act on act.id = r.act_id
   where r.incoming_request_id = i.id and r.status = 'waiting' and act.status in ('prepared', 'running')
     and act.id is distinct from :act::uuid order by act.number limit 1) as act`;

/** Those whose term is over, the oldest first. */
export async function listOverRequests(
  trx: Transaction,
  asked: BodyAsked & { readonly after: string | undefined; readonly limit: number },
): Promise<OverCase[]> {
  const { after, limit } = asked;
  const { rows } = await trx.raw(
    `select ${COLUMNS} ${KEPT} and ${OVER}
       and (:after::uuid is null or (i.answered_at, i.id) > (select b.answered_at, b.id from incoming_request b where b.id = :after::uuid))
     order by i.answered_at, i.id limit :limit`,
    { ...valuesOf(asked), after: after ?? null, limit, act: null },
  );
  return rows;
}

/** One of them under its row's lock; undefined: it is not answered, is destroyed already, or its term is not over. */
export async function lockOverRequest(
  trx: Transaction,
  asked: BodyAsked & { readonly id: string; readonly act: string },
): Promise<OverCase | undefined> {
  const { id, act } = asked;
  await trx.raw('select from incoming_request where id = ? for update', [id]);
  const { rows } = await trx.raw(`select ${COLUMNS} ${KEPT} and ${OVER} and i.id = :id`, {
    ...valuesOf(asked),
    id,
    act,
  });
  return rows[0];
}
